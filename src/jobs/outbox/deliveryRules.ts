import type { Block, Message, Span } from '../../domain/message.ts';
import type { OutboxRow } from '../../ports/queues.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const STEPS_MS = [SECOND, 5 * SECOND, 30 * SECOND, 2 * MINUTE];
const LAST_STEP_MS = 5 * MINUTE;
/** Never earlier than the step, and up to a fifth later, so that what failed together does not come back together. */
const JITTER = 0.2;

/** Milliseconds until the next attempt after `attempts` failed ones; `random` is in [0, 1). */
export function backoffMs(attempts: number, random: number): number {
  const step = STEPS_MS[attempts - 1] ?? LAST_STEP_MS;
  return Math.round(step * (1 + JITTER * random));
}

/**
 * Feishu drops a repeated uuid for one hour (docs/develop/feishu.md#calls); five minutes are for the way there and
 * differing clocks.
 */
const UUID_KNOWN_MS = 55 * MINUTE;

/**
 * True when sending once more could tell people twice: an attempt without an answer lies so far back that the platform
 * has forgotten its uuid. Redrawing a card twice shows the same card, so updates may always be repeated.
 */
export function mightRepeat({ op, firstAttemptAt }: OutboxRow, now: Date): boolean {
  if (op === 'update' || firstAttemptAt === undefined) return false;
  return now.getTime() - Date.parse(firstAttemptAt) >= UUID_KNOWN_MS;
}

/** The same message naming people without @-ing them, or undefined when it @s nobody. */
export function withoutMentions(message: Message): Message | undefined {
  const plain =
    message.kind === 'text'
      ? { ...message, spans: named(message.spans) }
      : { ...message, blocks: message.blocks.map(plainBlock) };
  return JSON.stringify(plain) === JSON.stringify(message) ? undefined : plain;
}

function plainBlock(block: Block): Block {
  if (block.kind === 'line') return { ...block, spans: named(block.spans) };
  if (block.kind === 'fold') return { ...block, blocks: block.blocks.map(plainBlock) };
  return block;
}

function named(spans: Span[]): Span[] {
  return spans.map((span) => (typeof span === 'object' && 'mention' in span ? `@${span.name}` : span));
}
