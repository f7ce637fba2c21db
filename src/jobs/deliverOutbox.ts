import { later } from '../domain/chinaTime.ts';
import type { Instant } from '../domain/events.ts';
import type { OutboxRow } from '../ports.ts';
import { type DeliveryDeps, delivery, type Pace, recipientKey } from './delivery.ts';
import { mightRepeat } from './deliveryRules.ts';
import { landing, untilLanded } from './outage.ts';
import { stillTheirs } from './stillTheirs.ts';
import { startableWorker, type Wait, type WorkerControls } from './worker.ts';

export type { Pace, Refused } from './delivery.ts';

export interface OutboxWorkerOptions extends DeliveryDeps {
  /** When something may go out that keeps to the hours: now, or at their next opening. Default: at any hour. */
  hours?(at: Instant): Instant;
  wait?: Wait;
}

export interface OutboxWorker extends WorkerControls {
  /** When the oldest message still owed was written; undefined when none is. */
  oldestPendingAt(): Promise<string | undefined>;
}

/** Calls under way at a time: 50 per second (FEISHU §3.2) with answers that take a second. */
const WIDTH = 64;
/** One row of each chat at most (`Outbox.claim`): so many chats are served side by side. */
const HOLD = 500;
/** After a fault of ours that nothing else took care of. */
const leftSeconds = 60;

/**
 * Sends what is owed: one message at a time to each recipient and in order, all recipients side by side, no faster
 * than the platform allows. Who was told is decided by rows and uuids alone, see `delivery`.
 */
export function outboxWorker(options: OutboxWorkerOptions): OutboxWorker {
  const { clock, log, pace, wait } = options;
  const stopping = new AbortController();
  const outbox = landing(options.outbox, stopping.signal);
  const onRefused: DeliveryDeps['onRefused'] = async (row, failure) =>
    untilLanded(async () => options.onRefused?.(row, failure), stopping.signal);
  const deliver = delivery({ ...options, outbox, onRefused });
  const worker = startableWorker<OutboxRow>({
    name: 'outbox',
    log,
    width: WIDTH,
    hold: HOLD,
    claim: (limit) => outbox.claim(clock.now().toISOString(), limit),
    admit: (waiting, free) => admitted(waiting, free, pace),
    delay: (waiting) => Math.min(...waiting.map(({ to }) => pace.waitFor(recipientKey(to)))),
    begin: (rows) => begin(rows, options),
    work: async (row) => void (await deliver(row)),
    giveBack: ({ id, error = 'left' }) => outbox.retry(id, later(clock.now().toISOString(), leftSeconds), error),
    wait,
  });
  const stop = () => {
    stopping.abort();
    return worker.stop();
  };
  return { ...worker, stop, oldestPendingAt: async () => (await outbox.counts()).oldestPendingAt };
}

function admitted(waiting: OutboxRow[], free: number, pace: Pace): OutboxRow[] {
  const rows: OutboxRow[] = [];
  for (const row of waiting) {
    if (rows.length === free) break;
    const key = recipientKey(row.to);
    if (pace.waitFor(key) > 0) continue;
    pace.take(key);
    rows.push(row);
  }
  return rows;
}

/**
 * The mark comes before the network is touched, in one commit for all that go out together. Killed right after it, rows
 * that were not sent look as if they had been: they are sent again like any other without an answer.
 */
async function begin(claimed: OutboxRow[], options: OutboxWorkerOptions): Promise<OutboxRow[]> {
  const { clock, outbox, log, pace } = options;
  const now = clock.now();
  const rows = await withoutLost(await withoutHeld(claimed, options), options);
  const [unsure, sure] = [rows.filter((row) => mightRepeat(row, now)), rows.filter((row) => !mightRepeat(row, now))];
  const giveBack = (given: OutboxRow[]) => {
    for (const { to } of given) pace.answered(recipientKey(to));
  };
  giveBack(unsure);
  try {
    for (const { id, error = 'no answer' } of unsure) {
      log.warn({ row: id }, 'nobody knows whether this message was sent; a person decides');
      await outbox.settle(id, 'unsure', error);
    }
    const ids = sure.map(({ id }) => id);
    const ours = new Set(await outbox.attempted(ids, now.toISOString()));
    giveBack(sure.filter(({ id }) => !ours.has(id)));
    return sure.filter(({ id }) => ours.has(id));
  } catch (error) {
    giveBack(sure);
    throw error;
  }
}

/** Without what its reader may not read any more; a fault there sends nothing. */
async function withoutLost(rows: OutboxRow[], options: OutboxWorkerOptions): Promise<OutboxRow[]> {
  const left = await stillTheirs(rows, options).catch((error: unknown) => {
    for (const { to } of rows) options.pace.answered(recipientKey(to));
    throw error;
  });
  const ids = new Set(left.map(({ id }) => id));
  for (const { id, to } of rows) if (!ids.has(id)) options.pace.answered(recipientKey(to));
  return left;
}

/** What was enqueued in the last minutes still goes out. */
const graceSeconds = 600;

/**
 * After an outage, of ours or the platform's, nobody is told at night: what keeps to the hours goes out when they begin.
 * An attempt without an answer is cleared up at once, while the platform remembers its uuid.
 */
async function withoutHeld(
  rows: OutboxRow[],
  { clock, outbox, pace, hours }: OutboxWorkerOptions,
): Promise<OutboxRow[]> {
  const now = clock.now().toISOString();
  const before = later(now, -graceSeconds);
  const opening = hours?.(now) ?? now;
  if (opening === now || hours?.(before) === before) return rows;
  const held = rows.filter(({ op, waits, firstAttemptAt }) => waits && op !== 'update' && firstAttemptAt === undefined);
  for (const { to, id, error = 'quiet hours' } of held) {
    pace.answered(recipientKey(to));
    await outbox.retry(id, opening, error, true);
  }
  return rows.filter((row) => !held.includes(row));
}
