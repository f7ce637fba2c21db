import { randomUUID } from 'node:crypto';
import type { Inbox, InboxRow, Log } from '../ports.ts';
import { type Afterwards, faultOf, realWait, startableWorker, type Wait, type WorkerControls } from './worker.ts';

export interface InboxWorkerOptions {
  inbox: Inbox;
  log: Log;
  /** Opens the unit of work, acts on the event and marks the row done inside it. */
  handle(row: InboxRow): Promise<void>;
  /** The row is given up: whoever wrote is told, with the id that stands in the log. */
  onGivenUp?(row: InboxRow, id: string): Promise<void>;
  wait?: Wait;
}

const WIDTH = 4;
/** Besides those in work, rows that wait for another attempt. */
const HOLD = 64;
/** Before the second, third, … attempt; after the fifth the row is given up. */
const PAUSES_MS = [200, 1_000, 5_000, 20_000];

/**
 * Acts on what was received, rows of one chat one after the other, four chats side by side. Killed anywhere, a row is
 * either done with everything it caused, or untouched and claimed again: `handle` commits both in one transaction.
 */
export function inboxWorker(options: InboxWorkerOptions): WorkerControls {
  const { inbox, log, handle } = options;
  return startableWorker<InboxRow>({
    name: 'inbox',
    log,
    width: WIDTH,
    hold: HOLD,
    claim: (limit) => inbox.claim(limit),
    async work(row) {
      try {
        await handle(row);
        return undefined;
      } catch (error) {
        return afterFault(row, error, options);
      }
    },
  });
}

/** `id` leads from the failed row to the log. */
async function afterFault(row: InboxRow, error: unknown, options: InboxWorkerOptions): Promise<Afterwards | undefined> {
  const { inbox, log, wait = realWait } = options;
  const id = randomUUID().slice(0, 8);
  const fault = { id, row: row.id, attempt: row.attempts + 1, ...faultOf(error) };
  const pause = PAUSES_MS[row.attempts];
  if (pause === undefined) {
    log.error(fault, 'an event was given up');
    await inbox.fail(row.id, `${fault.error} (${id})`);
    await options.onGivenUp?.(row, id).catch((again) => log.error({ id, ...faultOf(again) }, 'nobody could be told'));
    return undefined;
  }
  log.error(fault, 'an event could not be acted on; it will be tried again');
  // The row stays ours meanwhile: what its chat said later must not be acted on before it.
  return async (stopping) => {
    await wait(pause, stopping);
    await inbox.release(row.id);
  };
}
