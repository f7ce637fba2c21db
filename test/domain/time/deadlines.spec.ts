import { expect } from 'chai';
import fc from 'fast-check';
import { chinaDate, dayTimeText, timeText } from '../../../src/domain/time/chinaTime.ts';
import * as deadlines from '../../../src/domain/time/deadlines.ts';
import { anyCalendar, calendar, china, district } from '../given.ts';

const timing = { district, calendar };
const { clocks: settings } = district;

/**
 * The State Council's calendar of 2026: off are 1-1…1-3, 2-15…2-23, 4-4…4-6, 5-1…5-5, 6-19…6-21, 9-25…9-27, 10-1…10-7;
 * worked are the Sundays 1-4 and 9-20 and the Saturdays 2-14, 2-28, 5-9 and 10-10.
 */
const days: [
  title: string,
  start: string,
  rule: keyof typeof settings | [number, 'calendar' | 'working'],
  due: string,
][] = [
  ['5 days from a Friday', '2026-11-20 10:12', 'plan', '2026-11-25 17:30'],
  ['the start day is day 0, at any hour', '2026-11-20 23:59', 'plan', '2026-11-25 17:30'],
  ['a last day on a Saturday moves to Monday', '2026-01-26 09:00', 'plan', '2026-02-02 17:30'],
  ['a last day on a worked Saturday stays', '2026-02-09 09:00', 'plan', '2026-02-14 17:30'],
  ['a last day in Spring Festival moves behind it', '2026-02-11 09:00', 'plan', '2026-02-24 17:30'],
  ['a last day in the National Day holiday moves behind it', '2026-09-26 09:00', 'plan', '2026-10-08 17:30'],
  ['a worked Saturday after the holiday counts', '2026-10-05 09:00', 'plan', '2026-10-10 17:30'],
  ['a start on a holiday is day 0 all the same', '2026-10-01 09:00', 'plan', '2026-10-08 17:30'],
  ['a last day on a worked Sunday stays', '2025-12-30 09:00', 'plan', '2026-01-04 17:30'],
  ['a last day on New Year’s Day moves to the worked Sunday', '2025-12-27 09:00', 'plan', '2026-01-04 17:30'],
  ['a last day on the Labour Day holiday', '2026-04-27 23:59', 'plan', '2026-05-06 17:30'],
  ['one working day from the last evening of the year', '2025-12-31 23:59', 'signIn', '2026-01-04 17:30'],
  ['one working day before New Year', '2025-12-31 08:30', 'signIn', '2026-01-04 17:30'],
  ['two working days over the worked Saturday of Labour Day', '2026-05-08 10:00', 'correction', '2026-05-11 17:30'],
  ['15 working days over the National Day holiday', '2026-09-18 09:00', 'result', '2026-10-15 17:30'],
  ['over the end of the year', '2026-12-28 09:00', 'plan', '2027-01-04 17:30'],
  ['one working day from 23:59 on a Friday', '2026-11-20 23:59', 'signIn', '2026-11-23 17:30'],
  ['one working day before a worked Saturday', '2026-02-13 10:00', 'signIn', '2026-02-14 17:30'],
  ['one working day before a worked Sunday', '2026-09-18 10:00', 'signIn', '2026-09-20 17:30'],
  ['one working day before the National Day holiday', '2026-09-30 16:00', 'signIn', '2026-10-08 17:30'],
  ['one working day from inside a holiday', '2026-02-15 10:00', 'signIn', '2026-02-24 17:30'],
  ['15 working days over Spring Festival and two worked Saturdays', '2026-02-10 09:00', 'result', '2026-03-09 17:30'],
  ['2 working days for a correction', '2026-11-20 10:00', 'correction', '2026-11-24 17:30'],
  ['no days at all, in the morning', '2026-11-20 10:00', [0, 'calendar'], '2026-11-20 17:30'],
  ['no days at all, after close of business', '2026-11-20 18:00', [0, 'calendar'], '2026-11-23 17:30'],
  ['no days at all, at close of business', '2026-11-20 17:30', [0, 'working'], '2026-11-23 17:30'],
  ['no days at all, on a day off', '2026-11-21 10:00', [0, 'working'], '2026-11-23 17:30'],
];

function ruleOf(named: (typeof days)[number][2]) {
  if (Array.isArray(named)) return { days: named[0], dayMode: named[1] };
  return settings[named] as { days: number; dayMode: 'calendar' | 'working' };
}

