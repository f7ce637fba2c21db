import type { Block, Button, Card, Field, Message, Span } from '../../src/domain/message.ts';
import { chartInWords } from '../../src/presenters/reports/chart.ts';

function spanText(span: Span): string {
  if (typeof span === 'string') return span;
  if ('bold' in span) return span.bold;
  if ('mention' in span) return `@${span.name}`;
  return 'muted' in span ? span.muted : span.warn;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'line':
      return block.spans.map(spanText).join('');
    case 'quote':
      return block.text;
    case 'fold':
      return [block.title, ...block.blocks.map(blockText)].join('\n');
    case 'buttons':
      return block.buttons.map(({ label }) => `【${label}】`).join('');
    case 'form':
      return [...block.fields.map(({ label, value = '' }) => `${label}:${value}`), `【${block.submit.label}】`].join(
        '\n',
      );
    case 'table':
      return block.rows.map((row) => Object.values(row).join(' ')).join('\n');
    case 'chart':
      return blockText(chartInWords(block));
    case 'rule':
      return '';
    default:
      return block satisfies never;
  }
}

/** Everything a reader sees of a message, as text; mentions as @name. */
export function textOf(message: Message): string {
  if (message.kind === 'text') return message.spans.map(spanText).join('');
  return [message.title, message.tag ?? '', ...message.blocks.map(blockText)].join('\n');
}

/** open_ids that a message @-mentions. */
export function mentionedIn(message: Message): string[] {
  const lines =
    message.kind === 'text'
      ? [message.spans]
      : message.blocks.flatMap((block) => (block.kind === 'line' ? [block.spans] : []));
  return lines.flat().flatMap((span) => (typeof span === 'object' && 'mention' in span ? [span.mention] : []));
}

function all(blocks: Block[]): Block[] {
  return blocks.flatMap((block) => (block.kind === 'fold' ? [block, ...all(block.blocks)] : [block]));
}

export function buttonsOf(card: Card): Button[] {
  return all(card.blocks).flatMap((block) =>
    block.kind === 'buttons' ? block.buttons : block.kind === 'form' ? [block.submit] : [],
  );
}

export function fieldsOf(card: Card, button: string): Field[] {
  const form = all(card.blocks).find((block) => block.kind === 'form' && block.submit.label === button);
  return form?.kind === 'form' ? form.fields : [];
}
