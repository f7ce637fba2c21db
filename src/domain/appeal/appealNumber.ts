/** Numbers of appeals look the same to whoever sets the prefix, gives a number out or reads one: JJ20261120-003. */
const letters = 6;

/** What `numberPrefix` may be. */
export const prefixPattern = `[A-Z]{1,${letters}}`;

/** A whole number as people type it, in either case. */
export const wholeNumber = `[A-Za-z]{1,${letters}}\\d{8}-\\d{3,}(?!\\d)`;

/** The number of the so many-th appeal of that China date. */
export function appealNumber(prefix: string, date: string, sequence: number): string {
  return `${prefix}${date.replaceAll('-', '')}-${String(sequence).padStart(3, '0')}`;
}
