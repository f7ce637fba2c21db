import { expect } from 'chai';
import fc from 'fast-check';
import type { Assignment } from '../../src/domain/appeal/appeal.ts';
import {
  figureOf,
  figuresIn,
  type HappenedFigure,
  happenedByHolder,
  happenedFigures,
  type Span,
} from '../../src/domain/figures/happened.ts';
import { covers, type Scope } from '../../src/domain/people/visibility.ts';
import { type Lived, life, live } from '../domain/lives.ts';
import { eachDatabase } from '../support/databases.ts';

/** Lives of their own numbers, in which some are handed on within one instant. */
const lives: Lived[] = fc.sample(life, { numRuns: 60, seed: 7 }).map((one, index) => renamed(live(one), index));

function renamed({ appeal, events, clocks }: Lived, index: number): Lived {
  const number = `JJ20261120-${String(index).padStart(3, '0')}`;
  const assignments = appeal.assignments.map((held) => ({ ...held, id: `${number}-${held.id}` }));
  return { appeal: { ...appeal, number, assignments }, events: events.map((one) => ({ ...one, number })), clocks };
}

/** The lead at that instant, read from the appeal itself. */
function holderAt({ appeal }: Lived, at: string): Partial<Assignment> {
  const leads = appeal.assignments.filter(({ kind, from, to }) => kind === 'lead' && from <= at && (!to || to >= at));
  return leads.at(-1) ?? {};
}

interface Counted {
  lists: Record<HappenedFigure, string[]>;
  byHolder: Record<string, number>;
}

/** The same from everything that happened, one thing after the other. */
function counted(span: Span, scope: Scope): Counted {
  const seen = new Set<string>();
  const lists = Object.fromEntries(happenedFigures.map((name) => [name, [] as string[]])) as Counted['lists'];
  const byHolder: Record<string, number> = {};
  const happened = lives
    .filter(({ appeal }) => !appeal.confidential)
    .flatMap((one) => one.events.map((event) => ({ one, event })))
    .filter(({ event: { at } }) => span.from <= at && at < span.to)
    .sort((a, b) => (`${a.event.at} ${a.event.number}` < `${b.event.at} ${b.event.number}` ? -1 : 1));
  const isNew = (key: string) => seen.size < seen.add(key).size;
  for (const { one, event } of happened) {
    const figure = figureOf[event.type];
    const holder = holderAt(one, event.at);
    if (!figure || !covers(scope, holder)) continue;
    if (isNew(`${figure} ${event.number}`)) lists[figure].push(event.number);
    const key = `${holder.taskForce ?? 'centre'} ${figure}`;
    if (isNew(`${key} ${event.number}`)) byHolder[key] = (byHolder[key] ?? 0) + 1;
  }
  return { lists, byHolder };
}

const spans: Span[] = [
  { from: '2026-11-01T00:00:00.000Z', to: '2027-12-01T00:00:00.000Z' },
  { from: '2026-12-01T00:00:00.000Z', to: '2026-12-20T00:00:00.000Z' },
];
const units = [...new Set(lives.flatMap(({ appeal }) => appeal.assignments.map(({ unit }) => unit)))];
const forces = [...new Set(lives.flatMap(({ appeal }) => appeal.assignments.map(({ taskForce }) => taskForce)))];
const scopes: Scope[] = [
  'all',
  ...forces.map((taskForce) => ({ taskForces: [taskForce], units: [] })),
  ...units.map((unit) => ({ taskForces: [], units: [unit] })),
  { taskForces: forces.slice(0, 1), units: units.slice(-1) },
];

describe('figures are counted by the database as from everything that happened', () => {
  eachDatabase((open) => {
    it('lives of sixty appeals, in two spans and every scope', async () => {
      const database = await open();
      await database.transact(async (store) => {
        for (const { appeal, events } of lives) await store.save(appeal, events);
      });
      expect(units).to.have.length.above(1);
      for (const span of spans) {
        const everybodys = await database.read((ledger) => ledger.told(span));
        for (const scope of scopes) {
          const own = await database.read((ledger) => ledger.told(span, scope));
          const expected = counted(span, scope);
          for (const groups of [everybodys, own]) {
            const lists = figuresIn(groups, scope);
            for (const figure of happenedFigures) {
              const { total, first } = lists[figure];
              expect(first, `${figure} ${JSON.stringify(scope)}`).to.have.members(expected.lists[figure]);
              expect(total).to.equal(expected.lists[figure].length);
              if (groups === own) expect(first).to.deep.equal(expected.lists[figure]);
            }
            expect(flat(happenedByHolder(groups, scope))).to.deep.equal(expected.byHolder);
          }
        }
      }
    });
  });
});

function flat(counts: ReturnType<typeof happenedByHolder>): Record<string, number> {
  const rows = [...counts].flatMap(([holder, row]) =>
    Object.entries(row).map(([figure, count]) => [`${holder} ${figure}`, count] as const),
  );
  return Object.fromEntries(rows.filter(([, count]) => count > 0));
}
