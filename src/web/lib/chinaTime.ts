/** Times as people in China read them. The country keeps one zone without summer time, so +8 h is exact. */
const zone = 8 * 3600_000;
const weekdays = ['日', '一', '二', '三', '四', '五', '六'];

interface Parts {
  year: number;
  month: number;
  day: number;
  weekday: string;
  time: string;
  /** `2026-11-20`, to compare days. */
  date: string;
}

function partsOf(instant: string): Parts | undefined {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return undefined;
  const local = new Date(at + zone);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: `周${weekdays[local.getUTCDay()]}`,
    time: local.toISOString().slice(11, 16),
    date: local.toISOString().slice(0, 10),
  };
}

/** "11月20日(周五)09:12" */
export function clockLabel(instant: string): string {
  const parts = partsOf(instant);
  return parts ? `${dayText(parts)}${parts.time}` : '';
}

/** "11月20日(周五)", with the year when it is not the present one. */
export function dayLabel(instant: string, now: string): string {
  const parts = partsOf(instant);
  if (!parts) return '';
  const present = partsOf(now);
  return present && present.year !== parts.year ? `${parts.year}年${dayText(parts)}` : dayText(parts);
}

/** What a date field holds, "2026-12-05", as "2026年12月5日(周六)". */
export function dateLabel(date: string): string {
  const parts = partsOf(`${date}T00:00:00+08:00`);
  return parts ? `${parts.year}年${dayText(parts)}` : date;
}

/** "09:12" */
export function timeLabel(instant: string): string {
  return partsOf(instant)?.time ?? '';
}

/** For the chat list: "09:12" today, "昨天", else "11月19日". */
export function shortLabel(instant: string, now: string): string {
  const parts = partsOf(instant);
  const present = partsOf(now);
  if (!parts || !present) return '';
  if (parts.date === present.date) return parts.time;
  if (parts.date === partsOf(new Date(Date.parse(now) - 24 * 3600_000).toISOString())?.date) return '昨天';
  return parts.year === present.year ? `${parts.month}月${parts.day}日` : parts.date;
}

/** Whether both instants fall on one day in China. */
export function sameDay(one: string, other: string): boolean {
  return partsOf(one)?.date === partsOf(other)?.date;
}

/** What a field for date and time in China holds, "2026-11-20T09:12". */
export function toPicker(instant: string): string {
  const parts = partsOf(instant);
  return parts ? `${parts.date}T${parts.time}` : '';
}

/** The instant such a field means; undefined while it is not filled in. */
export function fromPicker(value: string): string | undefined {
  const at = Date.parse(`${value}:00+08:00`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

function dayText(parts: Parts): string {
  return `${parts.month}月${parts.day}日(${parts.weekday})`;
}