describe('时限 — in days', () => {
  for (const [title, start, rule, due] of days) {
    it(`${title}: ${start} → ${due}`, () => {
      const { dueAt } = deadlines.dueAfterDays(china(start), ruleOf(rule), '受理', timing);
      expect(dueAt).to.equal(china(due));
    });
  }

  const told: [start: string, rule: 'plan' | 'signIn', derivation: string][] = [
    ['2026-11-20 10:12', 'plan', '11月20日(周五)受理 → 5日 → 11月25日(周三)17:30'],
    ['2026-02-11 09:00', 'plan', '2月11日(周三)受理 → 5日 → 2月16日(周一)非工作日，顺延 → 2月24日(周二)17:30'],
    ['2026-09-30 16:00', 'signIn', '9月30日(周三)受理 → 1个工作日 → 10月8日(周四)17:30'],
  ];
  for (const [start, rule, derivation] of told) {
    it(`tells how: ${derivation}`, () => {
      expect(deadlines.dueAfterDays(china(start), settings[rule], '受理', timing).derivation).to.equal(derivation);
    });
  }

  const instant = fc
    .date({ min: new Date('2025-06-01T00:00:00Z'), max: new Date('2027-06-01T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const dayMode = fc.constantFrom('calendar' as const, 'working' as const);
  const count = fc.integer({ min: 0, max: 40 });

  it('never ends before it starts, but at close of business of a working day, and says so', () => {
    fc.assert(
      fc.property(instant, count, dayMode, (start, days, mode) => {
        const { dueAt, derivation } = deadlines.dueAfterDays(start, { days, dayMode: mode }, '受理', timing);
        expect(dueAt > start).to.equal(true);
        expect(timeText(dueAt)).to.equal('17:30');
        expect(calendar.isWorkday(chinaDate(dueAt))).to.equal(true);
        expect(derivation.endsWith(` → ${dayTimeText(dueAt)}`)).to.equal(true);
      }),
    );
  });

  it('the same of any calendar', () => {
    fc.assert(
      fc.property(instant, count, dayMode, anyCalendar, (start, days, mode, own) => {
        const due = (more: number) => deadlines.dueAfterDays(start, { days: days + more, dayMode: mode }, '受理', { district, calendar: own }); // biome-ignore format: one thought
        const { dueAt, derivation } = due(0);
        expect(dueAt > start).to.equal(true);
        expect(own.isWorkday(chinaDate(dueAt))).to.equal(true);
        expect(derivation.endsWith(` → ${dayTimeText(dueAt)}`)).to.equal(true);
        expect(due(1).dueAt >= dueAt).to.equal(true);
        const promised = deadlines.dueOnDate(chinaDate(start), start, { district, calendar: own });
        expect(promised.dueAt > start).to.equal(true);
        expect(promised.derivation.endsWith(dayTimeText(promised.dueAt))).to.equal(true);
      }),
    );
  });

  it('a day more, or a start later, never ends earlier; working days never end before calendar days', () => {
    fc.assert(
      fc.property(instant, instant, count, dayMode, (one, other, days, mode) => {
        const [first, second] = [one, other].sort() as [string, string];
        const due = (start: string, count: number, dayMode: typeof mode) =>
          deadlines.dueAfterDays(start, { days: count, dayMode }, '', timing).dueAt;
        expect(due(first, days + 1, mode) >= due(first, days, mode)).to.equal(true);
        expect(due(second, days, mode) >= due(first, days, mode)).to.equal(true);
        expect(due(first, days, 'working') >= due(first, days, 'calendar')).to.equal(true);
      }),
    );
  });
});

describe('时限 — a promised date', () => {
  const cases: [date: string, start: string, due: string][] = [
    ['2026-11-30', '2026-11-20 10:12', '2026-11-30 17:30'],
    ['2026-11-29', '2026-11-20 10:12', '2026-11-30 17:30'],
    ['2026-11-20', '2026-11-20 10:12', '2026-11-20 17:30'],
    ['2026-11-20', '2026-11-20 19:00', '2026-11-23 17:30'],
    ['2026-10-10', '2026-09-28 10:00', '2026-10-10 17:30'],
    ['2026-10-03', '2026-09-28 10:00', '2026-10-08 17:30'],
    ['2026-02-14', '2026-02-02 23:59', '2026-02-14 17:30'],
    ['2026-01-01', '2025-12-22 09:00', '2026-01-04 17:30'],
  ];
  for (const [date, start, due] of cases) {
    it(`${date}, promised ${start}: ${due}`, () => {
      const deadline = deadlines.dueOnDate(date, china(start), timing);
      expect(deadline.dueAt).to.equal(china(due));
      expect(deadline.derivation.endsWith(dayTimeText(deadline.dueAt))).to.equal(true);
    });
  }
});

describe('时限 — in working hours', () => {
  const cases: [start: string, hours: number, due: string][] = [
    ['2026-11-20 10:00', 4, '2026-11-20 16:00'],
    ['2026-11-20 13:00', 4, '2026-11-23 09:00'],
    ['2026-11-20 08:30', 3.5, '2026-11-20 12:00'],
    ['2026-11-20 06:00', 4, '2026-11-20 14:30'],
    ['2026-11-20 17:30', 4, '2026-11-23 14:30'],
    ['2026-11-21 11:00', 4, '2026-11-23 14:30'],
    ['2026-02-13 16:30', 4, '2026-02-14 11:30'],
    ['2026-09-30 17:00', 1, '2026-10-08 09:00'],
    ['2026-11-20 10:00', 12.5, '2026-11-23 17:30'],
    ['2026-11-20 11:59', 1, '2026-11-20 14:59'],
    ['2026-11-20 12:00', 1, '2026-11-20 15:00'],
    ['2026-11-20 16:30', 1, '2026-11-20 17:30'],
    ['2026-11-20 23:59', 7, '2026-11-23 17:30'],
    ['2026-10-04 09:00', 4, '2026-10-08 14:30'],
    ['2025-12-31 16:00', 2, '2026-01-04 09:00'],
  ];
  for (const [start, hours, due] of cases) {
    it(`${hours} from ${start}: ${due}`, () => {
      const deadline = deadlines.dueAfterWorkingHours(china(start), hours, '受理', timing);
      expect(dayTimeText(deadline.dueAt)).to.equal(dayTimeText(china(due)));
      expect(deadline.dueAt).to.equal(china(due));
    });
  }

  it('more hours never end earlier, of any calendar; the derivation ends in the due time', () => {
    const quarter = fc.integer({ min: 1, max: 80 }).map((quarters) => quarters / 4);
    fc.assert(
      fc.property(anyCalendar, fc.integer({ min: 0, max: 20_000 }), quarter, (own, minutes, count) => {
        const start = new Date(Date.parse('2026-01-01T00:00:00Z') + minutes * 60_000).toISOString();
        const by = { district, calendar: own };
        const { dueAt, derivation } = deadlines.dueAfterWorkingHours(start, count, '受理', by);
        expect(dueAt > start).to.equal(true);
        expect(own.isWorkday(chinaDate(dueAt))).to.equal(true);
        expect(derivation.endsWith(dayTimeText(dueAt))).to.equal(true);
        expect(deadlines.dueAfterWorkingHours(start, count + 0.25, '受理', by).dueAt > dueAt).to.equal(true);
      }),
    );
  });

  it('ends after it starts and inside working hours, whatever the start', () => {
    const minute = fc
      .integer({ min: 0, max: 365 * 24 * 60 })
      .map((m) => Date.parse('2026-01-01T00:00:00Z') + m * 60_000);
    const hours = fc.integer({ min: 1, max: 80 }).map((quarters) => quarters / 4);
    fc.assert(
      fc.property(minute, hours, (at, count) => {
        const start = new Date(at).toISOString();
        const { dueAt } = deadlines.dueAfterWorkingHours(start, count, '受理', timing);
        expect(dueAt > start).to.equal(true);
        expect(calendar.isWorkday(chinaDate(dueAt))).to.equal(true);
        const inside = district.workingHours.some(({ from, to }) => timeText(dueAt) > from && timeText(dueAt) <= to);
        expect(inside, dueAt).to.equal(true);
      }),
    );
  });
});

describe('时限 — the determination of a return', () => {
  const cases: [start: string, due: string][] = [
    ['2026-11-20 14:59', '2026-11-20 17:30'],
    ['2026-11-20 15:00', '2026-11-20 17:30'],
    ['2026-11-20 15:01', '2026-11-23 12:00'],
    ['2026-11-20 23:00', '2026-11-23 12:00'],
    ['2026-11-21 10:00', '2026-11-23 12:00'],
    ['2026-02-14 10:00', '2026-02-14 17:30'],
    ['2026-09-30 16:00', '2026-10-08 12:00'],
    ['2026-02-15 10:00', '2026-02-24 12:00'],
    ['2025-12-31 15:01', '2026-01-04 12:00'],
  ];
  for (const [start, due] of cases) {
    it(`${start} → ${due}`, () => {
      const deadline = deadlines.determinationDue(china(start), timing);
      expect(deadline.dueAt).to.equal(china(due));
      expect(deadline.derivation.endsWith(dayTimeText(deadline.dueAt))).to.equal(true);
    });
  }
});
