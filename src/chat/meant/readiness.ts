import type { Work } from '../../commands/shared/work.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { EventType } from '../../domain/appeal/events.ts';
import { extendable, pausable } from '../../domain/appeal/timeDecisions.ts';
import type { ClockRow } from '../../domain/clocks/clocks.ts';
import { Refusal } from '../../domain/errors.ts';
import { type Timing, timingOf } from '../../domain/time/deadlines.ts';
import type { Instant } from '../../domain/time/instant.ts';

type Check = (appeal: Appeal, clocks: ClockRow[], at: Instant, timing: Timing) => unknown;

const checks: { [T in EventType]?: Check } = {
  extension_asked: extendable,
  pause_asked: pausable,
  extension_refused: ({ asked, number }) => {
    if (!asked) throw new Refusal('time.not_asked', { number });
  },
};

/** Checks what can be known before a form is filled in. Throws the refusal that the filled form would get. */
export async function mustBeReady(work: Work, appeal: Appeal, event: EventType): Promise<void> {
  const check = checks[event];
  if (!check) return;
  check(appeal, await work.store.clocks(appeal.number), work.at, timingOf(work));
}
