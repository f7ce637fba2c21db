import { expect } from 'chai';
import type { Appeal } from '../../../src/domain/appeal/appeal.ts';
import type { Decision } from '../../../src/domain/appeal/decisions.ts';
import * as time from '../../../src/domain/appeal/timeDecisions.ts';
import { replayClocks } from '../../../src/domain/clocks/turnClocks.ts';
import type { RefusalCode } from '../../../src/domain/errors.ts';
import { refusalOf } from '../../support/refusals.ts';
import { anAppealIn, calendar, china, district, moved, stamp, timelineIn } from '../given.ts';

const timing = { district, calendar };
/** Planned on Friday 11-20, promised for Monday 11-30. */
const planned = anAppealIn('planned');
const clocks = replayClocks(timelineIn('planned'), timing);
const reason = '待上级批复';
const asked = {
  kind: 'pause' as const,
  cause: '待上级' as const,
  until: '2026-12-04',
  reason,
  at: china('2026-11-23 09:00'),
};
const paused = { cause: '待上级' as const, until: '2026-12-04', at: china('2026-11-24 10:00') };

const extend = (at: string, until: string, change: Partial<Appeal> = {}, why = reason) =>
  time.askExtension({ ...planned, ...change }, { until, reason: why }, clocks, stamp(china(at)), timing);
const pause = (at: string, until: string, change: Partial<Appeal> = {}, why = reason) =>
  time.askPause({ ...planned, ...change }, { until, reason: why, cause: '待企业' }, clocks, stamp(china(at)), timing);
const nudge = (at: string, nudgedAt?: string) =>
  time.nudge({ ...planned, ...(nudgedAt ? { nudgedAt: china(nudgedAt) } : {}) }, undefined, stamp(china(at)), timing);

