/**
 * Words of a handling unit only for itself and the centre (docs/develop/domain.md#internal): 仅内部：…… until the end of
 * the line.
 */
const mark = '仅(?:限)?内部(?:可见|掌握)?';
const inBrackets = new RegExp(`[(（【]${mark}[:：]([^)）】]*)[)）】]`, 'g');
const toLineEnd = new RegExp(`[(（【]?${mark}[)）】]?[:：]|[(（【]${mark}[)）】]`);

/** Words for the company also end the internal part. */
const forCompany = /(?:给企业的?话?|告知企业|答复企业)\s*[:：]/;

export interface InternalParts {
  /** The part that the submitter, as the channel to the company, reads too. */
  text: string;
  internal?: string;
}

/** Separates the text that others may read from the lines marked 仅内部. */
export function internalParts(said: string): InternalParts {
  const inside: string[] = [];
  const outside = said
    .replace(inBrackets, (_whole, words: string) => {
      inside.push(words);
      return '';
    })
    .split('\n')
    .map((line) => {
      const found = toLineEnd.exec(line);
      if (!found) return line;
      const after = line.slice(found.index + found[0].length);
      const next = forCompany.exec(after)?.index ?? after.length;
      inside.push(after.slice(0, next));
      return `${line.slice(0, found.index)}${after.slice(next)}`;
    });
  const kept = (lines: string[]) =>
    lines
      .map((line) => line.trim())
      .filter(Boolean)
      .join('\n');
  const internal = kept(inside);
  return { text: kept(outside), ...(internal ? { internal } : {}) };
}

export function joinedLines(...lines: (string | undefined)[]): string | undefined {
  return lines.filter(Boolean).join('\n') || undefined;
}
