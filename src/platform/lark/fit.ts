import type { Block, Card, Span } from '../../domain/message.ts';
import { chartInWords } from '../../presenters/reports/chart.ts';
import { platformWords } from '../../presenters/words/platformWords.ts';
import { cut } from './escape.ts';

const NOTE: Block = { kind: 'line', spans: [{ muted: platformWords.cut }] };

/**
 * What is shortened when a card is too large, in this order; each step is applied after the earlier ones. Buttons and
 * forms are never changed.
 */
const steps: ((card: Card) => Card)[] = [
  chartsInWords,
  ...[4_000, 2_000, 800, 300, 100].map((max) => shortQuotes(max)),
  ...[100, 50].map((max) => fewRows(max)),
  ...[1_000, 400, 150].map((max) => shortLines(max)),
  ...[20, 8].map((max) => fewRows(max)),
  emptyFolds,
  ...[60, 30, 10, 3].map((max) => fewBlocks(max)),
];

/**
 * The card itself when it fits, else the first shortened version that fits; undefined when even its buttons alone do
 * not fit.
 */
export function fitCard(card: Card, fits: (card: Card) => boolean): Card | undefined {
  let current = card;
  if (fits(current)) return current;
  for (const step of steps) {
    current = step(current);
    if (fits(current)) return current;
  }
  return undefined;
}

function shortQuotes(max: number) {
  return mapBlocks((block) => (block.kind === 'quote' ? { ...block, text: cut(block.text, max) } : block));
}

function shortLines(max: number) {
  return mapBlocks((block) =>
    block.kind === 'line' ? { ...block, spans: block.spans.slice(0, max).map((span) => shortSpan(span, max)) } : block,
  );
}

function shortSpan(span: Span, max: number): Span {
  if (typeof span === 'string') return cut(span, max);
  if ('mention' in span) return { ...span, name: cut(span.name, max) };
  return Object.fromEntries(Object.entries(span).map(([kind, text]) => [kind, cut(text, max)])) as unknown as Span;
}

/** Nothing is lost without the picture: its numbers stay as text. */
function chartsInWords(card: Card): Card {
  return mapBlocks((block) => (block.kind === 'chart' ? chartInWords(block) : block))(card);
}

function fewRows(max: number) {
  return mapBlocks((block) => {
    if (block.kind !== 'table') return block;
    const rows = block.rows
      .slice(0, max)
      .map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cut(cell, 1_000 / max, '…')])));
    return { ...block, rows, more: (block.more ?? 0) + block.rows.length - rows.length };
  });
}

function emptyFolds(card: Card): Card {
  const emptied = (block: Block): Block =>
    block.kind === 'fold' ? { ...block, blocks: [NOTE, ...block.blocks.flatMap(handles)] } : block;
  return { ...card, blocks: card.blocks.map(emptied) };
}

/** Buttons and forms of a block, at any depth. */
function handles(block: Block): Block[] {
  if (block.kind === 'fold') return block.blocks.flatMap(handles);
  return block.kind === 'buttons' || block.kind === 'form' ? [block] : [];
}

/** Keeps the first `max` blocks, and the buttons and forms of the others. */
function fewBlocks(max: number) {
  return (card: Card): Card => {
    const texts = card.blocks.filter((block) => handles(block).length === 0 && block !== NOTE);
    const dropped = new Set(texts.slice(max));
    const blocks = card.blocks.flatMap((block) => {
      if (block.kind === 'fold' && max < 60) return handles(block);
      return dropped.has(block) ? [] : [block];
    });
    return withNote({ ...card, blocks });
  };
}

/** One note, before the last row of buttons or the last form. */
function withNote(card: Card): Card {
  const blocks = card.blocks.filter((block) => block !== NOTE);
  const last = blocks.findLastIndex((block) => handles(block).length > 0);
  const at = last < 0 ? blocks.length : last;
  return { ...card, blocks: [...blocks.slice(0, at), NOTE, ...blocks.slice(at)] };
}

function mapBlocks(change: (block: Block) => Block) {
  const deep = (block: Block): Block =>
    block.kind === 'fold' ? { ...block, blocks: block.blocks.map(deep) } : change(block);
  return (card: Card): Card => ({ ...card, blocks: card.blocks.map(deep) });
}
