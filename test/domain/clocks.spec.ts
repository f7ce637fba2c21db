import { expect } from 'chai';
import { clockChange } from '../../src/domain/clocks.ts';
import type { EventType, Happening } from '../../src/domain/events.ts';
import { anAppealIn, anEvent, calendar, china, district, friday, moved, number, submitted } from './given.ts';

const timing = { district, calendar };

describe('时限 — which event stops and starts what', () => {
  const target = { assignment: 'a9', taskForce: 8, unit: 'finance-bureau' };
  const file = { attachments: [] };
  const plan = { type: 'planned', text: 'x', companyText: 'x' } as const;
  const result = { type: 'resolved', outcome: '已解决', text: 'x', companyText: 'x', ...file } as const;
  const of = (type: EventType): Happening => ({ type, text: 'x', reason: 'x', keys: [], ...target, ...file }) as never;
  type Row = [from: Parameters<typeof anAppealIn>[0] | undefined, event: Happening, stop: unknown, start: string[]];
  const table: Row[] = [
    [undefined, submitted, [], ['dispatch', 'plan']],
    [undefined, { ...submitted, confidential: true }, [], []],
    ['received', of('rerouted'), undefined, []],
    ['confidential', { type: 'released', routing: submitted.routing }, [], ['dispatch', 'plan']],
    ['received', of('handed_to_centre'), undefined, []],
    ['received', of('dispatched'), ['dispatch'], ['sign-in']],
    ['signed', of('transferred'), ['dispatch', 'sign-in', 'determination', 'result', 'rework'], ['sign-in']],
    [
      'planned',
      of('transferred'),
      ['dispatch', 'sign-in', 'determination', 'result', 'rework', 'plan'],
      ['sign-in', 'plan'],
    ],
    ['dispatched', of('signed'), ['sign-in'], []],
    ['dispatched', of('return_asked'), ['sign-in'], ['determination']],
    ['returned', of('return_refused'), ['determination'], []],
    ['signed', plan, ['plan'], ['result']],
    ['planned', of('progressed'), undefined, []],
    ['planned', of('commented'), undefined, []],
    ['planned', of('supplemented'), undefined, []],
    ['planned', of('detached'), undefined, []],
    ['planned', result, ['plan', 'result', 'rework', 'sign-in'], ['review']],
    ['resolved', of('approved'), ['review'], []],
    ['resolved', of('rejected'), ['review'], ['rework']],
    ['planned', of('withdrawn'), 'all', []],
  ];
  for (const [from, happening, stop, start] of table) {
    const title = `${from ?? 'new'} —${happening.type}: stops ${stop ?? 'nothing'}, starts ${start.join(', ') || 'nothing'}`;
    it(title, () => {
      const event = anEvent(happening);
      const confidential = 'confidential' in happening && happening.confidential;
      const begun = anAppealIn(confidential ? 'confidential' : 'received');
      const appeal = from ? moved(anAppealIn(from), happening) : begun;
      const change = clockChange(event, appeal, timing);
      expect(change?.stop).to.deep.equal(stop);
      expect((change?.start ?? []).map(({ kind }) => kind)).to.have.members(start);
      for (const clock of change?.start ?? []) {
        expect(clock).to.include({ appeal: number, startedAt: friday });
        expect(clock.dueAt > friday).to.equal(true);
      }
    });
  }

  it('a plan with a date runs to that date, one without for the district’s days', () => {
    const due = (promisedOn?: string) => {
      const event = anEvent({ ...plan, promisedOn });
      return clockChange(event, moved(anAppealIn('signed'), event), timing)?.start[0]?.dueAt;
    };
    expect(due('2026-12-30')).to.equal(china('2026-12-30 17:30'));
    expect(due()).to.equal(china('2026-12-11 17:30'));
  });

  it('a card sent at night is read in the morning: its sign-in clock starts then', () => {
    const event = anEvent({ type: 'dispatched', ...target }, china('2026-11-20 23:59'));
    const [clock] = clockChange(event, moved(anAppealIn('received'), event), timing)?.start ?? [];
    expect(clock).to.include({ startedAt: china('2026-11-23 08:30'), dueAt: china('2026-11-24 17:30') });
  });

  it('a sign-in clock belongs to the assignment that began', () => {
    const event = anEvent({ type: 'transferred', ...target, fromReturn: false });
    const [clock] = clockChange(event, moved(anAppealIn('signed'), event), timing)?.start ?? [];
    expect(clock?.assignment).to.equal('a9');
  });
});
