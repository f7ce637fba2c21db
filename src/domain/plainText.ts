/**
 * Digits, letters and the signs inside numbers as people type them on a phone, made plain: full-width forms, odd
 * blanks, invisible characters. Punctuation stays as it is written.
 */
export function plainText(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0b\uff20]/g, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
    )
    .replace(/[\u3000\u00a0]/g, ' ')
    .replace(/(?<=\d\s?)[\uff0d\u2010-\u2015](?=\s?\d)/g, '-')
    .replace(/(?<=\d)\uff0e(?=\d)/g, '.');
}