describe('时间 — what is refused, and with which facts', () => {
  const monday = '2026-11-23 09:00';
  type Row = [title: string, act: () => unknown, code: RefusalCode, facts?: object];
  // biome-ignore format: a table is read by column
  const table: Row[] = [
    ['an extension on the last day', () => extend('2026-11-30 08:30', '2026-12-10'), 'extension.too_late', { days: 1 }],
    ['an extension after the due', () => extend('2026-12-01 08:30', '2026-12-10'), 'extension.too_late'],
    ['an extension in the first minute of the last day', () => extend('2026-11-30 00:01', '2026-12-10'), 'extension.too_late'],
    ['a second extension', () => extend(monday, '2026-12-10', { extended: true }), 'extension.once'],
    ['an extension to the day that it is', () => extend(monday, '2026-11-30'), 'extension.date', { due: '2026-11-30' }],
    ['an extension to an earlier day', () => extend(monday, '2026-11-27'), 'extension.date'],
    ['an extension behind the horizon', () => extend(monday, '2027-11-24'), 'plan.date_far', { date: '2027-11-24', months: 12 }],
    ['an extension without a reason', () => extend(monday, '2026-12-10', {}, ' '), 'reason.missing', { verb: 'extension_asked' }],
    ['an extension while a request is undecided', () => extend(monday, '2026-12-10', { asked }), 'time.asked'],
    ['an extension during a pause', () => extend(monday, '2026-12-10', { paused }), 'pause.running'],
    ['an extension of the plan, not signed', () => time.askExtension(anAppealIn('dispatched'), { until: '2026-12-10', reason }, [], stamp(), timing), 'time.not_movable'],
    ['an extension of the plan, signed', () => time.askExtension(anAppealIn('signed'), { until: '2026-12-10', reason }, [], stamp(), timing), 'time.not_movable'],
    ['an extension of what waits for the review', () => time.askExtension(anAppealIn('resolved'), { until: '2026-12-10', reason }, [], stamp(), timing), 'wrong.state', { verb: 'extension_asked' }],
    ['a pause of the plan', () => time.askPause(anAppealIn('signed'), { until: '2026-12-10', reason, cause: '待企业' }, [], stamp(), timing), 'time.not_movable'],
    ['a pause longer than may be', () => pause(monday, '2026-12-08'), 'pause.too_long', { left: 10 }],
    ['a pause longer than what is left', () => pause(monday, '2026-11-27', { pausedDays: 7 }), 'pause.too_long', { left: 3 }],
    ['a pause when nothing is left', () => pause(monday, '2026-11-24', { pausedDays: 10 }), 'pause.too_long', { left: 0 }],
    ['a pause until today', () => pause(monday, '2026-11-23'), 'pause.too_long', { left: 10 }],
    ['a pause over a weekend only', () => pause('2026-11-20 11:00', '2026-11-22'), 'pause.too_long'],
    ['a pause until yesterday', () => pause(monday, '2026-11-22'), 'pause.too_long'],
    ['a pause after the due', () => pause('2026-11-30 17:31', '2026-12-02'), 'extension.too_late', { days: 0 }],
    ['a pause without a reason', () => pause(monday, '2026-11-27', {}, '\n'), 'reason.missing', { verb: 'pause_asked' }],
    ['a pause while one runs', () => pause(monday, '2026-11-27', { paused }), 'pause.running'],
    ['a decision on nothing', () => time.decideAsked(planned, { agreed: true }, stamp()), 'time.not_asked'],
    ['a refusal without a reason', () => time.decideAsked({ ...planned, asked }, { agreed: false, reason: '' }, stamp()), 'reason.missing', { verb: 'pause_refused' }],
    ['going on when nothing stands still', () => time.resume(planned, stamp(), calendar), 'pause.none'],
    ['a nudge an hour after another', () => nudge('2026-11-23 10:00', monday), 'nudge.too_soon', { until: china('2026-11-24 09:00') }],
    ['a nudge over the weekend', () => nudge('2026-11-22 12:00', '2026-11-20 16:30'), 'nudge.too_soon', { until: china('2026-11-23 16:30') }],
    ['a nudge of what is answered', () => time.nudge(anAppealIn('answered'), undefined, stamp(), timing), 'wrong.state'],
    ['a 督办 without a reason', () => time.supervise(planned, { level: 'red', reason: ' ' }, stamp()), 'reason.missing', { verb: 'supervised' }],
    ['an answer to no 批示', () => time.answerInstruction(planned, 'x', stamp()), 'instruction.none'],
    ['telling of the plan twice', () => time.inform({ ...planned, informed: { plan: stamp().at } }, undefined, stamp()), 'inform.done', { of: 'plan' }],
    ['telling of the result twice', () => time.inform(anAppealIn('answered', { informed: { result: stamp().at } }), undefined, stamp()), 'inform.done', { of: 'result' }],
    ['telling of no plan', () => time.inform({ ...planned, plan: undefined }, undefined, stamp()), 'wrong.state', { verb: 'informed' }],
    ['telling before the new unit confirmed the plan', () => time.inform({ ...planned, status: 'dispatched' }, undefined, stamp()), 'wrong.state'],
    ['补录 for tomorrow', () => time.backfilledAt(planned, '2026-11-24', china(monday), timing), 'backfill.date', { date: '2026-11-24', from: '2026-11-20' }],
    ['补录 for the day before it was theirs', () => time.backfilledAt(planned, '2026-11-19', china(monday), timing), 'backfill.date'],
  ];
  for (const [title, act, code, facts = {}] of table) {
    it(`${title}: ${code}`, () => {
      const refusal = refusalOf(act);
      expect(refusal?.code).to.equal(code);
      expect(refusal?.facts).to.include(facts);
    });
  }
});

