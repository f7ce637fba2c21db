import fc from 'fast-check';
import type { Appeal } from '../../src/domain/appeal/appeal.ts';
import * as decide from '../../src/domain/appeal/decisions.ts';
import { type Attachment, outcomes, pauseCauses } from '../../src/domain/appeal/parts.ts';
import * as time from '../../src/domain/appeal/timeDecisions.ts';
import type { ClockRow } from '../../src/domain/clocks/clocks.ts';
import { addDays, chinaDate } from '../../src/domain/time/chinaTime.ts';
import { calendar, district, stamp } from './given.ts';

/** Asks something of an appeal; `clocks` are its rows so far, `id` is new. */
export type Step = (appeal: Appeal, at: string, id: string, clocks: ClockRow[]) => decide.Decision;

const timing = { district, calendar };
const words = fc.string({ maxLength: 12, unit: 'grapheme' });
const reason = fc.constantFrom(' ', '不属本单位职责', '待上级批复', '资料不全');
const date = fc.constantFrom(undefined, '2026-11-19', '2026-11-20', '2026-12-31', '2027-11-21', '2030-01-01');
/** So many days after it is asked. */
const inDays = fc.integer({ min: -1, max: 30 });
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

/** A step that takes one drawn input. */
function withInput<T>(input: fc.Arbitrary<T>, ask: (given: T, ...of: Parameters<Step>) => decide.Decision) {
  return input.map(
    (given): Step =>
      (...of) =>
        ask(given, ...of),
  );
}

const result = fc.record({
  outcome: fc.constantFrom(...outcomes),
  text: words,
  companyText: words,
  promisedOn: date,
  attachments: files,
});
const backfill = fc.constantFrom(undefined, '2026-11-20', '2026-12-01', '2027-01-04');

/** From the submission to the review. */
export const handling: fc.Arbitrary<Step>[] = [
  withInput(target, (to, appeal, at) => decide.reroute(appeal, { ...to, dispatchAt: at }, stamp(at))),
  fc.constant<Step>((appeal, at) => decide.handToCentre(appeal, stamp(at))),
  withInput(target, (to, appeal, at, id) => decide.dispatch(appeal, { assignment: id, ...to }, stamp(at))),
  withInput(target, (to, appeal, at, id) => decide.transfer(appeal, { assignment: id, ...to }, stamp(at))),
  withInput(backfill, (on, appeal, at) => {
    const doneAt = on && time.backfilledAt(appeal, on, at, timing);
    return decide.signIn(appeal, stamp(at), doneAt ? { doneAt } : {});
  }),
  withInput(reason, (why, appeal, at) => decide.askReturn(appeal, why, stamp(at), district)),
  withInput(reason, (why, appeal, at) => decide.refuseReturn(appeal, { reason: why, signer: 'p1' }, stamp(at))),
  withInput(fc.record({ text: words, companyText: words, promisedOn: date }), (plan, appeal, at) =>
    decide.plan(appeal, plan, stamp(at), district),
  ),
  withInput(fc.record({ text: words, attachments: files }), (report, appeal, at) =>
    decide.progress(appeal, report, stamp(at)),
  ),
  withInput(result, (given, appeal, at) => decide.resolve(appeal, given, stamp(at), district)),
  fc.constant<Step>((appeal, at) => decide.approve(appeal, stamp(at))),
  withInput(fc.record({ inDays, reason }), ({ inDays: days, reason: why }, appeal, at, _id, clocks) => {
    const plan = { text: '改线', companyText: '改线', promisedOn: addDays(chinaDate(at), days), reason: why };
    const dueAt = clocks.find(({ kind, stoppedAt }) => kind === 'result' && !stoppedAt)?.dueAt;
    return decide.replacePlan(appeal, plan, stamp(at), { district: timing.district, dueAt });
  }),
  withInput(reason, (why, appeal, at) => decide.reject(appeal, why, stamp(at))),
  withInput(words, (text, appeal, at) => decide.comment(appeal, text, stamp(at))),
  withInput(fc.record({ text: fc.option(words, { nil: undefined }), attachments: files }), (more, appeal, at) =>
    decide.supplement(appeal, more, stamp(at)),
  ),
  withInput(
    fc.record({
      company: fc.constantFrom('同兴五金厂', '江畔机械'),
      contact: fc.constantFrom(undefined, { name: '王经理' }),
    }),
    (told, appeal, at) => decide.correctDetails(appeal, told, stamp(at)),
  ),
  withInput(fc.constantFrom('k1', 'k2', 'k9'), (key, appeal, at) => decide.detach(appeal, [key], stamp(at))),
  withInput(fc.boolean(), (centre, appeal, at) => decide.withdraw(appeal, { centre }, stamp(at))),
];

/** What is asked and decided about time. */
export const timeSteps: fc.Arbitrary<Step>[] = [
  withInput(fc.record({ inDays, reason }), ({ inDays: days, reason: why }, appeal, at, _id, clocks) =>
    time.askExtension(appeal, { until: addDays(chinaDate(at), days), reason: why }, clocks, stamp(at), timing),
  ),
  withInput(fc.record({ inDays, reason, cause: fc.constantFrom(...pauseCauses) }), (asked, appeal, at, _id, clocks) => {
    const { inDays: days, ...more } = asked;
    return time.askPause(appeal, { ...more, until: addDays(chinaDate(at), days) }, clocks, stamp(at), timing);
  }),
  withInput(fc.record({ agreed: fc.boolean(), reason }), (how, appeal, at) => time.decideAsked(appeal, how, stamp(at))),
  fc.constant<Step>((appeal, at) => time.resume(appeal, stamp(at), calendar)),
  fc.constant<Step>((appeal, at) => time.nudge(appeal, undefined, stamp(at), timing)),
  withInput(reason, (why, appeal, at) => time.supervise(appeal, { level: 'yellow', reason: why }, stamp(at))),
  fc.constant<Step>((appeal, at, id) => time.noteHead(appeal, id, stamp(at))),
  withInput(words, (text, appeal, at, id) =>
    time.instruct(appeal, { instruction: id, text, recorded: false }, stamp(at)),
  ),
  withInput(words, (text, appeal, at) => time.answerInstruction(appeal, text, stamp(at))),
  fc.constant<Step>((appeal, at) => time.inform(appeal, '电话', stamp(at))),
];

/** Everything that can be decided on an appeal, with any input. */
export const step: fc.Arbitrary<Step> = fc.oneof(...handling, ...timeSteps);
