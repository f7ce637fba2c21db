import fc from 'fast-check';
import { type Appeal, outcomes } from '../../src/domain/appeal.ts';
import * as decide from '../../src/domain/decisions.ts';
import { Refusal } from '../../src/domain/errors.ts';
import type { AppealEvent, Attachment } from '../../src/domain/events.ts';
import { district, stamp, submitted } from './given.ts';

export type Step = (appeal: Appeal, at: string, id: string) => decide.Decision;

const words = fc.string({ maxLength: 12, unit: 'grapheme' });
const reason = fc.constantFrom('', ' ', '不属本单位职责');
const date = fc.constantFrom(undefined, '2026-11-19', '2026-11-20', '2026-12-31', '2027-11-21', '2030-01-01');
const target = fc.record({
  taskForce: fc.constantFrom(3, 8),
  unit: fc.constantFrom('development-reform-commission', 'finance-bureau'),
});
const files: fc.Arbitrary<Attachment[]> = fc.array(
  fc.record({
    key: fc.constantFrom('k1', 'k2', 'k3'),
    type: fc.constant('image' as const),
    message: fc.constant('om_1'),
  }),
  { maxLength: 2 },
);

/** Everything that can be decided on an appeal, with any input. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  target.map(
    (to): Step =>
      (appeal, at) =>
        decide.reroute(appeal, { ...to, dispatchAt: at }, stamp(at)),
  ),
  fc.constant<Step>((appeal, at) => decide.handToCentre(appeal, stamp(at))),
  target.map(
    (to): Step =>
      (appeal, at, id) =>
        decide.dispatch(appeal, { assignment: id, ...to }, stamp(at)),
  ),
  target.map(
    (to): Step =>
      (appeal, at, id) =>
        decide.transfer(appeal, { assignment: id, ...to }, stamp(at)),
  ),
  fc.constant<Step>((appeal, at) => decide.signIn(appeal, stamp(at))),
  reason.map(
    (why): Step =>
      (appeal, at) =>
        decide.askReturn(appeal, why, stamp(at), district),
  ),
  reason.map(
    (why): Step =>
      (appeal, at) =>
        decide.refuseReturn(appeal, { reason: why, signer: 'p1' }, stamp(at)),
  ),
  fc.record({ text: words, companyText: words, promisedOn: date }).map(
    (plan): Step =>
      (appeal, at) =>
        decide.plan(appeal, plan, stamp(at), district),
  ),
  fc.record({ text: words, attachments: files }).map(
    (report): Step =>
      (appeal, at) =>
        decide.progress(appeal, report, stamp(at)),
  ),
  fc
    .record({
      outcome: fc.constantFrom(...outcomes),
      text: words,
      companyText: words,
      promisedOn: date,
      attachments: files,
    })
    .map(
      (result): Step =>
        (appeal, at) =>
          decide.resolve(appeal, result, stamp(at), district),
    ),
  fc.constant<Step>((appeal, at) => decide.approve(appeal, stamp(at))),
  reason.map(
    (why): Step =>
      (appeal, at) =>
        decide.reject(appeal, why, stamp(at)),
  ),
  words.map(
    (text): Step =>
      (appeal, at) =>
        decide.comment(appeal, text, stamp(at)),
  ),
  fc.record({ text: fc.option(words, { nil: undefined }), attachments: files }).map(
    (more): Step =>
      (appeal, at) =>
        decide.supplement(appeal, more, stamp(at)),
  ),
  fc.constantFrom('k1', 'k2', 'k9').map(
    (key): Step =>
      (appeal, at) =>
        decide.detach(appeal, [key], stamp(at)),
  ),
  fc.boolean().map(
    (centre): Step =>
      (appeal, at) =>
        decide.withdraw(appeal, { centre }, stamp(at)),
  ),
);

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

export const life = fc
  .record({
    confidential: fc.integer({ max: 9, min: 0 }).map((one) => one === 0),
    begins: instant,
    straight: fc.integer({ min: 0, max: way.length }),
    steps: fc.array(fc.tuple(step, instant), { maxLength: 25 }),
  })
  .map(({ straight, steps, ...rest }) => ({
    ...rest,
    steps: [...way.slice(0, straight).map((act): [Step, string] => [act, rest.begins]), ...steps],
  }));

/** Lives through the steps; a refused one changes nothing. `seen` is called with every state on the way. */
export function live(
  { confidential, begins, steps }: typeof life extends fc.Arbitrary<infer Life> ? Life : never,
  seen: (appeal: Appeal, events: AppealEvent[]) => void = () => undefined,
): { appeal: Appeal; events: AppealEvent[] } {
  const readers = confidential ? ['p1', 'p2'] : undefined;
  const first = decide.submit({ ...submitted, confidential, readers }, stamp(begins));
  let { appeal } = first;
  const events = [...first.events];
  seen(appeal, events);
  for (const [index, [act, at]] of steps.entries()) {
    try {
      const decided = act(appeal, at, `a${index}`);
      appeal = decided.appeal;
      events.push(...decided.events);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    seen(appeal, events);
  }
  return { appeal, events };
}
