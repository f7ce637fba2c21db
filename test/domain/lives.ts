import fc from 'fast-check';
import type { Appeal } from '../../src/domain/appeal/appeal.ts';
import * as decide from '../../src/domain/appeal/decisions.ts';
import type { AppealEvent } from '../../src/domain/appeal/events.ts';
import { evolve } from '../../src/domain/appeal/evolve.ts';
import type { ClockRow } from '../../src/domain/clocks/clocks.ts';
import { turnClocks } from '../../src/domain/clocks/turnClocks.ts';
import { Refusal } from '../../src/domain/errors.ts';
import { addSeconds } from '../../src/domain/time/chinaTime.ts';
import type { Timing } from '../../src/domain/time/deadlines.ts';
import { handling, type Step, step, timeSteps } from './acts.ts';
import { calendar, district, stamp, submitted } from './given.ts';

const timing: Timing = { district, calendar };

export const instant = fc
  .date({ min: new Date('2026-11-20T00:00:00Z'), max: new Date('2027-02-01T00:00:00Z'), noInvalidDate: true })
  .map((when) => when.toISOString());

/** The straight way; a life follows it for a while and then does anything, else most would end before a plan. */
const way: Step[] = [
  (appeal, at, id) => decide.dispatch(appeal, { assignment: id, taskForce: 3, unit: 'finance-bureau' }, stamp(at)),
  (appeal, at) => decide.signIn(appeal, stamp(at)),
  (appeal, at) => decide.plan(appeal, { text: '勘查', companyText: '勘查' }, stamp(at), district),
  (appeal, at) =>
    decide.resolve(appeal, { outcome: '已解决', text: '', companyText: '', attachments: [] }, stamp(at), district),
];

export interface Life {
  confidential: boolean;
  begins: string;
  steps: [Step, string][];
}

/** Withdrawing is rare: nothing much happens after it. */
const longLife = fc.oneof({ weight: 9, arbitrary: fc.oneof(...handling.slice(0, -1)) }, ...timeSteps, step);

/** A life at any pace. */
export const life: fc.Arbitrary<Life> = lifeOf(step, { gapMinutes: 10_000, steps: 25 });
/** A long one at the pace of an office, or one of which nothing but time is spoken once it is planned. */
export const timedLife: fc.Arbitrary<Life> = fc.oneof(
  lifeOf(longLife, { gapMinutes: 700, steps: 60 }),
  lifeOf(fc.oneof(...timeSteps), { gapMinutes: 1_000, steps: 30, straight: 3 }),
);

/** Time never runs backwards. */
function lifeOf(
  acts: fc.Arbitrary<Step>,
  most: { gapMinutes: number; steps: number; straight?: number },
): fc.Arbitrary<Life> {
  return fc
    .record({
      confidential: fc.integer({ max: 9, min: 0 }).map((one) => one === 9),
      straight: most.straight === undefined ? fc.integer({ min: 0, max: way.length }) : fc.constant(most.straight),
      begins: instant,
      steps: fc.array(fc.tuple(acts, fc.integer({ min: 0, max: most.gapMinutes })), {
        maxLength: most.steps,
        size: 'max',
      }),
    })
    .map(({ confidential, straight, begins, steps }) => {
      let at = begins;
      const straightOn = way.slice(0, straight).map((act): [Step, string] => [act, begins]);
      const anything = steps.map(([act, minutes]): [Step, string] => {
        at = addSeconds(at, minutes * 60);
        return [act, at];
      });
      return { confidential, begins, steps: [...straightOn, ...anything] };
    });
}

export interface Lived {
  appeal: Appeal;
  events: AppealEvent[];
  clocks: ClockRow[];
}

/** Lives through the steps; a refused one changes nothing. `seen` is called with every state on the way. */
export function live(
  { confidential, begins, steps }: Life,
  seen: (appeal: Appeal, events: AppealEvent[], clocks: ClockRow[]) => void = () => undefined,
): Lived {
  const readers = confidential ? ['p1', 'p2'] : undefined;
  const first = decide.submit({ ...submitted, confidential, readers }, stamp(begins));
  const lived: Lived = { appeal: first.appeal, events: [], clocks: [] };
  follow(lived, first.events);
  seen(lived.appeal, lived.events, lived.clocks);
  for (const [index, [act, at]] of steps.entries()) {
    try {
      follow(lived, act(lived.appeal, at, `a${index}`, lived.clocks).events);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    seen(lived.appeal, lived.events, lived.clocks);
  }
  return lived;
}

/** The state and the clocks after these events; what `lived` held before stays as it was. */
function follow(lived: Lived, events: AppealEvent[]): void {
  for (const event of events) {
    const before = lived.events.length > 0 ? lived.appeal : undefined;
    lived.appeal = evolve(before, event);
    lived.clocks = turned(lived.clocks, event, lived.appeal);
    lived.events.push(event);
  }
}

/** All rows of the appeal after the event. */
export function turned(clocks: ClockRow[], event: AppealEvent, appeal: Appeal, by: Timing = timing): ClockRow[] {
  let next = clocks.length;
  const newId = () => `c${next++}`;
  const rows = new Map(clocks.map((row) => [row.id, row]));
  for (const row of turnClocks(event, appeal, clocks, { timing: by, newId })) rows.set(row.id, row);
  return [...rows.values()];
}
