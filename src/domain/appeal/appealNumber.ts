/**
 * The format of appeal numbers (JJ20261120-003), in one place for the settings, for giving numbers out and for reading
 * them.
 */
const letters = 6;

/** What `numberPrefix` may be. */
export const prefixPattern = `[A-Z]{1,${letters}}`;

/** A whole appeal number as people type it, in capital or small letters. */
export const wholeNumber = `[A-Za-z]{1,${letters}}\\d{8}-\\d{3,}(?!\\d)`;

/** The number of the appeal that is `sequence`-th on that China date. */
export function appealNumber(prefix: string, date: string, sequence: number): string {
  return `${prefix}${date.replaceAll('-', '')}-${String(sequence).padStart(3, '0')}`;
}
