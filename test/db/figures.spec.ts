import { expect } from 'chai';
import type { Database } from '../../src/db/database.ts';
import type { Assignment } from '../../src/domain/appeal.ts';
import type { ClockRow } from '../../src/domain/clocks.ts';
import type { AppealEvent, EventType } from '../../src/domain/events.ts';
import { eachDatabase } from '../support/databases.ts';
import { anAppeal, anEvent, later } from '../support/rows.ts';
import { aClock } from './given.ts';

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

    const told = async (from: number, to: number, types: EventType[]) =>
      (await database.read((ledger) => ledger.occurrences(later(from), later(to), types))).map(
        ({ type, at, unit }) => [type, at, unit] as const,
      );
    const everything = [...new Set(lived.map(([type]) => type))];

    it('what happened is told in order with its holder of that moment', async () => {
      await aLife();
      const expected = lived.map(([type, seconds, unit]) => [type, later(seconds), unit]);
      expect(await told(0, 99, everything)).to.deep.equal(expected);
      const [dispatched] = await database.read((ledger) => ledger.occurrences(later(10), later(11), ['dispatched']));
      const what = { appeal: number, type: 'dispatched', at: later(10) };
      expect(dispatched).to.deep.equal({ ...what, taskForce: 5, unit: 'power' });
      const [submitted] = await database.read((ledger) => ledger.occurrences(later(0), later(1), ['submitted']));
      expect(submitted).to.deep.equal({ appeal: number, type: 'submitted', at: later(0) });
    });

    it('what happened is told of the kinds asked for, from the first instant to before the last', async () => {
      await aLife();
      expect(await told(0, 99, ['signed'])).to.deep.equal([
        ['signed', later(20), 'power'],
        ['signed', later(30), 'water'],
      ]);
      expect(await told(20, 30, everything)).to.deep.equal([['signed', later(20), 'power']]);
      expect(await told(0, 99, [])).to.deep.equal([]);
      expect(await told(70, 99, everything)).to.deep.equal([]);
    });

    it('an appeal handed on within one instant belongs to the last one', async () => {
      const assignments = [
        held('power', { to: later(10) }),
        held('water', { to: later(10) }),
        held('gas', { from: later(10) }),
      ];
      await database.transact((store) => store.save(anAppeal({ assignments }), [happened('dispatched', 10)]));
      expect(await told(0, 99, ['dispatched'])).to.deep.equal([['dispatched', later(10), 'gas']]);
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