describe('时间 — what is granted', () => {
  const table: [title: string, act: () => Decision, event: object][] = [
    ['an extension a working day before', () => extend('2026-11-27 23:59', '2026-12-10'), { type: 'extension_asked', until: '2026-12-10', reason }],
    ['an extension from the weekend', () => extend('2026-11-29 12:00', '2026-12-01'), { type: 'extension_asked' }],
    ['a pause of all its days', () => pause('2026-11-23 09:00', '2026-12-07'), { type: 'pause_asked', cause: '待企业', until: '2026-12-07' }],
    ['the rest of its days', () => pause('2026-11-23 09:00', '2026-11-26', { pausedDays: 7 }), { type: 'pause_asked' }],
    ['what was asked', () => time.decideAsked({ ...planned, asked }, { agreed: true }, stamp()), { type: 'paused', until: '2026-12-04' }],
    ['an extension that was asked', () => time.decideAsked({ ...planned, asked: { ...asked, kind: 'extension' } }, { agreed: true }, stamp()), { type: 'extended', until: '2026-12-04' }],
    ['or refused with a reason', () => time.decideAsked({ ...planned, asked }, { agreed: false, reason: '资料已齐' }, stamp()), { type: 'pause_refused', reason: '资料已齐' }],
    ['a nudge after seven working hours', () => nudge('2026-11-24 09:00', '2026-11-23 09:00'), { type: 'nudged' }],
    ['the first nudge', () => nudge('2026-11-22 03:00'), { type: 'nudged' }],
  ]; // biome-ignore format: a table
  for (const [title, act, event] of table) it(title, () => expect(act().events.at(-1)).to.include(event));

  const resumed: [title: string, at: string, days: number][] = [
    ['on the day it began', '2026-11-24 17:00', 0],
    ['three days later', '2026-11-27 09:00', 3],
    ['by itself on the morning after, no more than was granted', '2026-12-07 08:30', 8],
    ['long after', '2026-12-20 08:30', 8],
  ];
  for (const [title, at, days] of resumed) {
    it(`resumed ${title}: ${days} working days`, () => {
      const { events } = time.resume({ ...planned, paused }, stamp(china(at)), calendar);
      expect(events[0]).to.include({ type: 'resumed', days });
    });
  }

  it('a pause ends by itself at the opening of the next working day', () => {
    expect(time.resumesAt('2026-12-04', timing)).to.equal(china('2026-12-07 08:30'));
    expect(time.resumesAt('2026-09-30', timing)).to.equal(china('2026-10-08 08:30'));
  });

  it('one answer answers every 批示 that waits', () => {
    const one = moved(planned, { type: 'instructed', instruction: 'i1', text: 'x', recorded: false });
    const two = moved(one, { type: 'instructed', instruction: 'i2', text: 'y', recorded: true });
    const { appeal } = time.answerInstruction(two, '已现场办理', stamp());
    expect(appeal.instructions?.map(({ answer }) => answer?.text)).to.deep.equal(['已现场办理', '已现场办理']);
    expect(refusalOf(() => time.answerInstruction(appeal, 'x', stamp()))?.code).to.equal('instruction.none');
  });

  it('a 红 is not weakened by a later 黄', () => {
    const red = moved(planned, { type: 'supervised', level: 'red', reason: 'x', document: '12' });
    expect(moved(red, { type: 'supervised', level: 'yellow', reason: 'x' }).supervision?.number).to.equal('12');
  });

  const done: [on: string, at: string, counts: string][] = [
    ['2026-11-20', '2026-11-24 09:00', '2026-11-20 17:30'],
    ['2026-11-24', '2026-11-24 09:00', '2026-11-24 09:00'],
    ['2026-11-24', '2026-11-24 18:00', '2026-11-24 17:30'],
  ];
  for (const [on, at, counts] of done) {
    it(`补录 of ${on}, entered ${at}, counts from ${counts}`, () => {
      expect(time.backfilledAt(planned, on, china(at), timing)).to.equal(china(counts));
    });
  }

  it('补录 of an evening never counts from before the unit had it', () => {
    const [held] = planned.assignments;
    const evening = {
      ...planned,
      assignments: [{ ...held, from: china('2026-11-20 18:30') } as NonNullable<typeof held>],
    };
    expect(time.backfilledAt(evening, '2026-11-20', china('2026-11-23 09:00'), timing)).to.equal(
      china('2026-11-20 18:30'),
    );
  });
});
