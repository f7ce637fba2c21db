import { expect } from 'chai';
import { type AppealStatus, statuses } from '../../../src/domain/appeal/appeal.ts';
import * as decide from '../../../src/domain/appeal/decisions.ts';
import type { EventType, Happening } from '../../../src/domain/appeal/events.ts';
import { canHappen, isOpen } from '../../../src/domain/appeal/lifecycle.ts';
import { lifecycle } from '../../../src/domain/verbs.ts';
import { refusalOf } from '../../support/refusals.ts';
import { anAppealIn, china, district, stamp } from '../given.ts';

type Ask = (appeal: ReturnType<typeof anAppealIn>) => decide.Decision;

const elsewhere = { assignment: 'a2', taskForce: 8, unit: 'finance-bureau' };
const resolution = { outcome: '已解决', text: '已办', companyText: '已送电', attachments: [] } as const;

/** What else must be true of these is told in timeDecisions.spec.ts; here only the state counts. */
function plain(happening: Exclude<Happening, { type: 'submitted' }>): Ask {
  return (appeal) => decide.happen(appeal, stamp(), happening);
}

/** Every event a person can cause after the submission, and how it is asked for. */
const asked: Record<Exclude<EventType, 'submitted'>, Ask> = {
  rerouted: (appeal) => decide.reroute(appeal, { taskForce: 8, unit: 'finance-bureau' }, stamp()),
  handed_to_centre: (appeal) => decide.handToCentre(appeal, stamp()),
  dispatched: (appeal) => decide.dispatch(appeal, elsewhere, stamp()),
  transferred: (appeal) => decide.transfer(appeal, elsewhere, stamp()),
  signed: (appeal) => decide.signIn(appeal, stamp()),
  return_asked: (appeal) => decide.askReturn(appeal, '不属本单位职责', stamp(), district),
  return_refused: (appeal) => decide.refuseReturn(appeal, { reason: '属本单位职责', signer: 'p1' }, stamp()),
  planned: (appeal) => decide.plan(appeal, { text: '勘查', companyText: '勘查' }, stamp(), district),
  plan_replaced: (appeal) =>
    decide.replacePlan(appeal, { text: '改线', companyText: '改线', reason: '线路受阻' }, stamp(), { district }),
  progressed: (appeal) => decide.progress(appeal, { text: '已勘查', attachments: [] }, stamp()),
  commented: (appeal) => decide.comment(appeal, '请先电话沟通', stamp()),
  supplemented: (appeal) => decide.supplement(appeal, { text: '补来照片', attachments: [] }, stamp()),
  details_corrected: (appeal) => decide.correctDetails(appeal, { company: '同兴五金厂' }, stamp()),
  detached: (appeal) => decide.detach(appeal, ['k1'], stamp()),
  resolved: (appeal) => decide.resolve(appeal, { ...resolution, attachments: [] }, stamp(), district),
  approved: (appeal) => decide.approve(appeal, stamp()),
  rejected: (appeal) => decide.reject(appeal, '缺答复函', stamp()),
  confided: (appeal) => decide.confide(appeal, { readers: ['r1', 'r2'] }, stamp()),
  released: (appeal) => decide.release(appeal, { kind: 'unsure', candidates: [] }, stamp()),
  withdrawn: (appeal) => decide.withdraw(appeal, { centre: true }, stamp()),
  informed: plain({ type: 'informed', of: 'plan' }),
  extension_asked: plain({ type: 'extension_asked', until: '2026-12-10', reason: '待批复' }),
  extended: plain({ type: 'extended', until: '2026-12-10' }),
  extension_refused: plain({ type: 'extension_refused', reason: '理由不足' }),
  pause_asked: plain({ type: 'pause_asked', cause: '待企业', until: '2026-12-10', reason: '待补件' }),
  paused: plain({ type: 'paused', until: '2026-12-10' }),
  pause_refused: plain({ type: 'pause_refused', reason: '理由不足' }),
  resumed: plain({ type: 'resumed', days: 3 }),
  nudged: plain({ type: 'nudged' }),
  head_noted: plain({ type: 'head_noted', paper: 'paper-1' }),
  supervised: plain({ type: 'supervised', level: 'red', reason: '超期' }),
  instructed: plain({ type: 'instructed', instruction: 'i1', text: '请抓紧', recorded: false }),
  instruction_answered: plain({ type: 'instruction_answered', text: '已办' }),
  recalculated: plain({ type: 'recalculated', moves: [] }),
};

