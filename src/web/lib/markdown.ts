import { type Inline, plainOf } from './inline.ts';
import { parseInline } from './markdownInline.ts';

export interface ListItem {
  depth: number;
  /** `•`, or the number as written, such as `3.` */
  marker: string;
  children: Inline[];
}

export type MarkdownBlock =
  | { kind: 'paragraph' | 'quote'; children: Inline[] }
  | { kind: 'heading'; level: number; children: Inline[] }
  | { kind: 'list'; items: ListItem[] }
  | { kind: 'code'; text: string }
  | { kind: 'rule' };

const fence = /^\s{0,3}```/;
const heading = /^(#{1,6})\s+(.*)$/;
const rule = /^\s{0,3}(?:-\s*){3,}$|^\s{0,3}(?:\*\s*){3,}$/;
const item = /^(\s*)(?:([-*+])|(\d{1,9}[.)]))\s+(.*)$/;
const quoted = /^\s{0,3}>\s?(.*)$/;

/**
 * Feishu's card markdown (docs/develop/feishu.md#cards) as blocks; a single line break is a line break, as in Feishu.
 */
export function parseMarkdown(source: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  let plain: string[] = [];
  const flush = () => {
    if (plain.length > 0) blocks.push({ kind: 'paragraph', children: parseInline(plain.join('\n')) });
    plain = [];
  };
  for (let n = 0; n < lines.length; ) {
    const special = readCode(lines, n) ?? readRun(lines, n) ?? readLine(lines[n] ?? '', n);
    if (special || lines[n]?.trim() === '') flush();
    else plain.push(lines[n] ?? '');
    if (special) blocks.push(special.block);
    n = special ? special.next : n + 1;
  }
  flush();
  return blocks;
}

/** The markdown as one line of plain text. */
export function plainMarkdown(source: string, nameOf: (id: string) => string | undefined): string {
  const texts = parseMarkdown(source).map((block) => {
    if (block.kind === 'rule') return '';
    if (block.kind === 'code') return block.text;
    if (block.kind === 'list') return block.items.map((each) => plainOf(each.children, nameOf)).join(' ');
    return plainOf(block.children, nameOf);
  });
  return texts.filter(Boolean).join(' ');
}

interface Read {
  block: MarkdownBlock;
  next: number;
}

function readCode(lines: string[], from: number): Read | undefined {
  if (!fence.test(lines[from] ?? '')) return undefined;
  const closing = lines.findIndex((line, n) => n > from && fence.test(line));
  const end = closing < 0 ? lines.length : closing;
  return { block: { kind: 'code', text: lines.slice(from + 1, end).join('\n') }, next: end + 1 };
}

function readLine(line: string, at: number): Read | undefined {
  if (rule.test(line)) return { block: { kind: 'rule' }, next: at + 1 };
  const title = heading.exec(line);
  if (!title) return undefined;
  return {
    block: { kind: 'heading', level: title[1]?.length ?? 1, children: parseInline(title[2] ?? '') },
    next: at + 1,
  };
}

/** A list or a quotation: as many lines as belong together. */
function readRun(lines: string[], from: number): Read | undefined {
  if (rule.test(lines[from] ?? '')) return undefined;
  const items = takeWhile(lines, from, item);
  if (items.length > 0) return { block: { kind: 'list', items: items.map(listItem) }, next: from + items.length };
  const quotes = takeWhile(lines, from, quoted);
  if (quotes.length === 0) return undefined;
  const text = quotes.map((found) => found[1] ?? '').join('\n');
  return { block: { kind: 'quote', children: parseInline(text) }, next: from + quotes.length };
}

function listItem([, indent = '', bullet, number, text = '']: RegExpExecArray): ListItem {
  const depth = Math.min(3, Math.floor(indent.length / 2));
  return { depth, marker: bullet ? '•' : (number ?? '•'), children: parseInline(text) };
}

function takeWhile(lines: string[], from: number, pattern: RegExp): RegExpExecArray[] {
  const taken: RegExpExecArray[] = [];
  for (const line of lines.slice(from)) {
    const found = pattern.exec(line);
    if (!found || rule.test(line)) break;
    taken.push(found);
  }
  return taken;
}
