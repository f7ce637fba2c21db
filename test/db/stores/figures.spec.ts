import { expect } from 'chai';
import type { Database } from '../../../src/db/database.ts';
import type { Assignment } from '../../../src/domain/appeal/appeal.ts';
import type { AppealEvent, EventType } from '../../../src/domain/appeal/events.ts';
import type { ClockRow } from '../../../src/domain/clocks/clocks.ts';
import { figuresIn } from '../../../src/domain/figures/happened.ts';
import type { Scope } from '../../../src/domain/people/visibility.ts';
import { eachDatabase } from '../../support/databases.ts';
import { anAppeal, anEvent, later } from '../../support/rows.ts';
import { aClock } from '../given.ts';

const number = 'JJ20260929-001';
const held = (unit: string, facts: Partial<Assignment>): Assignment => ({
  ...{ id: unit, kind: 'lead', taskForce: 5, unit, from: later(10) },
  ...facts,
});
const happened = (type: EventType, seconds: number) => anEvent({ type, at: later(seconds) } as Partial<AppealEvent>);

describe('figures', () => {
  eachDatabase((open) => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });

    const lived: [EventType, number, string | undefined][] = [
      ['submitted', 0, undefined],
      ['dispatched', 10, 'power'],
      ['signed', 20, 'power'],
      ['transferred', 30, 'water'],
      ['signed', 30, 'water'],
      ['planned', 40, 'water'],
      ['resolved', 50, 'water'],
      ['approved', 60, undefined],
    ];
    /** With power from 10 to 30, with water from 30 until it ends at 50; a co-handler besides. */
    async function aLife(): Promise<void> {
      const events = lived.map(([type, seconds]) => happened(type, seconds));
      const assignments = [
        held('power', { to: later(30) }),
        held('water', { taskForce: 6, from: later(30), to: later(50) }),
        held('planning', { kind: 'co', taskForce: 7, from: later(5) }),
      ];
      await database.transact((store) => store.save(anAppeal({ version: events.length, assignments }), events));
    }

    const ask = (from: number, to: number, scope?: Scope) =>
      database.read((ledger) => ledger.told({ from: later(from), to: later(to) }, scope));
    /** In the order in which it happened; the same whether all are asked about or the district. */
    const told = async (from: number, to: number, scope?: Scope) => {
      const { counts, first } = await ask(from, to, scope);
      const since = (name: string) => first.map(({ figure, at }) => (figure === name ? at : '9')).sort()[0] ?? '';
      const inOrder = counts.sort((one, other) => (since(one.figure) < since(other.figure) ? -1 : 1));
      return inOrder.map(({ figure, holders, count }) => [figure, holders.map(({ unit }) => unit), count] as const);
    };

    it('what happened is counted once for each appeal, with all its holders of those moments', async () => {
      await aLife();
      for (const scope of [undefined, 'all'] as const) {
        expect(await told(0, 99, scope)).to.deep.equal([
          ['received', [undefined], 1],
          ['dispatched', ['power', 'water'], 1],
          ['signed', ['power', 'water'], 1],
          ['planned', ['water'], 1],
          ['resolved', ['water'], 1],
          ['answered', [undefined], 1],
        ]);
        const what = { figure: 'dispatched', holders: [{ taskForce: 5, unit: 'power' }] };
        expect(await ask(10, 11, scope)).to.deep.equal({
          ...{ counts: [{ ...what, count: 1 }], first: [{ ...what, appeal: number, at: later(10) }] },
        });
      }
    });

    it('what happened counts from the first instant to before the last, within a scope', async () => {
      await aLife();
      expect(await told(20, 30)).to.deep.equal([['signed', ['power'], 1]]);
      expect(await told(70, 99)).to.deep.equal([]);
      const water = { taskForces: [6], units: [] };
      expect(await told(20, 40, water)).to.deep.equal([
        ['dispatched', ['water'], 1],
        ['signed', ['water'], 1],
      ]);
      expect(await told(0, 99, { taskForces: [], units: ['planning'] })).to.deep.equal([]);
      expect(await told(0, 99, { taskForces: [], units: [] })).to.deep.equal([]);
    });

    it('an appeal handed on within one instant belongs to the last one', async () => {
      const assignments = [
        held('power', { to: later(10) }),
        held('water', { to: later(10) }),
        held('gas', { from: later(10) }),
      ];
      await database.transact((store) => store.save(anAppeal({ assignments }), [happened('dispatched', 10)]));
      expect(await told(0, 99)).to.deep.equal([['dispatched', ['gas'], 1]]);
    });

    it('what happened to one appeal again and again leaves room for the others', async () => {
      const facts = { type: 'signed', at: later(20) } as const;
      await database.transact(async (store) => {
        const again = Array.from({ length: 1_500 }, () => anEvent(facts as Partial<AppealEvent>));
        await store.save(anAppeal({ version: 1_500, assignments: [held('power', {})] }), again);
        const other = { number: 'JJ20260929-002' };
        const assignments = [held('power', { id: 'other' })];
        await store.save(anAppeal({ ...other, assignments }), [
          anEvent({ ...facts, ...other } as Partial<AppealEvent>),
        ]);
      });
      for (const scope of [undefined, 'all', { taskForces: [5], units: [] }] as const) {
        const { signed } = figuresIn(await ask(0, 99, scope as Scope | undefined), 'all');
        expect(signed).to.deep.equal({ total: 2, first: [number, 'JJ20260929-002'] });
      }
    });

    it('of a long list the first thousand come out, and the count is exact', async () => {
      const many = Array.from({ length: 1_203 }, (_, index) => `JJ20260929-${String(index).padStart(4, '0')}`);
      await database.transact(async (store) => {
        for (const [index, one] of many.entries()) {
          const facts = { number: one, at: later(1_203 - index) };
          await store.save(anAppeal(facts), [anEvent({ ...facts, type: 'submitted' } as Partial<AppealEvent>)]);
        }
      });
      for (const scope of [undefined, 'all'] as const) {
        const { received } = figuresIn(await ask(0, 9_999, scope), 'all');
        expect(received).to.deep.equal({ total: 1_203, first: many.slice(203).reverse() });
      }
    });

    const power: Partial<ClockRow> = { taskForce: 5, unit: 'power', owedAt: later(60) };
    const counts: [string, Partial<ClockRow>, [due: number, kept: number] | undefined][] = [
      ['done in time', { stoppedAt: later(59), ended: 'done' }, [1, 1]],
      ['done at the last moment', { stoppedAt: later(60), ended: 'done' }, [1, 1]],
      ['done too late', { stoppedAt: later(61), ended: 'done' }, [1, 0]],
      ['still running', {}, [1, 0]],
      ['standing still since before its due', { pausedAt: later(59) }, undefined],
      ['done while it stood still', { pausedAt: later(59), stoppedAt: later(65), ended: 'done' }, [1, 1]],
      ['handed on while it stood still', { pausedAt: later(59), stoppedAt: later(65), ended: 'moved' }, undefined],
      ['standing still since after its due', { pausedAt: later(61) }, [1, 0]],
      ['handed on in time', { stoppedAt: later(60), ended: 'moved' }, undefined],
      ['handed on too late', { stoppedAt: later(61), ended: 'moved' }, [1, 0]],
      ['void in time', { stoppedAt: later(10), ended: 'void' }, undefined],
      ['void too late', { stoppedAt: later(99), ended: 'void' }, undefined],
      ['owed as the period begins', { owedAt: later(50), stoppedAt: later(1), ended: 'done' }, [1, 1]],
      ['owed before the period', { owedAt: later(49), stoppedAt: later(1), ended: 'done' }, undefined],
      ['owed as the period ends', { owedAt: later(70), stoppedAt: later(1), ended: 'done' }, undefined],
      ['due before, owed in it', { dueAt: later(5), stoppedAt: later(55), ended: 'done' }, [1, 1]],
      ['of the centre', { owner: 'centre', stoppedAt: later(1), ended: 'done' }, undefined],
    ];
    for (const [title, facts, counted] of counts) {
      it(`a clock ${title} counts ${counted ? `as due ${counted[0]}, kept ${counted[1]}` : 'nowhere'}`, async () => {
        await database.transact(async (store) => {
          await store.save(anAppeal(), [anEvent()]);
          await store.saveClocks([aClock('one', { ...power, ...facts })]);
        });
        const found = await database.read((ledger) => ledger.keptClocks(later(50), later(70)));
        const [due, kept] = counted ?? [];
        expect(found).to.deep.equal(counted ? [{ kind: 'plan', taskForce: 5, unit: 'power', due, kept }] : []);
      });
    }

    it('clocks are counted by kind, task force and unit', async () => {
      const done = { stoppedAt: later(59), ended: 'done' } as const;
      await database.transact(async (store) => {
        await store.save(anAppeal(), [anEvent()]);
        await store.saveClocks([
          aClock('a', { ...power, ...done }),
          aClock('b', { ...power }),
          aClock('c', { ...power, ...done, taskForce: 6 }),
          aClock('d', { ...power, ...done, kind: 'result' }),
          aClock('e', { owedAt: later(60), ...done }),
        ]);
      });
      expect(await database.read((ledger) => ledger.keptClocks(later(0), later(99)))).to.deep.equal([
        { kind: 'plan', due: 1, kept: 1 },
        { kind: 'plan', taskForce: 5, unit: 'power', due: 2, kept: 1 },
        { kind: 'plan', taskForce: 6, unit: 'power', due: 1, kept: 1 },
        { kind: 'result', taskForce: 5, unit: 'power', due: 1, kept: 1 },
      ]);
    });
  });
});