const same = (...from: AppealStatus[]) => Object.fromEntries(from.map((status) => [status, status]));
const lead = (from: AppealStatus[], to: AppealStatus) => Object.fromEntries(from.map((status) => [status, to]));
const handled: AppealStatus[] = ['dispatched', 'signed', 'planned'];
const open: AppealStatus[] = ['received', 'dispatched', 'returned', 'signed', 'planned', 'resolved'];

/**
 * The life of an appeal as a reader of docs/develop/domain.md#life would write it down; what is not here is refused.
 */
const life: Record<Exclude<EventType, 'submitted'>, { [from in AppealStatus]?: AppealStatus }> = {
  rerouted: same('received'),
  handed_to_centre: same('received'),
  dispatched: lead(['received'], 'dispatched'),
  transferred: lead([...handled, 'returned'], 'dispatched'),
  signed: lead(['dispatched'], 'signed'),
  return_asked: lead(['dispatched', 'signed'], 'returned'),
  return_refused: lead(['returned'], 'signed'),
  planned: lead(['dispatched', 'signed'], 'planned'),
  plan_replaced: same('planned'),
  progressed: { ...same('signed', 'planned', 'resolved'), dispatched: 'signed' },
  commented: same(...open, 'confidential', 'answered'),
  supplemented: same(...open, 'confidential'),
  details_corrected: same(...open, 'confidential'),
  detached: same(...open, 'confidential'),
  resolved: lead(handled, 'resolved'),
  approved: lead(['resolved'], 'answered'),
  rejected: lead(['resolved'], 'planned'),
  confided: lead(open, 'confidential'),
  released: lead(['confidential'], 'received'),
  withdrawn: lead(['received', 'confidential', 'dispatched', 'signed', 'returned', 'planned'], 'withdrawn'),
  informed: same('planned', 'resolved', 'answered'),
  extension_asked: same('planned'),
  extended: same('planned'),
  extension_refused: same('planned'),
  pause_asked: same('planned'),
  paused: same('planned'),
  pause_refused: same('planned'),
  resumed: same('planned'),
  nudged: same(...handled, 'returned', 'resolved'),
  head_noted: same(...handled),
  supervised: same(...handled),
  instructed: same(...open),
  instruction_answered: same(...open, 'answered'),
  recalculated: same(...open),
};

describe('办理流程 — every state and every event', () => {
  for (const [event, leads] of Object.entries(life) as [Exclude<EventType, 'submitted'>, object][]) {
    for (const from of statuses) {
      const to = (leads as { [from in AppealStatus]?: AppealStatus })[from];
      it(`${from} —${event}→ ${to ?? 'refused'}`, () => {
        const appeal = anAppealIn(from);
        expect(canHappen(appeal, event)).to.equal(to !== undefined);
        if (to) {
          const decided = asked[event](appeal);
          expect(decided.appeal.status).to.equal(to);
          expect(decided.events.at(-1)?.type).to.equal(event);
          expect(decided.appeal.version).to.equal(appeal.version + decided.events.length);
        } else {
          const refusal = refusalOf(() => asked[event](appeal));
          expect(refusal?.code).to.equal('wrong.state');
          expect(refusal?.facts).to.deep.equal({ number: appeal.number, status: from, verb: event });
        }
      });
    }
  }

  it('nothing leads back to a submission', () => {
    expect(lifecycle.submitted.from).to.deep.equal([]);
  });

  for (const status of statuses) {
    const done = ['answered', 'closed', 'withdrawn'].includes(status);
    it(`${status} is ${done ? 'in nobody’s hands' : 'in somebody’s hands'}`, () => {
      expect(isOpen({ status })).to.equal(!done);
    });
  }
});

