/** The working-day calendar is handed in; see settings.ts for how it is made of chinese-days and config/calendar.yaml. */
export interface Calendar {
  /** `yyyy-MM-dd` in China. */
  isWorkday(date: string): boolean;
  /** Whether the State Council's table of that year is known; an unknown year counts plain weekdays. */
  isKnownYear(year: number): boolean;
}
