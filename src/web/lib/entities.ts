const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  sim: '~',
  zwj: '\u200d',
};

const entity = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));/y;

/**
 * The entity that starts at `at`: what it stands for and where it ends. docs/develop/feishu.md#cards, "Escape user
 * text".
 */
export function readEntity(source: string, at: number): { text: string; end: number } | undefined {
  entity.lastIndex = at;
  const found = entity.exec(source);
  if (!found) return undefined;
  const [whole, decimal, hex, name] = found;
  const text = name === undefined ? character(Number.parseInt(decimal ?? hex ?? '', decimal ? 10 : 16)) : named[name];
  return text === undefined ? undefined : { text, end: at + whole.length };
}

/** Replaces every entity by its character. The result is text: never read it as markdown again. */
export function decodeEntities(source: string): string {
  let text = '';
  for (let at = 0; at < source.length; ) {
    const found = source[at] === '&' ? readEntity(source, at) : undefined;
    text += found ? found.text : source[at];
    at = found ? found.end : at + 1;
  }
  return text;
}

function character(code: number): string {
  const forbidden = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  return forbidden ? '\ufffd' : String.fromCodePoint(code);
}