describe('办理流程 — steps that imply others', () => {
  for (const event of ['planned', 'progressed', 'resolved'] as const) {
    it(`${event} on an unsigned appeal first records 签收 as an event of its own`, () => {
      const { appeal, events } = asked[event](anAppealIn('dispatched'));
      expect(events.map(({ type }) => type)).to.deep.equal(['signed', event]);
      expect(events[0]).to.include({ type: 'signed', implied: true });
      expect(appeal.assignments[0]).to.include({ signedAt: stamp().at, signedBy: 'p-officer' });
    });
  }

  it('a return that is not upheld counts as signed by whoever had asked', () => {
    const { appeal } = asked.return_refused(anAppealIn('returned'));
    expect(appeal.assignments[0]?.signedAt).to.equal(stamp().at);
    expect(appeal.assignments[0]?.signedBy).to.equal('p1');
    expect(appeal.returnReason).to.equal(undefined);
  });

  it('a return upheld is one step: the old assignment ends when the new one begins', () => {
    const { appeal, events } = asked.transferred(anAppealIn('returned'));
    expect(events).to.have.length(1);
    expect(events[0]).to.include({ type: 'transferred', fromReturn: true });
    expect(appeal.upheldReturns).to.equal(1);
    expect(appeal.assignments.map(({ to }) => to)).to.deep.equal([stamp().at, undefined]);
    expect(appeal.assignments[1]?.signedAt).to.equal(undefined);
  });
});

describe('办理流程 — what else is refused', () => {
  const nextDay = stamp(china('2026-11-23 09:00'));
  const cases: [title: string, code: string, act: () => unknown][] = [
    [
      'a return on the day after signing in',
      'return.too_late',
      () => decide.askReturn(anAppealIn('signed'), '不属职责', nextDay, district),
    ],
    [
      'a return without a reason',
      'reason.missing',
      () => decide.askReturn(anAppealIn('dispatched'), ' \n', stamp(), district),
    ],
    [
      'a return after two upheld ones',
      'return.not_returnable',
      () => decide.askReturn(anAppealIn('dispatched', { upheldReturns: 2 }), '不属职责', stamp(), district),
    ],
    [
      'a transfer to where it already is',
      'transfer.same',
      () =>
        decide.transfer(
          anAppealIn('signed'),
          { ...elsewhere, taskForce: 3, unit: 'development-reform-commission' },
          stamp(),
        ),
    ],
    [
      'a plan for yesterday',
      'plan.date_past',
      () =>
        decide.plan(anAppealIn('signed'), { text: 'x', companyText: 'x', promisedOn: '2026-11-19' }, stamp(), district),
    ],
    [
      'a plan after the horizon',
      'plan.date_far',
      () =>
        decide.plan(anAppealIn('signed'), { text: 'x', companyText: 'x', promisedOn: '2027-11-21' }, stamp(), district),
    ],
    [
      '计划解决 without its date',
      'resolve.date_missing',
      () =>
        decide.resolve(
          anAppealIn('planned'),
          { ...resolution, outcome: '计划解决', attachments: [] },
          stamp(),
          district,
        ),
    ],
    ['a rejection without a reason', 'reason.missing', () => decide.reject(anAppealIn('resolved'), '', stamp())],
    [
      'a withdrawal by the submitter once there is a plan',
      'withdraw.too_late',
      () => decide.withdraw(anAppealIn('planned'), { centre: false }, stamp()),
    ],
  ];
  for (const [title, code, act] of cases) {
    it(`${title}: ${code}`, () => {
      expect(refusalOf(act)?.code).to.equal(code);
    });
  }

  const fine: [title: string, act: () => decide.Decision][] = [
    [
      'a plan for today',
      () =>
        decide.plan(anAppealIn('signed'), { text: 'x', companyText: 'x', promisedOn: '2026-11-20' }, stamp(), district),
    ],
    [
      'a plan for the last day of the horizon',
      () =>
        decide.plan(anAppealIn('signed'), { text: 'x', companyText: 'x', promisedOn: '2027-11-20' }, stamp(), district),
    ],
    [
      'a return later on the day of signing in',
      () => decide.askReturn(anAppealIn('signed'), '不属职责', stamp(china('2026-11-20 23:50')), district),
    ],
    [
      'a return after one upheld one',
      () => decide.askReturn(anAppealIn('dispatched', { upheldReturns: 1 }), '不属职责', stamp(), district),
    ],
    [
      'a withdrawal by the submitter before the plan',
      () => decide.withdraw(anAppealIn('signed'), { centre: false }, stamp()),
    ],
  ];
  for (const [title, act] of fine) it(`${title} is accepted`, () => expect(act().events).to.have.length(1));
});
