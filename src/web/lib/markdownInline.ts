import { decodeEntities, readEntity } from './entities.ts';
import { type Inline, pushText, safeUrl } from './inline.ts';

interface Found {
  run: Inline | undefined;
  end: number;
}
type Rule = (source: string, at: number, depth: number) => Found | undefined;

/** Nesting is bounded, so that no text can exhaust the stack. */
const deepest = 8;

/** One paragraph of Feishu markdown as runs. What is not one of the known forms stays visible as plain text. */
export function parseInline(source: string, depth = 0): Inline[] {
  const runs: Inline[] = [];
  for (let at = 0; at < source.length; ) {
    const found = rules[source[at] ?? '']?.(source, at, depth);
    if (found?.run?.kind === 'text') pushText(runs, found.run.text);
    else if (found?.run) runs.push(found.run);
    else if (!found) pushText(runs, source[at] ?? '');
    at = found ? found.end : at + 1;
  }
  return runs;
}

const rules: Record<string, Rule> = {
  '\\': (source, at) => {
    const next = source[at + 1];
    return next && /[!-/:-@[-`{-~]/.test(next) ? { run: { kind: 'text', text: next }, end: at + 2 } : undefined;
  },
  '&': (source, at) => {
    const found = readEntity(source, at);
    return found && { run: { kind: 'text', text: found.text }, end: found.end };
  },
  '\n': (_source, at) => ({ run: { kind: 'break' }, end: at + 1 }),
  '`': (source, at) => {
    const end = source.indexOf('`', at + 1);
    return end > at + 1 ? { run: { kind: 'code', text: source.slice(at + 1, end) }, end: end + 1 } : undefined;
  },
  '*': (source, at, depth) => paired(source, at, depth, '**', 'strong') ?? paired(source, at, depth, '*', 'em'),
  '~': (source, at, depth) => paired(source, at, depth, '~~', 'del'),
  '!': image,
  '[': link,
  '<': tag,
};

function paired(
  source: string,
  at: number,
  depth: number,
  mark: string,
  kind: 'strong' | 'em' | 'del',
): Found | undefined {
  if (depth >= deepest || !source.startsWith(mark, at)) return undefined;
  const start = at + mark.length;
  const end = source.indexOf(mark, start);
  const inner = source.slice(start, end);
  if (end <= start || /^\s|\s$/.test(inner)) return undefined;
  return { run: { kind, children: parseInline(inner, depth + 1) }, end: end + mark.length };
}

function image(source: string, at: number): Found | undefined {
  const found = match(/!\[([^[\]\n]*)\]\([^()\s]*\)/y, source, at);
  return found && { run: { kind: 'image', name: decodeEntities(found[1] ?? '') }, end: at + found[0].length };
}

function link(source: string, at: number, depth: number): Found | undefined {
  const found = match(/\[([^[\]\n]+)\]\(([^()\s]+)\)/y, source, at);
  if (!found || depth >= deepest) return undefined;
  const href = safeUrl(decodeEntities(found[2] ?? ''));
  if (!href) return undefined;
  return { run: { kind: 'link', href, children: parseInline(found[1] ?? '', depth + 1) }, end: at + found[0].length };
}

/** The few tags Feishu knows. Any other `<` is a character. */
function tag(source: string, at: number, depth: number): Found | undefined {
  const found = match(
    /<(at|person|font|text_tag|a|br)(?:\s+([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s<>"']*))?\s*\/?>/y,
    source,
    at,
  );
  if (!found) return undefined;
  const [open, name = '', attribute = '', quoted = ''] = found;
  const value = decodeEntities(quoted.replace(/^(["'])(.*)\1$/s, '$2'));
  const start = at + open.length;
  if (name === 'br') return { run: { kind: 'break' }, end: start };
  const closing = `</${name}>`;
  const end = source.indexOf(closing, start);
  if (end < 0 || depth >= deepest) return undefined;
  const inner = source.slice(start, end);
  const run = build(name, attribute, value, inner, depth);
  return run && { run, end: end + closing.length };
}

// biome-ignore format: read by column
function build(name: string, attribute: string, value: string, inner: string, depth: number): Inline | undefined {
  const children = () => parseInline(inner, depth + 1);
  if ((name === 'at' || name === 'person') && (attribute === 'id' || attribute === 'user_id') && value) return { kind: 'at', id: value };
  if (name === 'font' && attribute === 'color') return { kind: 'font', color: colour(value), children: children() };
  if (name === 'text_tag' && attribute === 'color') return { kind: 'tag', color: colour(value), children: children() };
  if (name === 'a' && attribute === 'href') {
    const href = safeUrl(value);
    if (href) return { kind: 'link', href, children: children() };
  }
  return undefined;
}

/** A colour is only ever used as part of a class name. */
export function colour(value: string): string {
  return /^[a-z]{2,12}(?:-\d{2,3})?$/.test(value) ? value.replace(/-\d+$/, '') : 'neutral';
}

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source) ?? undefined;
}
