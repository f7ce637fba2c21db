import type { Instant } from '../../domain/time/instant.ts';
import type { Deps } from '../../ports/index.ts';
import type { Pace } from '../../ports/pace.ts';
import { type FailureClass, PlatformError, type Sent } from '../../ports/platform.ts';
import type { OutboxRow, Recipient } from '../../ports/queues.ts';
import { faultOf, realWait, type Wait } from '../worker/worker.ts';
import { backoffMs, withoutMentions } from './deliveryRules.ts';

/** When the platform wants to be called; `platform/pace.ts` implements it. */
/** Failures that no repetition mends; somebody else has to act. */
export type Refused = Extract<FailureClass, 'chat-gone' | 'unreachable' | 'content' | 'target-gone' | 'mention'>;

export interface DeliveryDeps
  extends Pick<Deps, 'clock' | 'log' | 'rules' | 'calendar' | 'outbox' | 'platform' | 'transact' | 'newId'> {
  /** Default: `transact`. */
  read?: Deps['read'];
  pace: Pace;
  /** The bot is not in this chat any more. Called before the row is settled, perhaps again after a crash. */
  onDead(where: { chat: string }): Promise<void>;
  /** Called for every other lasting failure before it is recorded; after a crash perhaps once more. */
  onRefused?(row: OutboxRow, failure: Refused): Promise<void>;
  /** Counts failures for /metrics. */
  count?(failure: FailureClass): void;
  /** In [0, 1), for the jitter. */
  random?(): number;
  /** Default: real time. */
  wait?: Wait;
}

export function recipientKey(to: Recipient): string {
  return 'chat' in to ? to.chat : to.person;
}

/** An operator is told of the same trouble (a missing scope, a wrong secret) once in this time, not once per message. */
const ALARM_EVERY_MS = 10 * 60_000;

/**
 * One row, already marked as attempted, to its end or its next attempt. Safe to be killed anywhere:
 * - before or during the call: the mark says that it may have been sent, so it is sent again under the same uuid, which
 *   the platform drops if it knows it, and not at all once the platform may have forgotten it (`mightRepeat`);
 * - between the answer and `sent`: the same; the repeated call gives the same message id;
 * - after a refusal and before its record: the same refusal comes again.
 */
export function delivery(deps: DeliveryDeps): (row: OutboxRow) => Promise<void> {
  const { clock, outbox, log } = deps;
  const asked = askedToWait();
  const failed = afterFailure(deps, asked);
  return async (row) => {
    let sent: Sent;
    try {
      sent = await call(row, deps).finally(() => deps.pace.answered(recipientKey(row.to)));
    } catch (error) {
      // Not an error of the platform's: a fault of ours, somewhere before, during or after the call.
      if (!(error instanceof PlatformError))
        log.error({ row: row.id, ...faultOf(error) }, 'a message could not be sent');
      await failed(row, error instanceof PlatformError ? error : new PlatformError('unknown', faultOf(error).error));
      return;
    }
    asked.sent(recipientKey(row.to));
    await outbox.sent(row.id, { ...sent, at: clock.now().toISOString() });
  };
}

async function call(row: OutboxRow, deps: DeliveryDeps): Promise<Sent> {
  const { platform } = deps;
  if (row.op === 'update') return redraw(row, deps);
  if (row.op === 'send' || row.replyTo === undefined) return platform.send(row.to, row.message, row.id);
  const to = { message: row.replyTo, inThread: row.inThread ?? false };
  try {
    return await platform.reply(to, row.message, row.id);
  } catch (error) {
    // What was asked is gone (recalled, deleted), the answer is still owed. It may keep its uuid: nothing was sent.
    if (!(error instanceof PlatformError) || error.failure !== 'target-gone') throw error;
    return paced(row, deps, () => platform.send(row.to, row.message, row.id));
  }
}

/** So many waits for a place, of a second at most. */
const mostWaits = 5;

/** A second call for the same row has a place in the pace and a mark of its own: it, too, is remembered over a restart. */
async function paced<T>(row: OutboxRow, deps: DeliveryDeps, ask: () => Promise<T>): Promise<T> {
  const { clock, outbox, pace, wait = realWait } = deps;
  const key = recipientKey(row.to);
  for (let waits = 0; pace.waitFor(key) > 0; waits += 1) {
    if (waits === mostWaits) throw new PlatformError('retry', 'no place for a second call');
    await wait(Math.min(pace.waitFor(key), 1_000), new AbortController().signal);
  }
  pace.take(key);
  try {
    const [marked] = await outbox.attempted([row.id], clock.now().toISOString());
    if (marked === undefined) throw new PlatformError('unknown', 'another process sends this message now');
    return await ask();
  } finally {
    pace.answered(key);
  }
}

