import type { Span } from '../../domain/message.ts';
import { escapeMarkdown, escapeText } from './escape.ts';

/** A mention with anything else could mention somebody else, or make Feishu refuse the card (100290). */
const OPEN_ID = /^ou_[A-Za-z0-9_-]+$/;

const LETTER_FIRST = /^[\p{L}\p{N}]/u;
const LETTER_LAST = /[\p{L}\p{N}]$/u;

/** Spans as the content of a `markdown` element. */
export function spansMarkdown(spans: Span[]): string {
  return spans.map(spanMarkdown).reduce((before, piece) => before + gap(before, piece) + piece, '');
}

function spanMarkdown(span: Span): string {
  if (typeof span === 'string') return escapeMarkdown(span);
  if ('bold' in span) return boldMarkdown(span.bold.replace(/\s+/g, ' ').trim());
  if ('muted' in span) return span.muted ? `<font color='grey'>${escapeMarkdown(span.muted)}</font>` : '';
  if ('warn' in span) return span.warn ? `<font color='red'>${escapeMarkdown(span.warn)}</font>` : '';
  return OPEN_ID.test(span.mention) ? `<at id=${span.mention}></at>` : escapeMarkdown(span.name);
}

/** On one line: bold cannot go across paragraphs. */
function boldMarkdown(text: string): string {
  return text ? `**${escapeMarkdown(text)}**` : '';
}

/**
 * In CommonMark `**` does not work between a sign inside and a letter outside, nor beside another `**`; a blank fixes
 * this.
 */
function gap(before: string, piece: string): string {
  const opens = piece.startsWith('**');
  const closes = before.endsWith('**');
  if (opens && closes) return ' ';
  if (opens && LETTER_LAST.test(before) && !LETTER_FIRST.test(piece.slice(2))) return ' ';
  if (closes && LETTER_FIRST.test(piece) && !LETTER_LAST.test(before.slice(0, -2))) return ' ';
  return '';
}

/** Spans as the text of a `msg_type: text` message. */
export function spansText(spans: Span[]): string {
  return spans.map(spanText).join('');
}

function spanText(span: Span): string {
  if (typeof span === 'string') return escapeText(span);
  if ('bold' in span) return span.bold ? `<b>${escapeText(span.bold)}</b>` : '';
  if ('muted' in span) return escapeText(span.muted);
  if ('warn' in span) return escapeText(span.warn);
  const name = escapeText(span.name);
  return OPEN_ID.test(span.mention) ? `<at user_id="${span.mention}">${name}</at>` : name;
}
