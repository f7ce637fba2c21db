import { expect } from 'chai';
import fc from 'fast-check';
import type { ClockKind, ClockOwner, ClockRow } from '../../../src/domain/clocks/clocks.ts';
import { jitterSeconds, keepDistance, ladderOf, morningSteps, type Reminder, steps, workdaysBetween } from '../../../src/domain/clocks/ladder.ts'; // biome-ignore format: one module
import { workdayBefore } from '../../../src/domain/time/calendar.ts';
import { addSeconds, chinaDate, inChina, timeText } from '../../../src/domain/time/chinaTime.ts';
import { closeOfDay } from '../../../src/domain/time/deadlines.ts';
import { anyCalendar, calendar, china, district, number } from '../given.ts';

const timing = { district, calendar };

function clock(kind: ClockKind, owner: ClockOwner, due: string, change: Partial<ClockRow> = {}): ClockRow {
  const dueAt = china(due);
  const startedAt = china('2026-09-01 09:00');
  return {
    id: 'c1',
    appeal: number,
    kind,
    owner,
    rule: '5日',
    startedAt,
    dueAt,
    derivation: '',
    owedAt: dueAt,
    ...change,
  };
}

/** "last-call 2026-11-25 15:30+" — `+`: one to five minutes later. */
function told(row: ClockRow, from = china('2026-09-01 09:00')): string[] {
  return ladderOf(row, from, timing).map(({ step, dueAt }) => {
    const jitter = morningSteps.includes(step) ? 0 : jitterSeconds(`${row.appeal}${step}`);
    const planned = inChina(addSeconds(dueAt, -jitter)).toFormat('yyyy-MM-dd HH:mm');
    return `${step} ${planned}${jitter ? '+' : ''}`;
  });
}

describe('提醒 — the steps of each clock', () => {
  const week = ['tomorrow 2026-11-24 09:00', 'today 2026-11-25 09:00', 'last-call 2026-11-25 15:30+', 'overdue 2026-11-26 09:00', 'head-note 2026-11-27 09:00+', 'supervision 2026-12-01 09:00+']; // biome-ignore format: a table
  const [eve, day, call, yellow, head] = week as [string, string, string, string, string];
  const due = '2026-11-25 17:30';
  const table: [title: string, row: ClockRow, expected: string[]][] = [
    ['a plan with the unit', clock('plan', 'handler', due), week],
    ['a result', clock('result', 'handler', due), week],
    ['a correction', clock('rework', 'handler', due), week],
    ['a plan that is still with the centre', clock('plan', 'centre', due), [day, call, yellow, head]],
    ['signing in: no eve, nobody above the deputy', clock('sign-in', 'handler', due), [day, call, yellow]],
    ['a 批示: nobody above the deputy', clock('instruction', 'handler', due), [eve, day, call, yellow]],
    ['telling the company', clock('inform', 'submitter', due), [day, yellow]],
    ['a review', clock('review', 'centre', due), [day, call, yellow, head]],
    ['a request', clock('extension', 'centre', due), [day, call, yellow, head]],
    [
      'a determination due at noon is called an hour before',
      clock('determination', 'centre', '2026-11-25 12:00'),
      [day, 'last-call 2026-11-25 11:00+', yellow, head],
    ],
    [
      'a dispatch due just after the hour of the last call is called an hour before',
      clock('dispatch', 'centre', '2026-11-25 15:31'),
      [day, 'last-call 2026-11-25 14:31+', yellow, head],
    ],
    [
      'a dispatch due early in the morning: the morning’s list is its last call',
      clock('dispatch', 'centre', '2026-11-25 09:30'),
      [day, yellow, head],
    ],
    [
      'over a weekend',
      clock('plan', 'handler', '2026-11-23 17:30'),
      ['tomorrow 2026-11-20 09:00', 'today 2026-11-23 09:00', 'last-call 2026-11-23 15:30+', 'overdue 2026-11-24 09:00', 'head-note 2026-11-25 09:00+', 'supervision 2026-11-27 09:00+'], // biome-ignore format: a table
    ],
    [
      'due on the eve of the National Day holiday',
      clock('plan', 'handler', '2026-09-30 17:30'),
      ['tomorrow 2026-09-29 09:00', 'today 2026-09-30 09:00', 'last-call 2026-09-30 15:30+', 'overdue 2026-10-08 09:00', 'head-note 2026-10-09 09:00+', 'supervision 2026-10-12 09:00+'], // biome-ignore format: a table
    ],
    [
      'of a holder whose own time ends later than the due',
      clock('plan', 'handler', '2026-11-23 17:30', { owedAt: china(due) }),
      week,
    ],
  ];
  for (const [title, row, expected] of table) it(title, () => expect(told(row)).to.deep.equal(expected));

  it('begun when it is late already: told on the next morning, and nobody above before that', () => {
    const late = ['overdue 2026-12-03 09:00', 'head-note 2026-12-04 09:00+', 'supervision 2026-12-08 09:00+'];
    expect(told(clock('plan', 'handler', due), china('2026-12-02 09:00'))).to.deep.equal(late);
    expect(told(clock('plan', 'handler', due), china('2026-12-05 10:00'))[0]).to.equal('overdue 2026-12-07 09:00');
  });

  const froms: [from: string, expected: string[]][] = [
    ['2026-11-24 08:59', week],
    ['2026-11-24 09:00', week.slice(1)],
    ['2026-11-25 10:00', week.slice(2)],
    ['2026-11-25 15:30', week.slice(3)],
  ];
  for (const [from, expected] of froms) {
    it(`begun at ${from}: what is past is not made`, () => {
      expect(told(clock('plan', 'handler', due), china(from))).to.deep.equal(expected);
    });
  }
});

