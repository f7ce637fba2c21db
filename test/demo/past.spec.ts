import { expect } from 'chai';
import type { App } from '../../src/app/app.ts';
import { livePast } from '../../src/demo/past.ts';
import { seedDistrict } from '../../src/demo/seed.ts';
import { nextWorkday } from '../../src/domain/time/calendar.ts';
import { chinaDate, instantOf } from '../../src/domain/time/chinaTime.ts';
import type { Deps } from '../../src/ports/index.ts';
import type { Store } from '../../src/ports/store.ts';
import { readRules } from '../../src/settings/settings.ts';
import { eachDatabase, silent } from '../support/databases.ts';

const { rules, calendar } = readRules('config');

/** A Thursday after a week of holidays; the worked Saturday before one. */
const mornings = ['2026-10-08', '2026-02-14'];

describe('the past of a fresh sandbox', function () {
  this.timeout(120_000);
  eachDatabase((open, _place, engine) => {
    for (const day of engine === 'SQLite' ? mornings : mornings.slice(0, 1)) {
      it(`before ${day} leaves work of every kind, all of it told in time, and nothing to send`, async () => {
        const { transact, outbox } = await open();
        const dawn = instantOf(day, '08:25');
        const district = seeded(transact, dawn);
        expect(await seedDistrict(district, 'config')).to.equal(true);
        await livePast(district);
        expect((await outbox.left()).pending).to.equal(0);
        await transact(async (store) => {
          const appeals = await store.appeals({});
          expect(countOf(appeals.map(({ status }) => status))).to.deep.equal({
            planned: 6,
            dispatched: 2,
            received: 1,
            resolved: 1,
            answered: 1,
          });
          expect(appeals.filter(({ number }) => number.includes(day.replaceAll('-', '')))).to.deep.equal([]);
          expect(await duesOf(store, day)).to.deep.equal({ overdue: 4, today: 4, tomorrow: 1, later: 1 });
          expect(await untold(store, dawn)).to.deep.equal([]);
        });
        expect(await seedDistrict(district, 'config'), 'a second time').to.equal(false);
        await livePast(district);
        expect(await transact((store) => store.appeals({}))).to.have.length(11);
      });
    }
  });
});

function seeded(transact: App['transact'], dawn: string): Pick<App, 'transact' | 'deps'> {
  let ids = 0;
  const deps = { rules, calendar, log: silent, administrators: [], clock: { now: () => new Date(dawn) } };
  const newId = () => {
    ids += 1;
    return `id${ids}`;
  };
  return { transact, deps: { ...deps, newId } as unknown as Deps };
}

function countOf(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** When each open appeal's most urgent clock ends. */
async function duesOf(store: Store, day: string): Promise<Record<string, number>> {
  const ends = new Map<string, string>();
  for (const { appeal, owedAt } of await store.running()) {
    const date = chinaDate(owedAt);
    if (date < (ends.get(appeal) ?? '9')) ends.set(appeal, date);
  }
  const tomorrow = nextWorkday(day, calendar);
  const kind = (date: string) => {
    if (date < day) return 'overdue';
    if (date === day) return 'today';
    return date === tomorrow ? 'tomorrow' : 'later';
  };
  return countOf([...ends.values()].map(kind));
}

/** Reminders that should have gone out before this instant and did not. */
async function untold(store: Store, before: string): Promise<object[]> {
  const late: object[] = [];
  for (const { number } of await store.appeals({})) {
    for (const { step, state, dueAt } of await store.reminders(number)) {
      if (state === 'pending' && dueAt < before) late.push({ number, step, dueAt });
    }
  }
  return late;
}
