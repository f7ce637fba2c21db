import { expect } from 'chai';
import type { LiveClock } from '../../../src/domain/clocks/clocks.ts';
import {
  daysOf,
  figuresIn,
  type HappenedFigure,
  type HeldBy,
  halfMonthBefore,
  happenedByHolder,
  monthBefore,
  periodBefore,
  periodOf,
  type Span,
  sinceLastMorning,
  sinceMorning,
  type Told,
} from '../../../src/domain/figures/happened.ts';
import { percentOf, rateOf } from '../../../src/domain/figures/rates.ts';
import { byAppeal, type StateFigure, standingOf, stateFigures } from '../../../src/domain/figures/standing.ts';
import type { Membership, Person } from '../../../src/domain/people/contacts.ts';
import { isToldUpwards, listScopeOf, type Scope, scopeOf } from '../../../src/domain/people/visibility.ts';
import { calendar, china } from '../given.ts';

const reform = 'development-reform-commission';
const power: Scope = { taskForces: [3], units: [] };
const credit: Scope = { taskForces: [8], units: [] };
/** Friday morning, when the digest is read; Monday is the next working day. */
const friday = china('2026-11-27 08:31');

/** A plan clock of the electricity task force, owed by Wednesday's close. */
function clock(facts: Partial<LiveClock> = {}): LiveClock {
  return {
    ...{ appeal: 'A', kind: 'plan', owner: 'handler', taskForce: 3, unit: reform, leadTaskForce: 3, leadUnit: reform },
    ...{ owedAt: china('2026-11-25 17:30'), status: 'signed', submittedBy: 'p-specialist', town: 'town:沈巷镇' },
    ...facts,
  };
}

function figuresOf(clocks: LiveClock[], { scope = 'all' as Scope, now = friday } = {}): StateFigure[] {
  const { lists } = standingOf(byAppeal(clocks), scope, { now, calendar });
  return stateFigures.filter((figure) => lists[figure].length > 0);
}

