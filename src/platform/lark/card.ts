import type { Card, Message } from '../../domain/message.ts';
import { PlatformError } from '../../ports/platform.ts';
import { elementsOf } from './elements.ts';
import { cut, withoutLinks } from './escape.ts';
import { fitCard } from './fit.ts';
import { isRecord } from './json.ts';
import { plain } from './plain.ts';
import { spansText } from './spans.ts';

/**
 * Our own limits, and those above which Feishu refuses (docs/develop/feishu.md#cards): 30 KB and 200 elements, with the
 * texts inside elements counted too.
 */
const OURS = { bytes: 25 * 1024, elements: 150 };
const THEIRS = { bytes: 30 * 1024, elements: 200 };
/** A text message may have 150 KB; nobody reads that. */
const TEXT_MAX = 20_000;

const tagColours = { blue: 'blue', green: 'green', orange: 'orange', red: 'red', grey: 'neutral' } as const;

export interface Rendered {
  msg_type: 'interactive' | 'text';
  /** JSON text. */
  content: string;
}

/** A neutral message as Feishu's `msg_type` and `content`. Throws PlatformError `content` when a card cannot be made to fit. */
export function render(message: Message): Rendered {
  if (message.kind === 'card') return { msg_type: 'interactive', content: JSON.stringify(cardJson(message)) };
  return { msg_type: 'text', content: JSON.stringify({ text: cut(spansText(message.spans), TEXT_MAX) }) };
}

/** A neutral card as card JSON 2.0, shortened if necessary: see fit.ts for the order. */
export function cardJson(card: Card): object {
  const drawn = new Map<Card, object>();
  const draw = (candidate: Card) => {
    const json = drawn.get(candidate) ?? drawCard(candidate);
    drawn.set(candidate, json);
    return json;
  };
  const chosen =
    fitCard(card, (candidate) => within(draw(candidate), OURS)) ?? fitCard(card, (one) => within(draw(one), THEIRS));
  if (!chosen) throw new PlatformError('content', 'the card is too large, and shorter texts do not help');
  return draw(chosen);
}

/** Elements as Feishu counts them: every component and every text object inside one. */
export function countElements(part: unknown): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, item) => sum + countElements(item), 0);
  if (!isRecord(part)) return 0;
  return (typeof part.tag === 'string' ? 1 : 0) + countElements(Object.values(part));
}

function within(json: object, limit: typeof OURS): boolean {
  return countElements(json) <= limit.elements && Buffer.byteLength(JSON.stringify(json)) <= limit.bytes;
}

function drawCard({ title, tone, tag, blocks, summary }: Card): object {
  const tagList = tag ? [{ tag: 'text_tag', text: plain(cut(tag, 30, '')), color: tagColours[tone] }] : undefined;
  return {
    schema: '2.0',
    config: {
      update_multi: true,
      enable_forward: false,
      width_mode: 'fill',
      summary: { content: withoutLinks(cut(summary || title, 200, '…')) },
    },
    header: {
      title: plain(cut(title, 200, '…')),
      template: tone,
      ...(tagList ? { text_tag_list: tagList } : {}),
    },
    body: { direction: 'vertical', vertical_spacing: 'medium', elements: elementsOf(blocks) },
  };
}