async function redraw({ target, message }: OutboxRow, { platform, transact }: DeliveryDeps): Promise<Sent> {
  const card = target === undefined ? undefined : await transact((store) => store.outboxRow(target));
  if (card?.messageId === undefined) throw new PlatformError('target-gone', 'the card to redraw was not sent');
  if (message.kind !== 'card') throw new PlatformError('content', 'a card cannot be redrawn as text');
  await platform.update(card.messageId, message);
  return { messageId: card.messageId, chatId: card.chatId ?? '' };
}

type Remedy = (row: OutboxRow, error: PlatformError) => Promise<void>;

function afterFailure(deps: DeliveryDeps, asked: AskedToWait): Remedy {
  const { log, count } = deps;
  const remedy = remedies(deps, asked);
  return async (row, error) => {
    const { failure, code, message } = error;
    count?.(failure);
    log.warn({ row: row.id, failure, code, reason: message, attempt: row.attempts + 1 }, 'a message was not delivered');
    await remedy[failure](row, error);
  };
}

/** What to do about each class of failure (docs/develop/feishu.md#errors). */
function remedies(deps: DeliveryDeps, asked: AskedToWait): Record<FailureClass, Remedy> {
  const alarm = alarmBell(deps);
  const tryAgain = again(deps, asked);
  const refuse = refusal(deps);
  const alarmed: Remedy = (row, error) => {
    alarm(error);
    return tryAgain(row, error);
  };
  return {
    retry: tryAgain,
    unknown: tryAgain,
    token: alarmed,
    alert: alarmed,
    'chat-gone': refuse,
    unreachable: refuse,
    'target-gone': refuse,
    content: refuse,
    async mention(row, error) {
      const plain = withoutMentions(row.message);
      if (!plain) return refuse(row, error);
      await followUp(deps, row, error.failure);
      await deps.outbox.rewrite(row.id, { message: plain, newId: deps.newId() });
    },
  };
}

function refusal(deps: DeliveryDeps): Remedy {
  return async (row, { failure, message }) => {
    await followUp(deps, row, failure);
    await deps.outbox.settle(row.id, 'failed', `${failure}: ${message}`);
  };
}

/** A fault in what follows from a failure must not keep the failure itself from being recorded. */
async function followUp(deps: DeliveryDeps, row: OutboxRow, failure: FailureClass): Promise<void> {
  try {
    if (failure === 'chat-gone' && 'chat' in row.to) await deps.onDead(row.to);
    await deps.onRefused?.(row, failure as Refused);
  } catch (error) {
    deps.log.error({ row: row.id, ...faultOf(error) }, 'a failed message was not followed up');
  }
}

interface AskedToWait {
  sent(recipient: string): void;
  /** This recipient is asked to wait; true when others were served since it was asked the last time. */
  alone(recipient: string): boolean;
}

/** Whoever is the only one that is told to wait, time after time, must not make everybody wait. */
function askedToWait(): AskedToWait {
  let last: string | undefined;
  let othersServed = false;
  return {
    sent(recipient) {
      if (recipient !== last) othersServed = true;
    },
    alone(recipient) {
      const alone = recipient === last && othersServed;
      [last, othersServed] = [recipient, false];
      return alone;
    },
  };
}

function again({ clock, outbox, pace, random = Math.random }: DeliveryDeps, asked: AskedToWait): Remedy {
  return async (row, { failure, message, retryAfterMs = 0, ownLimit }) => {
    const now = clock.now().getTime();
    const key = recipientKey(row.to);
    if (retryAfterMs > 0) pace.holdUntil(now + retryAfterMs, ownLimit || asked.alone(key) ? key : undefined);
    const at = new Date(now + Math.max(backoffMs(row.attempts + 1, random()), retryAfterMs));
    // A refused attempt leaves no doubt behind, unless there was one before it.
    const untaken = failure !== 'unknown' && row.firstAttemptAt === undefined;
    await outbox.retry(row.id, at.toISOString(), `${failure}: ${message}`, untaken);
  };
}

function alarmBell({ clock, log }: DeliveryDeps): (error: PlatformError) => void {
  const rungAt = new Map<number | undefined, number>();
  return ({ code, message }) => {
    const now = clock.now().getTime();
    // Also when the clock went back: what lies ahead of it has not rung.
    if (Math.abs(now - (rungAt.get(code) ?? Number.NEGATIVE_INFINITY)) < ALARM_EVERY_MS) return;
    rungAt.set(code, now);
    log.error({ code, reason: message }, 'the platform refuses the app itself: run the doctor');
  };
}

export interface OutboxWorkerOptions extends DeliveryDeps {
  /** When something may go out that keeps to the hours: now, or at their next opening. Default: at any hour. */
  hours?(at: Instant): Instant;
  /** Real milliseconds, of any beginning; default `performance.now`. */
  realNow?(): number;
}