describe('figures — how appeals stand', () => {
  const owed = (time: string, facts: Partial<LiveClock> = {}) => clock({ owedAt: china(time), ...facts });
  const told = china('2026-11-26 09:02');
  const cases: [title: string, clocks: LiveClock[], figures: StateFigure[], now?: string][] = [
    ['told yesterday morning: overdue', [clock({ toldAt: told })], ['open', 'overdue']],
    ['told late yesterday evening: overdue', [clock({ toldAt: china('2026-11-26 17:59') })], ['open', 'overdue']],
    ['not told: a number only', [clock()], ['open', 'newlyOverdue']],
    ['told this morning: a number only', [clock({ toldAt: china('2026-11-27 08:30') })], ['open', 'newlyOverdue']],
    [
      'told before it was extended, and not since: a number',
      [owed('2026-11-26 17:30', { toldAt: china('2026-11-20 09:00') })],
      ['open', 'newlyOverdue'],
    ],
    [
      'told on Friday: named on Monday',
      [owed('2026-11-26 17:30', { toldAt: china('2026-11-27 09:00') })],
      ['open', 'overdue'],
      '2026-11-30 08:31',
    ],
    ['stands still: never overdue', [clock({ toldAt: told, pausedAt: china('2026-11-24 10:00') })], ['open', 'paused']],
    [
      'an extension is asked: overdue all the same, and marked',
      [
        clock({ toldAt: told }),
        clock({
          kind: 'extension',
          owner: 'centre',
          taskForce: undefined,
          unit: undefined,
          owedAt: china('2026-12-01 17:30'),
        }),
      ],
      ['open', 'overdue', 'extension'],
    ],
    ['owed at this very moment: due today', [owed('2026-11-27 08:31')], ['open', 'dueToday']],
    [
      'owed a second ago: overdue',
      [{ ...clock(), owedAt: new Date(Date.parse(friday) - 1000).toISOString() }],
      ['open', 'newlyOverdue'],
    ],
    ['owed at close today: due today', [owed('2026-11-27 17:30')], ['open', 'dueToday']],
    ['a minute after close: overdue and new', [owed('2026-11-27 17:30')], ['open', 'newlyOverdue'], '2026-11-27 17:31'],
    ['owed on Monday: due next', [owed('2026-11-30 17:30')], ['open', 'dueNext']],
    ['owed on Monday, read on Saturday: due next', [owed('2026-11-30 17:30')], ['open', 'dueNext'], '2026-11-28 10:00'],
    ['owed on Tuesday: not yet', [owed('2026-12-01 17:30')], ['open']],
    [
      'two clocks: the worst counts, once',
      [clock({ toldAt: told }), owed('2026-11-27 17:30', { kind: 'instruction' })],
      ['open', 'overdue', 'instruction'],
    ],
    [
      'one told and one new: named for the one that was told',
      [clock({ toldAt: told }), owed('2026-11-24 17:30', { kind: 'instruction' })],
      ['open', 'overdue', 'instruction'],
    ],
    [
      'answered, and its company not told: no figure of the district',
      [clock({ kind: 'inform', owner: 'submitter', taskForce: undefined, unit: undefined, status: 'answered' })],
      [],
    ],
    [
      'under review',
      [
        clock({
          kind: 'review',
          owner: 'centre',
          taskForce: undefined,
          unit: undefined,
          status: 'resolved',
          owedAt: china('2026-12-01 17:30'),
        }),
      ],
      ['open', 'review'],
    ],
  ];
  for (const [title, clocks, figures, now] of cases) {
    it(title, () => expect(figuresOf(clocks, { now: now ? china(now) : friday })).to.deep.equal(figures));
  }

  it('what the centre holds late is the centre’s: not the task force’s, whose appeal it stays', () => {
    const review = clock({
      ...{ kind: 'review', owner: 'centre', status: 'resolved', toldAt: told },
      taskForce: undefined,
      unit: undefined,
    });
    expect(figuresOf([review], { scope: power })).to.deep.equal(['open', 'review']);
    const { byHolder, lists } = standingOf(byAppeal([review]), 'all', { now: friday, calendar });
    expect(lists.overdue).to.deep.equal(['A']);
    expect(byHolder.get('centre')).to.deep.include({ open: 0, overdue: 1 });
    expect(byHolder.get(3)).to.deep.include({ open: 1, overdue: 0 });
  });

  it('after a transfer it is the new holder’s, by his own word and window', () => {
    const moved = clock({ taskForce: 8, unit: 'finance-bureau', leadTaskForce: 8, leadUnit: 'finance-bureau' });
    const inItsWindow = { ...moved, owedAt: china('2026-11-27 17:30') };
    expect(figuresOf([inItsWindow], { scope: power })).to.deep.equal([]);
    expect(figuresOf([inItsWindow], { scope: credit })).to.deep.equal(['open', 'dueToday']);
    expect(figuresOf([moved], { scope: credit })).to.deep.equal(['open', 'newlyOverdue']);
  });

  it('a specialist’s own: whosever step it is', () => {
    const inform = clock({
      kind: 'inform',
      owner: 'submitter',
      taskForce: undefined,
      unit: undefined,
      status: 'answered',
    });
    const own: Scope = { taskForces: [], units: [], submittedBy: 'p-specialist' };
    const town: Scope = { taskForces: [], units: [], submittedBy: 'p-other', towns: ['town:沈巷镇'] };
    for (const scope of [own, town]) {
      expect(figuresOf([inform], { scope })).to.deep.equal(['newlyOverdue']);
      expect(figuresOf([clock()], { scope })).to.deep.equal(['open', 'newlyOverdue']);
    }
    expect(figuresOf([clock()], { scope: { ...own, submittedBy: 'p-other' } })).to.deep.equal([]);
  });

  it('lists keep the order of urgency they were read in', () => {
    const clocks = ['B', 'A', 'C'].map((appeal) => clock({ appeal, toldAt: told }));
    expect(standingOf(byAppeal(clocks), power, { now: friday, calendar }).lists.overdue).to.deep.equal(['B', 'A', 'C']);
  });
});

