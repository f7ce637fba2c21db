import { addSeconds } from '../../domain/time/chinaTime.ts';
import type { OutboxRow } from '../../ports/queues.ts';
import { type OutboxWorkerOptions, recipientKey } from './delivery.ts';
import { mightRepeat } from './deliveryRules.ts';
import { stillTheirs } from './stillTheirs.ts';

/** A process that stands still is taken for dead after five seconds at the earliest (db/queues/presence.ts). */
const markLastsMs = 4_000;

/**
 * The mark comes before the network is touched, in one commit for all that go out together. Killed right after it, rows
 * that were not sent look as if they had been: they are sent again like any other without an answer.
 */
export async function begin(claimed: OutboxRow[], options: OutboxWorkerOptions): Promise<OutboxRow[]> {
  let begun = new Set<string>();
  try {
    const rows = await mayGoOut(claimed, options);
    begun = await marked(rows, options);
    return rows.filter(({ id }) => begun.has(id));
  } finally {
    // No call is made for these: their places in the pace are free again.
    for (const row of claimed) if (!begun.has(row.id)) options.pace.answered(recipientKey(row.to));
  }
}

/** Gives those that may go out now. After a standstill none may: another process may send them meanwhile. */
async function marked(rows: OutboxRow[], options: OutboxWorkerOptions): Promise<Set<string>> {
  const { clock, outbox, realNow = () => performance.now() } = options;
  const [now, asked] = [clock.now().toISOString(), realNow()];
  const ids = await outbox.attempted(rows.map(({ id }) => id), now); // biome-ignore format: one thought
  if (realNow() - asked < markLastsMs) return new Set(ids);
  const left = rows.filter(({ id }) => ids.includes(id));
  for (const { id, firstAttemptAt, error = 'stood still' } of left)
    await outbox.retry(id, now, error, firstAttemptAt === undefined);
  return new Set();
}

async function mayGoOut(claimed: OutboxRow[], options: OutboxWorkerOptions): Promise<OutboxRow[]> {
  const { clock, outbox, log } = options;
  const rows = await stillTheirs(await withoutHeld(claimed, options), options);
  const now = clock.now();
  const unsure = rows.filter((row) => mightRepeat(row, now));
  for (const { id, error = 'no answer' } of unsure) {
    log.warn({ row: id }, 'nobody knows whether this message was sent; a person decides');
    await outbox.settle(id, 'unsure', error);
  }
  return rows.filter((row) => !unsure.includes(row));
}

/** What was enqueued in the last minutes still goes out. */
const graceSeconds = 600;

/**
 * After an outage, of ours or the platform's, nobody is told at night: what keeps to the hours goes out when they begin.
 * An attempt without an answer is cleared up at once, while the platform remembers its uuid.
 */
async function withoutHeld(rows: OutboxRow[], { clock, outbox, hours }: OutboxWorkerOptions): Promise<OutboxRow[]> {
  const now = clock.now().toISOString();
  const before = addSeconds(now, -graceSeconds);
  const opening = hours?.(now) ?? now;
  if (opening === now || hours?.(before) === before) return rows;
  const held = rows.filter(({ op, waits, firstAttemptAt }) => waits && op !== 'update' && firstAttemptAt === undefined);
  for (const { id, error = 'outside the sending hours' } of held) await outbox.retry(id, opening, error, true);
  return rows.filter((row) => !held.includes(row));
}
