import type { Block, Button, Card, Field, Message, Span } from '../../domain/message.ts';

type Words = (text: string) => string;

/**
 * The same message with all visible words rewritten; mentions, and the words that buttons send, stay. `theirs`: for
 * what only people write, quotes and what stands in a field.
 */
export function rewritten<M extends Message>(message: M, words: Words, theirs?: Words): M;
export function rewritten(message: Message, words: Words, theirs = words): Message {
  if (message.kind === 'text') return { ...message, spans: message.spans.map((span) => spanOf(span, words)) };
  const { title, tag, summary, blocks } = message;
  const card: Card = { ...message, title: words(title), blocks: blocks.map((block) => blockOf(block, words, theirs)) };
  return { ...card, ...(tag && { tag: words(tag) }), ...(summary && { summary: words(summary) }) };
}

function spanOf(span: Span, words: Words): Span {
  if (typeof span === 'string') return words(span);
  if ('bold' in span) return { bold: words(span.bold) };
  if ('muted' in span) return { muted: words(span.muted) };
  return 'warn' in span ? { warn: words(span.warn) } : span;
}

function blockOf(block: Block, words: Words, theirs: Words): Block {
  switch (block.kind) {
    case 'line':
      return { ...block, spans: block.spans.map((span) => spanOf(span, words)) };
    case 'quote':
      return { ...block, text: theirs(block.text) };
    case 'fold':
      return {
        ...block,
        title: words(block.title),
        blocks: block.blocks.map((inner) => blockOf(inner, words, theirs)),
      };
    case 'buttons':
      return { ...block, buttons: block.buttons.map((button) => buttonOf(button, words)) };
    case 'form': {
      const fields = block.fields.map((field) => fieldOf(field, words, theirs));
      return { ...block, fields, submit: buttonOf(block.submit, words) };
    }
    case 'table': {
      const columns = block.columns.map((column) => ({ ...column, label: words(column.label) }));
      const rows = block.rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, text]) => [name, words(text)])),
      );
      return { ...block, columns, rows };
    }
    case 'chart': {
      const data = block.data.map(({ series, label, ...datum }) => ({
        ...{ ...datum, label: words(label) },
        ...(series === undefined ? {} : { series: words(series) }),
      }));
      return { ...block, title: words(block.title), data };
    }
    case 'rule':
      return block;
    default:
      return block satisfies never;
  }
}

function buttonOf({ label, confirm, ...button }: Button, words: Words): Button {
  return { ...button, label: words(label), ...(confirm === undefined ? {} : { confirm: words(confirm) }) };
}

/** A value that must be masked is left out: when the form is sent, the mask would replace the real words. */
function fieldOf(field: Field, words: Words, theirs: Words): Field {
  const common = { ...field, label: words(field.label) };
  if (common.kind === 'choice') {
    return { ...common, choices: common.choices.map(({ label, value }) => ({ label: words(label), value })) };
  }
  if (common.kind === 'date') return common;
  const { value, hint, ...text } = common;
  const kept = value !== undefined && theirs(value) === value ? { value } : {};
  return { ...text, ...kept, ...(hint === undefined ? {} : { hint: words(hint) }) };
}
