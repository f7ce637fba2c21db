import type { Work } from '../commands/work.ts';
import type { Appeal } from '../domain/appeal.ts';
import type { ClockRow } from '../domain/clocks.ts';
import { type Timing, timingOf } from '../domain/deadlines.ts';
import { Refusal } from '../domain/errors.ts';
import type { EventType, Instant } from '../domain/events.ts';
import { extendable, pausable } from '../domain/timeDecisions.ts';

type Check = (appeal: Appeal, clocks: ClockRow[], at: Instant, timing: Timing) => unknown;

const checks: { [T in EventType]?: Check } = {
  extension_asked: extendable,
  pause_asked: pausable,
  extension_refused: ({ asked, number }) => {
    if (!asked) throw new Refusal('time.not_asked', { number });
  },
};

/** What can be known before a form is filled in. Throws the refusal that the filled form would get. */
export async function mustBeReady(work: Work, appeal: Appeal, event: EventType): Promise<void> {
  const check = checks[event];
  if (!check) return;
  check(appeal, await work.store.clocks(appeal.number), work.at, timingOf(work));
}
