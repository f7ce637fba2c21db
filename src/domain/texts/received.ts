/** Longest name of a person, group, file or field that comes from outside; longer ones are cut. */
const nameLimit = 64;
const cutMark = '…';

/**
 * Cleans words that come from outside, before anything reads or stores them: one blank between words, at most one empty
 * line between lines, no control characters (PostgreSQL cannot store U+0000), no half characters. Line breaks stay. A
 * thousand blanks say no more than one, and only cost time to read.
 */
export function tidied(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/(?:[^\S\n\ufeff][\u200b-\u200d\u2060\ufeff]*)+/g, ' ')
    .replace(/ ?\n[\s\u200b-\u200d\u2060]*/g, (gap) => (gap.indexOf('\n') === gap.lastIndexOf('\n') ? '\n' : '\n\n'))
    .trim();
}

/** A name on one line; a name that is too long is cut and ends with `…`. */
export function tidiedName(name: string): string {
  const line = tidied(name).replaceAll('\n', ' ');
  const beginning = [...line.slice(0, 2 * nameLimit + 2)];
  if (beginning.length <= nameLimit) return beginning.join('');
  return `${beginning.slice(0, nameLimit - 1).join('')}${cutMark}`;
}

/** Whether part of the name was cut: it may then end with half a number, or with a name whose number is missing. */
export function isCut(name: string): boolean {
  return name.endsWith(cutMark);
}

/** The first characters, enough for the writer to recognise his text. */
export function beginningOf(text: string): string {
  return [...text.slice(0, 40)].slice(0, 20).join('').replaceAll('\n', ' ');
}

/** Characters as people count them; an emoji is one. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
