import { fairQueue } from './fairQueue.ts';

/**
 * Runs one `work` at a time; `urgent` work overtakes waiting work, but interrupts nothing and lets nothing wait for
 * ever.
 */
export type Exclusive = <T>(work: () => Promise<T>, urgent?: boolean) => Promise<T>;

/** A queue of one: SQLite has one connection to write with, and overlapping transactions would share it. */
export function exclusive(): Exclusive {
  const waiting = fairQueue<() => void>();
  let busy = false;
  return async (work, urgent = false) => {
    if (busy) await new Promise<void>((wake) => waiting.push(wake, urgent));
    busy = true;
    try {
      return await work();
    } finally {
      const wake = waiting.take();
      if (wake) wake();
      else busy = false;
    }
  };
}
