import { randomUUID } from 'node:crypto';
import type { Log } from '../../ports/index.ts';
import type { Inbox, InboxRow } from '../../ports/queues.ts';
import { isOutage, seldom, untilLanded } from '../worker/outage.ts';
import { stopper } from '../worker/stopper.ts';
import {
  type Afterwards,
  faultOf,
  realWait,
  startableWorker,
  type Wait,
  type WorkerControls,
} from '../worker/worker.ts';

export interface InboxWorkerOptions {
  inbox: Inbox;
  log: Log;
  /** Asked before rows are taken: until it resolves they wait, and nothing of them counts. */
  ready?(): Promise<unknown>;
  /**
   * Opens the unit of work, acts on the event and marks the row done inside it. `leavePlace`: from now on it reads for
   * long, beside the writer, and others may begin in its place.
   */
  handle(row: InboxRow, leavePlace: () => void): Promise<void>;
  /** The row is given up: whoever wrote is told, with the id that stands in the log. */
  onGivenUp?(row: InboxRow, id: string): Promise<void>;
  /** The row took the process down: the same, without reading what was written. */
  onSetAside?(row: InboxRow, id: string): Promise<void>;
  wait?: Wait;
}

const WIDTH = 4;
/** In work, or waiting for it. */
const HOLD = 64;
/** Before the second, third, … attempt; after the fifth the row is given up. */
const PAUSES_MS = [200, 1_000, 5_000, 20_000];
/** After a fault that counts for nothing. */
const OUTAGE_PAUSE_MS = 1_000;
/** A row that work began on so often without an end takes the process down: it is not tried again by itself. */
const MOST_BEGUN = 2;

/**
 * Acts on what was received, rows of one chat one after the other, four chats side by side. Killed anywhere, a row is
 * either done with everything it caused, or untouched and claimed again: `handle` commits both in one transaction.
 * That work begins is committed before it does. What the process ended in the middle of is tried alone, so that only
 * the row which ends it a second time is set aside.
 */
export function inboxWorker(options: InboxWorkerOptions): WorkerControls {
  const { inbox, log, handle, ready = async () => undefined } = options;
  const stopping = stopper();
  const parts: Parts = { ...options, outages: seldom(log), stopping: stopping.signal };
  const fence = oneSuspectAtATime();
  const worker = startableWorker<InboxRow>({
    name: 'inbox',
    log,
    width: WIDTH,
    hold: HOLD,
    async claim(limit) {
      try {
        await ready();
      } catch (error) {
        parts.outages.warn(faultOf(error), 'events wait: the platform does not say who the bot is');
        return [];
      }
      return inbox.claim(limit);
    },
    admit: fence.admit,
    begin: (rows) => begin(rows, parts),
    async work(row) {
      const left = leaving();
      const acting = fence
        .guard(row, () => handle(row, left.leave))
        .then(
          () => undefined,
          (error) => afterFault(row, error, parts),
        );
      const ended = await Promise.race([acting, left.place]);
      return ended === 'left' ? fence.beside(acting) : ended;
    },
    giveBack: ({ id }) => untilLanded(() => inbox.release(id), stopping.signal),
  });
  const stop = () => {
    stopping.abort();
    return worker.stop();
  };
  return { ...worker, stop };
}

interface Parts extends InboxWorkerOptions {
  /** Says at most once a minute that there is one. */
  outages: Log;
  stopping: AbortSignal;
}

function leaving(): { leave(): void; place: Promise<'left'> } {
  let leave = () => {};
  const place = new Promise<'left'>((resolve) => {
    leave = () => resolve('left');
  });
  return { leave, place };
}

/** A row that the process ended in the middle of has nobody beside it: what ends with it now, ends by it. */
function oneSuspectAtATime() {
  let suspected = false;
  let reading = 0;
  return {
    admit(waiting: InboxRow[], free: number): InboxRow[] {
      if (suspected) return [];
      const suspect = waiting.find(({ begun }) => begun > 0);
      if (!suspect) return waiting.slice(0, free);
      return free === WIDTH && reading === 0 ? [suspect] : [];
    },
    /** What is left of a row that gave its place to others. */
    beside(acting: Promise<Afterwards | undefined>): Afterwards {
      reading += 1;
      return async (signal) => {
        const afterwards = await acting.finally(() => {
          reading -= 1;
        });
        await afterwards?.(signal);
      };
    },
    async guard<T>({ begun }: InboxRow, run: () => Promise<T>): Promise<T> {
      if (begun === 0) return run();
      suspected = true;
      try {
        return await run();
      } finally {
        suspected = false;
      }
    },
  };
}

/** Counts what begins, in one commit; sets aside what ended the process twice. */
async function begin(rows: InboxRow[], { inbox, log, onSetAside, stopping }: Parts): Promise<InboxRow[]> {
  const guilty = rows.filter(({ begun }) => begun >= MOST_BEGUN);
  for (const row of guilty) {
    const id = faultId();
    await inbox.setAside(row.id, `the process ended (${id})`);
    log.error({ id, row: row.id }, 'an event was set aside: the process ended twice while it was acted on');
    const told = untilLanded(async () => onSetAside?.(row, id), stopping);
    told.catch((error) => log.error({ id, ...faultOf(error) }, 'nobody could be told'));
  }
  const others = rows.filter((row) => !guilty.includes(row));
  const begun = new Set(await inbox.begin(others.map(({ id }) => id)));
  return others.filter(({ id }) => begun.has(id));
}

/** It links the row, and what its sender is told, with the line in the log. */
function faultId(): string {
  return randomUUID().slice(0, 8);
}

async function afterFault(row: InboxRow, error: unknown, parts: Parts): Promise<Afterwards | undefined> {
  const { inbox, log, outages, onGivenUp, stopping } = parts;
  if (isOutage(error)) {
    outages.warn({ row: row.id, ...faultOf(error) }, 'an event waits: it cannot be acted on at present');
    return putBack(row, { pause: OUTAGE_PAUSE_MS, uncounted: true }, parts);
  }
  const id = faultId();
  const fault = { id, row: row.id, attempt: row.attempts + 1, ...faultOf(error) };
  const pause = PAUSES_MS[row.attempts];
  if (pause === undefined) {
    log.error(fault, 'an event was given up');
    await untilLanded(() => inbox.fail(row.id, `${fault.error} (${id})`), stopping);
    const told = untilLanded(async () => onGivenUp?.(row, id), stopping);
    await told.catch((again) => log.error({ id, ...faultOf(again) }, 'nobody could be told'));
    return undefined;
  }
  log.error(fault, 'an event could not be acted on; it will be tried again');
  return putBack(row, { pause, uncounted: false }, parts);
}

/** The row stays ours meanwhile: what its chat said later must not be acted on before it. */
function putBack(
  { id }: InboxRow,
  { pause, uncounted }: { pause: number; uncounted: boolean },
  { inbox, wait = realWait, stopping: given }: Parts,
): Afterwards {
  return async (stopping) => {
    await wait(pause, stopping);
    await untilLanded(() => inbox.release(id, uncounted), given);
  };
}
