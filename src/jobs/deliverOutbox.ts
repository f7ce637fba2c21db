import type { OutboxRow } from '../ports.ts';
import { type DeliveryDeps, delivery, type Pace, recipientKey } from './delivery.ts';
import { mightRepeat } from './deliveryRules.ts';
import { startableWorker, type Wait, type WorkerControls } from './worker.ts';

export type { Pace, Refused } from './delivery.ts';

export interface OutboxWorkerOptions extends DeliveryDeps {
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

/**
 * Sends what is owed: one message at a time to each recipient and in order, all recipients side by side, no faster
 * than the platform allows. Who was told is decided by rows and uuids alone, see `delivery`.
 */
export function outboxWorker(options: OutboxWorkerOptions): OutboxWorker {
  const { clock, log, outbox, pace, wait } = options;
  const deliver = delivery(options);
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
    wait,
  });
  return { ...worker, oldestPendingAt: async () => (await outbox.counts()).oldestPendingAt };
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
async function begin(rows: OutboxRow[], { clock, outbox, log, pace }: OutboxWorkerOptions): Promise<OutboxRow[]> {
  const now = clock.now();
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
    await outbox.attempted(ids, now.toISOString());
    return sure;
  } catch (error) {
    giveBack(sure);
    throw error;
  }
}
