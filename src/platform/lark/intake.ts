import type { Clock, Log } from '../../ports/index.ts';
import type { ClickAnswer } from '../../ports/platform.ts';
import type { InboxEntry } from '../../ports/queues.ts';
import { platformWords } from '../../presenters/words/platformWords.ts';
import { cardJson } from './card.ts';
import { keyOf, laneOf, typeOf } from './envelope.ts';
import { isOdd } from './events.ts';
import type { Json } from './json.ts';

/** The outcome of one delivery; `count` gets one of these. */
type Outcome =
  | 'accepted'
  | 'repeat'
  | 'bad_signature'
  | 'stale'
  | 'too_large'
  | 'malformed'
  | 'plaintext'
  | 'bad_token'
  | 'challenge'
  | 'failed'
  | 'late_click'
  | 'odd';

interface Click {
  id: number;
  payload: string;
}

export interface IntakeOptions {
  clock: Clock;
  log: Log;
  /** Stores the event durably; a known key changes nothing. */
  receive(entry: InboxEntry): Promise<{ id: number; fresh: boolean }>;
  /** Handles a press and returns what the person sees. */
  click(row: Click): Promise<ClickAnswer>;
  /**
   * What the person sees when his press is delivered again, because the first answer may have been lost; default:
   * nothing.
   */
  again?(row: Click): Promise<ClickAnswer>;
  /** Called with the answer of a press that took longer than the limit: it can still be shown by updating the card. */
  late?(row: Click, answer: ClickAnswer): void;
  count(outcome: Outcome): void;
  /** Limit for a press, default 2,000 ms from here: Feishu waits 3 s in all. */
  clickLimitMs?: number;
}

/** JSON text that goes back to Feishu. Rejects when the event could not be stored: Feishu then delivers it again. */
export type Intake = (event: Json, payload: string) => Promise<string>;

export const NOTHING = '{}';
const LATE = toastJson('info', platformWords.stillAtIt);
const FAILED = toastJson('error', platformWords.failed);
const UNREADABLE = toastJson('warning', platformWords.unreadablePress);
const CLICK_LIMIT_MS = 2_000;

/** The common part of webhook and long connection: store first, then answer; a press is handled at once. */
export function intake(options: IntakeOptions): Intake {
  const { clock, receive, count, log, again } = options;
  return async (event, payload) => {
    const key = keyOf(event);
    if (key === undefined) throw new TypeError('an event without id');
    const pressed = typeOf(event) === 'card.action.trigger';
    const entry = { key, lane: laneOf(event), payload, receivedAt: clock.now().toISOString() };
    const odd = isOdd(event);
    // A press that cannot be handled is left to the worker, which closes it like any other odd event.
    const { id, fresh } = await receive(pressed && !odd ? { ...entry, atOnce: true } : entry);
    count(fresh ? 'accepted' : 'repeat');
    if (odd && fresh) {
      count('odd');
      log.info({ inbox: id, type: typeOf(event) }, 'an event has a shape we do not know; it is kept, see the inbox');
    }
    if (pressed && odd) return UNREADABLE;
    if (!pressed) return NOTHING;
    if (fresh) return press({ id, payload }, options);
    return again ? press({ id, payload }, { ...options, click: again, late: undefined }) : NOTHING;
  };
}

async function press(
  row: Click,
  { click, late, log, count, clickLimitMs = CLICK_LIMIT_MS }: IntakeOptions,
): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), clickLimitMs);
  });
  // Promise.resolve().then: a click that throws before its first await must also count as a failed press.
  const pressed = Promise.resolve().then(() => click(row));
  try {
    const answer = await Promise.race([pressed, limit]);
    if (answer !== undefined) return answerJson(answer);
    count('late_click');
    pressed.then((answered) => late?.(row, answered)).catch((error) => logFailure(log, row, error));
    return LATE;
  } catch (error) {
    logFailure(log, row, error);
    return FAILED;
  } finally {
    clearTimeout(timer);
  }
}

function logFailure(log: Log, { id }: Click, error: unknown): void {
  log.error({ inbox: id, error: error instanceof Error ? error.name : 'unknown' }, 'a press could not be acted on');
}

/** `{}` or toast and card (docs/develop/feishu.md#clicks). */
function answerJson({ toast, card }: ClickAnswer): string {
  if (!toast && !card) return NOTHING;
  return JSON.stringify({ toast, ...(card ? { card: { type: 'raw', data: cardJson(card) } } : {}) });
}

function toastJson(type: NonNullable<ClickAnswer['toast']>['type'], content: string): string {
  return JSON.stringify({ toast: { type, content } });
}
