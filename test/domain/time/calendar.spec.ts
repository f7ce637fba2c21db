import { expect } from 'chai';
import fc from 'fast-check';
import {
  addWorkdays,
  nextWorkday,
  unknownYears,
  withinHours,
  workdayBefore,
  workdayFrom,
} from '../../../src/domain/time/calendar.ts';
import { anyCalendar, calendar, china, district } from '../given.ts';

const { sendingHours } = district;

describe('工作日 — the State Council’s table of 2026', () => {
  const moves: [what: string, found: string, expected: string][] = [
    ['the last day before Spring Festival is a worked Saturday', workdayBefore('2026-02-24', calendar), '2026-02-14'],
    ['the first after it is a Tuesday', nextWorkday('2026-02-14', calendar), '2026-02-24'],
    ['a holiday is no start of work', workdayFrom('2026-10-01', calendar), '2026-10-08'],
    ['a worked Sunday is', workdayFrom('2026-09-20', calendar), '2026-09-20'],
    ['New Year’s worked Sunday follows New Year’s Eve', nextWorkday('2025-12-31', calendar), '2026-01-04'],
    ['three working days over 调休', addWorkdays('2026-02-12', 3, calendar), '2026-02-24'],
    ['no working day is the day itself', addWorkdays('2026-10-03', 0, calendar), '2026-10-03'],
  ];
  for (const [what, found, expected] of moves) it(`${what}: ${expected}`, () => expect(found).to.equal(expected));

  const hours: [at: string, expected: string][] = [
    ['2026-11-20 08:29', '2026-11-20 08:30'],
    ['2026-11-20 08:30', '2026-11-20 08:30'],
    ['2026-11-20 12:30', '2026-11-20 12:30'],
    ['2026-11-20 17:59', '2026-11-20 17:59'],
    ['2026-11-20 18:00', '2026-11-23 08:30'],
    ['2026-11-20 23:59', '2026-11-23 08:30'],
    ['2026-11-21 10:00', '2026-11-23 08:30'],
    ['2026-09-30 18:30', '2026-10-08 08:30'],
    ['2026-02-14 17:59', '2026-02-14 17:59'],
    ['2025-12-31 23:59', '2026-01-04 08:30'],
  ];
  for (const [at, expected] of hours) {
    it(`nothing goes out by itself before ${expected} of what comes ${at}`, () => {
      expect(withinHours(china(at), sendingHours, calendar)).to.equal(china(expected));
    });
  }

  it('of any calendar: the working day before the next one is not after the day itself', () => {
    const day = fc
      .integer({ min: 0, max: 800 })
      .map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(anyCalendar, day, fc.integer({ min: 0, max: 30 }), (own, date, count) => {
        expect(own.isWorkday(nextWorkday(date, own))).to.equal(true);
        expect(workdayBefore(nextWorkday(date, own), own) <= date).to.equal(true);
        expect(addWorkdays(date, count + 1, own)).to.equal(nextWorkday(addWorkdays(date, count, own), own));
      }),
    );
  });
});

describe('工作日 — a year nobody knows is never silently plain', () => {
  const table: [at: string, years: number[]][] = [
    ['2026-06-01 09:00', []],
    ['2026-11-16 23:59', []],
    ['2026-11-17 00:00', [2027]],
    ['2026-12-31 23:59', [2027]],
    ['2027-01-01 00:00', [2027]],
    ['2027-12-01 09:00', [2027, 2028]],
  ];
  for (const [at, years] of table) {
    it(`${at}: ${years.join(', ') || 'nothing to warn of'}`, () => {
      expect(unknownYears(china(at), calendar)).to.deep.equal(years);
    });
  }
});
