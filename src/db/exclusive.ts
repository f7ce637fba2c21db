/** Runs `work` alone; `urgent` work goes before what waits, but never interrupts and never keeps it waiting for good. */
export type Exclusive = <T>(work: () => Promise<T>, urgent?: boolean) => Promise<T>;

/** So many urgent ones may pass in a row: a burst of deliveries must not stop the work on what was delivered. */
const inARow = 4;

/** A queue of one: SQLite has one connection to write with, and overlapping transactions would share it. */
export function exclusive(): Exclusive {
  const urgentOnes: (() => void)[] = [];
  const others: (() => void)[] = [];
  let busy = false;
  let passed = 0;

  const next = () => {
    const letOther = passed >= inARow && others.length > 0;
    const urgentOne = letOther ? undefined : urgentOnes.shift();
    passed = urgentOne ? passed + 1 : 0;
    return urgentOne ?? others.shift();
  };

  return async (work, urgent = false) => {
    if (busy) await new Promise<void>((wake) => (urgent ? urgentOnes : others).push(wake));
    busy = true;
    try {
      return await work();
    } finally {
      const wake = next();
      if (wake) wake();
      else busy = false;
    }
  };
}
