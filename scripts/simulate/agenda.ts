import type { Instant } from '../../src/domain/time/instant.ts';

interface Entry {
  at: Instant;
  act: () => Promise<unknown>;
}

/** What people are going to do, in order of time; of the same moment, in order of planning. */
export interface Agenda {
  plan(at: Instant, act: () => Promise<unknown>): void;
  nextAt(): Instant | undefined;
  /** Takes out what is planned up to and with this moment. */
  due(now: Instant): (() => Promise<unknown>)[];
}

/** People look up every five minutes: whatever happens in between comes to the bot in one go. */
const gridMs = 5 * 60_000;

export function agenda(): Agenda {
  const entries: Entry[] = [];
  return {
    plan(at, act) {
      const onGrid = new Date(Math.ceil(Date.parse(at) / gridMs) * gridMs).toISOString();
      entries.splice(firstAfter(entries, onGrid), 0, { at: onGrid, act });
    },
    nextAt: () => entries[0]?.at,
    due: (now) => entries.splice(0, firstAfter(entries, now)).map(({ act }) => act),
  };
}

function firstAfter(entries: Entry[], at: Instant): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] as Entry).at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