describe('提醒 — whatever the clock', () => {
  const kind = fc.constantFrom<ClockKind>('dispatch', 'sign-in', 'determination', 'plan', 'result', 'rework', 'review', 'extension', 'inform', 'instruction'); // biome-ignore format: one thought
  const owner = fc.constantFrom<ClockOwner>('handler', 'centre', 'submitter');
  /** A minute inside the working hours of a working day, as every clock ends. */
  const minute = fc
    .record({ days: fc.integer({ min: 0, max: 500 }), minutes: fc.integer({ min: 1, max: 540 }) })
    .map(({ days, minutes }) => addSeconds(china('2025-10-01 08:30'), days * 86_400 + minutes * 60));
  const given = fc.record({ kind, owner, due: minute, from: minute, appeal: fc.string({ maxLength: 20 }), days: anyCalendar }); // biome-ignore format: one thought

  it('every step lies in sending hours of a working day, later than the one before and after the start', () => {
    fc.assert(
      fc.property(given, ({ kind: of, owner: whose, due, from, appeal, days }) => {
        const own = { district, calendar: days };
        const dueAt = days.isWorkday(chinaDate(due)) ? due : closeOfDay(workdayBefore(chinaDate(due), days), own);
        const row = { ...clock(of, whose, '2026-11-25 17:30'), appeal, dueAt, owedAt: dueAt };
        let before = from;
        for (const { step, dueAt: at } of ladderOf(row, from, own)) {
          expect(at > before, `${step} ${at} after ${before}`).to.equal(true);
          expect(days.isWorkday(chinaDate(at))).to.equal(true);
          expect(timeText(at) >= district.sendingHours.from && timeText(at) < district.sendingHours.to, at).to.equal(
            true,
          );
          if (step === 'last-call') expect(at < dueAt).to.equal(true);
          before = at;
        }
      }),
    );
  });

  it('jitter is one to five minutes and the same for the same key', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        expect(jitterSeconds(key)).to.be.within(60, 300).and.equal(jitterSeconds(key));
      }),
    );
  });
});

describe('提醒 — nobody is reported upwards before he was told', () => {
  const row = (step: Reminder['step'], at: string, of = 'c1') => ({
    id: `${step}-${of}`,
    appeal: number,
    clock: of,
    step,
    dueAt: china(at),
  });
  const pending = [
    row('head-note', '2026-11-27 09:03'),
    row('supervision', '2026-12-01 09:04'),
    row('last-call', '2026-11-27 15:31'),
    row('head-note', '2026-11-27 09:03', 'c2'),
  ];
  const cases: [title: string, sent: Reminder, at: string, expected: Record<string, string>][] = [
    ['told in time: nothing moves', row('overdue', '2026-11-26 09:00'), '2026-11-26 17:00', {}],
    ['told a working day late', row('overdue', '2026-11-26 09:00'), '2026-11-27 09:00', { 'head-note-c1': '2026-11-30 09:03', 'supervision-c1': '2026-12-02 09:04' }],
    ['told over a weekend: only working days count', row('overdue', '2026-11-26 09:00'), '2026-11-30 09:00', { 'head-note-c1': '2026-12-01 09:03', 'supervision-c1': '2026-12-03 09:04' }],
    ['the head told late', row('head-note', '2026-11-27 09:03'), '2026-11-30 10:00', { 'supervision-c1': '2026-12-02 09:04' }],
    ['a reminder before the due that came late puts nothing off', row('today', '2026-11-25 09:00'), '2026-11-26 09:00', {}],
  ]; // biome-ignore format: a table
  for (const [title, sent, at, expected] of cases) {
    it(title, () => {
      const moved = keepDistance(sent, china(at), pending, timing);
      expect(Object.fromEntries(moved.map(({ id, dueAt }) => [id, inChina(dueAt).toFormat('yyyy-MM-dd HH:mm')]))).to.deep.equal(expected); // biome-ignore format: one thought
    });
  }

  const spans: [from: string, to: string, days: number][] = [
    ['2026-11-20', '2026-11-20', 0],
    ['2026-11-20', '2026-11-19', 0],
    ['2026-11-20', '2026-11-21', 0],
    ['2026-11-20', '2026-11-23', 1],
    ['2026-11-21', '2026-11-23', 1],
    ['2026-09-30', '2026-10-10', 3],
    ['2026-02-13', '2026-02-24', 2],
  ];
  for (const [from, to, days] of spans) {
    it(`${days} working days from ${from} to ${to}`, () => expect(workdaysBetween(from, to, calendar)).to.equal(days));
  }

  it('has the steps in the order of who is told', () => {
    expect(steps).to.deep.equal(['tomorrow', 'today', 'last-call', 'overdue', 'head-note', 'supervision']);
  });
});