describe('figures — what happened', () => {
  const powered = { taskForce: 3, unit: reform };
  const credited = { taskForce: 8, unit: 'finance-bureau' };
  const first = (figure: HappenedFigure, appeal: string, hour: string, holders: HeldBy[] = [powered]) => ({
    ...{ figure, holders, appeal, at: china(`2026-11-20 ${hour}:00`) },
  });
  const told: Told = {
    counts: [
      { figure: 'received', holders: [{}], count: 2 },
      { figure: 'dispatched', holders: [powered, credited], count: 1 },
      { figure: 'dispatched', holders: [powered], count: 1 },
      { figure: 'planned', holders: [powered], count: 3_512 },
    ],
    first: [
      ...[first('received', 'B', '10', [{}]), first('received', 'A', '09', [{}])],
      ...[first('dispatched', 'A', '11', [powered, credited]), first('dispatched', 'B', '10')],
      ...[first('planned', 'B', '12'), first('planned', 'B', '13')],
    ],
  };

  it('an appeal counts once, with whoever held it then, and is listed by the time it happened first', () => {
    const all = figuresIn(told, 'all');
    expect([all.received, all.dispatched, all.planned, all.answered]).to.deep.equal([
      { total: 2, first: ['A', 'B'] },
      { total: 2, first: ['B', 'A'] },
      { total: 3_512, first: ['B'] },
      { total: 0, first: [] },
    ]);
    const own = figuresIn(told, power);
    expect([own.received.total, own.dispatched.total]).to.deep.equal([0, 2]);
    expect(figuresIn(told, { taskForces: [], units: ['finance-bureau'] }).dispatched.first).to.deep.equal(['A']);
    const counts = happenedByHolder(told, 'all');
    expect([...counts.keys()]).to.have.members(['centre', 3, 8]);
    expect(counts.get(3)).to.deep.include({ dispatched: 2, planned: 3_512 });
    expect(counts.get(8)).to.deep.include({ dispatched: 1, planned: 0 });
    expect([...happenedByHolder(told, credit).keys()]).to.deep.equal([8]);
  });

  const month = (span: Span) => Object.values(daysOf(span)).join(' – ');
  const spans: [title: string, span: Span, from: string, to: string][] = [
    [
      'Friday looks back on Thursday',
      sinceLastMorning(china('2026-11-27 08:30'), calendar),
      '2026-11-26 08:30',
      '2026-11-27 08:30',
    ],
    [
      'Monday looks back from Friday on',
      sinceLastMorning(china('2026-11-30 08:30'), calendar),
      '2026-11-27 08:30',
      '2026-11-30 08:30',
    ],
    [
      'asked for at 15:00: as in the morning',
      sinceMorning(china('2026-11-27 15:00'), '08:30', calendar),
      '2026-11-26 08:30',
      '2026-11-27 08:30',
    ],
    [
      'asked for before it: until now',
      sinceMorning(china('2026-11-27 08:00'), '08:30', calendar),
      '2026-11-26 08:30',
      '2026-11-27 08:00',
    ],
    [
      'asked for on a Sunday: until now',
      sinceMorning(china('2026-11-29 12:00'), '08:30', calendar),
      '2026-11-27 08:30',
      '2026-11-29 12:00',
    ],
    ['on the 16th: the first half', halfMonthBefore(china('2026-11-16 09:20')), '2026-11-01 00:00', '2026-11-16 00:00'],
    [
      'on a 17th it has moved to: the same',
      halfMonthBefore(china('2026-11-17 09:20')),
      '2026-11-01 00:00',
      '2026-11-16 00:00',
    ],
    [
      'on the 4th of January: the second half of December',
      halfMonthBefore(china('2027-01-04 09:20')),
      '2026-12-16 00:00',
      '2027-01-01 00:00',
    ],
    ['the month before', monthBefore(china('2026-12-01 09:40')), '2026-11-01 00:00', '2026-12-01 00:00'],
    ['this week begins on Monday', periodOf('week', china('2026-11-27 08:31')), '2026-11-23 00:00', '2026-11-27 08:31'],
    ['last week: Monday to Sunday', periodBefore('week', friday), '2026-11-16 00:00', '2026-11-23 00:00'],
    [
      'on a Sunday it is still the week before this one',
      periodBefore('week', china('2026-11-29 23:59')),
      '2026-11-16 00:00',
      '2026-11-23 00:00',
    ],
    [
      'last week over the new year',
      periodBefore('week', china('2027-01-05 09:00')),
      '2026-12-28 00:00',
      '2027-01-04 00:00',
    ],
    [
      'last month on a 31st: all of the shorter one',
      periodBefore('month', china('2026-03-31 09:00')),
      '2026-02-01 00:00',
      '2026-03-01 00:00',
    ],
    [
      'last quarter at the first minute of one, China time',
      periodBefore('quarter', china('2026-10-01 00:00')),
      '2026-07-01 00:00',
      '2026-10-01 00:00',
    ],
    [
      'last quarter in January',
      periodBefore('quarter', china('2027-01-04 09:00')),
      '2026-10-01 00:00',
      '2027-01-01 00:00',
    ],
    ['last year', periodBefore('year', friday), '2025-01-01 00:00', '2026-01-01 00:00'],
    ['this quarter', periodOf('quarter', china('2026-11-27 08:31')), '2026-10-01 00:00', '2026-11-27 08:31'],
  ];
  for (const [title, span, from, to] of spans) {
    it(title, () => expect(span).to.deep.equal({ from: china(from), to: china(to) }));
  }

  it('names the days of a span, both counted', () => {
    expect(month(halfMonthBefore(china('2026-11-16 09:20')))).to.equal('2026-11-01 – 2026-11-15');
    expect(month(periodOf('month', friday))).to.equal('2026-11-01 – 2026-11-27');
  });
});

