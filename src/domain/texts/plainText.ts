/**
 * Makes digits, letters and the signs inside numbers plain, which people type on a phone in many forms: full-width
 * forms, unusual or repeated blanks, invisible characters. Punctuation stays as it is written.
 */
export function plainText(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0b\uff20]/g, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
    )
    .replace(/[^\S\n]+/g, ' ')
    .replace(/(?<=\d\s?)[\uff0d\u2010-\u2015](?=\s?\d)/g, '-')
    .replace(/(?<=\d)\uff0e(?=\d)/g, '.');
}

/** Without blanks, punctuation and other signs: what is left says something. */
export function bareWords(text: string): string {
  return text.replace(/[\s\p{P}\p{S}]/gu, '');
}

/**
 * Without the blanks and these signs at its end. No regular expression: a pattern such as `[。]+$` would start again at
 * each such sign anywhere in the text, which is slow.
 */
export function trimmedEnd(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && (signs.includes(text.charAt(end - 1)) || text.charAt(end - 1).trim() === '')) end -= 1;
  return text.slice(0, end);
}
