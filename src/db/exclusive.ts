/** Runs `work` alone; `urgent` work goes before all that waits, but never interrupts. */
export type Exclusive = <T>(work: () => Promise<T>, urgent?: boolean) => Promise<T>;

/** A queue of one: SQLite has one connection to write with, and overlapping transactions would share it. */
export function exclusive(): Exclusive {
  const urgentOnes: (() => void)[] = [];
  const others: (() => void)[] = [];
  let busy = false;

  return async (work, urgent = false) => {
    if (busy) await new Promise<void>((wake) => (urgent ? urgentOnes : others).push(wake));
    busy = true;
    try {
      return await work();
    } finally {
      const next = urgentOnes.shift() ?? others.shift();
      if (next) next();
      else busy = false;
    }
  };
}
