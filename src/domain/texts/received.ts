/** Longest name of a person, group, file or field that comes from outside; longer ones are cut. */
const nameLimit = 64;
const cutMark = '…';

/**
 * Words as they came from outside, before anything reads or keeps them: one blank between words, at most one empty
 * line between lines, no control characters (PostgreSQL keeps no U+0000), no half characters. Lines stay lines.
 * A row of a thousand blanks says no more than one, and costs whoever reads it.
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

/** A name on one line; a longer one ends with the mark of what was cut. */
export function tidiedName(name: string): string {
  const line = tidied(name).replaceAll('\n', ' ');
  const beginning = [...line.slice(0, 2 * nameLimit + 2)];
  if (beginning.length <= nameLimit) return beginning.join('');
  return `${beginning.slice(0, nameLimit - 1).join('')}${cutMark}`;
}

/** Part of it is gone, so that half a number or a name without its number may stand at its end. */
export function isCut(name: string): boolean {
  return name.endsWith(cutMark);
}

/** The first words, for whoever wrote them to know which they are. */
export function beginningOf(text: string): string {
  return [...text.slice(0, 40)].slice(0, 20).join('').replaceAll('\n', ' ');
}

/** Characters as people count them; an emoji is one. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
