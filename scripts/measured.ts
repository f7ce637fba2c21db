import { readFileSync, writeFileSync } from 'node:fs';

/**
 * The text of a page with `lines` in the place of `name`: between `<!-- measured: NAME -->` and the next
 * `<!-- end -->`, each on a line of its own. Throws when the page has no such place.
 */
export function withMeasured(text: string, name: string, lines: string[]): string {
  const opening = `<!-- measured: ${name} -->\n`;
  const begin = text.indexOf(opening);
  const end = text.indexOf('<!-- end -->', begin);
  if (begin < 0 || end < 0) throw new Error(`the page has no place for ${name}`);
  return `${text.slice(0, begin + opening.length)}\n${lines.join('\n')}\n\n${text.slice(end)}`;
}

/** Puts what was measured today into its place of a page in docs/measurements. */
export function writeMeasured(page: string, name: string, lines: string[]): void {
  const path = `docs/measurements/${page}`;
  writeFileSync(path, withMeasured(readFileSync(path, 'utf8'), name, lines));
}

/** Rows of cells as a table of Markdown; the first row is its head. */
export function markdownTable([head = [], ...rows]: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell || '–').join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
