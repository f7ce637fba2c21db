import { addSeconds } from '../../domain/time/chinaTime.ts';
import type { Pace } from '../../ports/pace.ts';
import type { Attempt, OutboxRow } from '../../ports/queues.ts';
import { landsAlways, untilLanded } from '../worker/outage.ts';
import { stopper } from '../worker/stopper.ts';
import { type Afterwards, realWait, startableWorker, type WorkerControls } from '../worker/worker.ts';
import { begin } from './beginDelivery.ts';
import { type DeliveryDeps, delivery, type OutboxWorkerOptions, recipientKey } from './delivery.ts';
import { type SlowOnes, slowAfterMs, slowOnes } from './slowRecipients.ts';

export type { Refused } from './delivery.ts';

export interface OutboxWorker extends WorkerControls {
  /** When the oldest message still owed was written; undefined when none is. */
  oldestPendingAt(): Promise<string | undefined>;
}

/** Calls under way at a time: 50 per second (docs/develop/feishu.md#limits) with answers that take a second. */
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
  const stopping = stopper();
  const outbox = landsAlways(options.outbox, stopping.signal);
  const onRefused: DeliveryDeps['onRefused'] = async (row, failure) =>
    untilLanded(async () => options.onRefused?.(row, failure), stopping.signal);
  const deliver = delivery({ ...options, outbox, onRefused });
  const slow = slowOnes();
  const open = (rows: OutboxRow[]) => rows.filter(({ to }) => slow.mayBegin(recipientKey(to), []));
  const worker = startableWorker<OutboxRow>({
    name: 'outbox',
    log,
    width: WIDTH,
    hold: HOLD,
    claim: (limit) => outbox.claim(clock.now().toISOString(), limit, (past) => pace.recall(past.map(callOf))),
    admit: (waiting, free) => admitted(waiting, free, { pace, slow }),
    delay: (waiting) => Math.min(...open(waiting).map(({ to }) => pace.waitFor(recipientKey(to)))),
    begin: (rows) => begin(rows, options),
    work: (row) => beside(slow.watch(recipientKey(row.to), deliver(row))),
    giveBack: ({ id, error = 'left' }) => outbox.retry(id, addSeconds(clock.now().toISOString(), leftSeconds), error),
    wait,
  });
  const stop = () => {
    stopping.abort();
    return worker.stop();
  };
  return { ...worker, stop, oldestPendingAt: async () => (await outbox.left()).oldestPendingAt };
}

function callOf({ to, at, endedAt }: Attempt): Parameters<Pace['recall']>[0][number] {
  return { recipient: recipientKey(to), at: Date.parse(at), ...(endedAt && { endedAt: Date.parse(endedAt) }) };
}

/** What takes long leaves its place to others and ends beside them. */
async function beside(call: Promise<void>): Promise<Afterwards | undefined> {
  const timer = new AbortController();
  const inTime = call.then(() => true);
  const ended = await Promise.race([inTime, realWait(slowAfterMs, timer.signal).then(() => false)]).finally(() =>
    timer.abort(),
  );
  return ended ? undefined : () => call;
}

function admitted(waiting: OutboxRow[], free: number, { pace, slow }: { pace: Pace; slow: SlowOnes }): OutboxRow[] {
  const rows: OutboxRow[] = [];
  const begun: string[] = [];
  for (const row of waiting) {
    if (rows.length === free) break;
    const key = recipientKey(row.to);
    if (pace.waitFor(key) > 0 || !slow.mayBegin(key, begun)) continue;
    pace.take(key);
    begun.push(key);
    rows.push(row);
  }
  return rows;
}