describe('figures — what was kept', () => {
  const kept = [
    { kind: 'plan' as const, taskForce: 3, unit: reform, due: 999, kept: 998 },
    { kind: 'plan' as const, taskForce: 8, unit: 'finance-bureau', due: 1, kept: 1 },
    { kind: 'sign-in' as const, taskForce: 8, unit: 'finance-bureau', due: 4, kept: 4 },
  ];
  it('adds up a scope, rounds down and says nothing of a few', () => {
    expect(rateOf(kept, 'plan', 'all')).to.deep.equal({ due: 1000, kept: 999 });
    expect(percentOf(rateOf(kept, 'plan', 'all'))).to.equal(99.9);
    expect(percentOf({ due: 3000, kept: 2999 })).to.equal(99.9);
    expect(percentOf(rateOf(kept, 'sign-in', credit))).to.equal(undefined);
    expect(percentOf({ due: 5, kept: 4 })).to.equal(80);
    expect(rateOf(kept, 'sign-in', power)).to.deep.equal({ due: 0, kept: 0 });
  });
});

describe('figures — whose they are', () => {
  const who = (...memberships: Membership[]): Person => ({ id: 'p', name: '某同志', memberships });
  const cases: [title: string, person: Person, scope: Scope | undefined, toldUpwards: boolean][] = [
    ['a leader', who({ role: 'leader' }), 'all', true],
    ['his liaison', who({ role: 'leader-liaison' }), 'all', true],
    ['the audit office', who({ role: 'audit' }), 'all', true],
    ['the centre', who({ role: 'duty' }), 'all', false],
    [
      'a leader of a task force',
      who({ role: 'task-force-leader', taskForce: 3 }),
      { taskForces: [3], units: [] },
      true,
    ],
    ['a head', who({ role: 'contact', unit: reform, tier: 1 }), { taskForces: [], units: [reform] }, true],
    ['an officer', who({ role: 'contact', unit: reform, tier: 3 }), { taskForces: [], units: [reform] }, false],
    [
      'a liaison of two',
      who({ role: 'liaison', taskForce: 12, unit: 'x' }, { role: 'liaison', taskForce: 14, unit: 'x' }),
      { taskForces: [12, 14], units: [] },
      false,
    ],
    [
      'a head who is a deputy leader, too',
      who({ role: 'contact', unit: reform, tier: 1 }, { role: 'deputy-leader', taskForce: 3, unit: reform }),
      { taskForces: [3], units: [reform] },
      true,
    ],
    ['a specialist', who({ role: 'specialist', unit: 'town:沈巷镇' }), undefined, false],
    [
      'a leader of a task force who sits in the centre',
      who({ role: 'task-force-leader', taskForce: 3 }, { role: 'service-centre' }),
      'all',
      false,
    ],
  ];
  for (const [title, person, scope, toldUpwards] of cases) {
    it(title, () => expect([scopeOf(person), isToldUpwards(person)]).to.deep.equal([scope, toldUpwards]));
  }

  it('a specialist lists his own and his town’s', () => {
    expect(listScopeOf(who({ role: 'specialist', unit: 'town:沈巷镇' }))).to.deep.equal({
      ...{ taskForces: [], units: [], submittedBy: 'p', towns: ['town:沈巷镇'] },
    });
  });
});
