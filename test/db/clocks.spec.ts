import { expect } from 'chai';
import { eachDatabase } from '../support/databases.ts';
import { anAppeal, anEvent, later } from '../support/rows.ts';
import { aClock } from './given.ts';

const number = 'JJ20260929-001';

describe('clocks', () => {
  eachDatabase((open) => {
    it('are kept with all they say, and replaced with what they say now', async () => {
      const database = await open();
      const bare = aClock('bare', { kind: 'dispatch', owner: 'centre' });
      const full = aClock('full', {
        ...{ assignment: 'lead-1', taskForce: 5, unit: 'power', dueAt: later(90), owedAt: later(95) },
        ...{ firstDueAt: later(80), pausedAt: later(10) },
      });
      await database.transact(async (store) => {
        await store.saveClocks([bare, full]); // before their appeal: one transaction
        await store.save(anAppeal(), [anEvent()]);
      });
      expect(await database.read((ledger) => ledger.clocks(number))).to.deep.equal([bare, full]);

      const { pausedAt, ...resumed } = full;
      const stopped = { ...bare, stoppedAt: later(20), ended: 'done' } as const;
      await database.transact((store) => store.saveClocks([resumed, stopped]));
      expect(await database.read((ledger) => ledger.clocks(number))).to.deep.equal([stopped, resumed]);
      expect(await database.read((ledger) => ledger.clocks('JJ-other'))).to.deep.equal([]);
    });

    it('are saved in any number at once, also none', async () => {
      const database = await open();
      const many = Array.from({ length: 2500 }, (_, index) => aClock(`clock-${index}`));
      await database.transact(async (store) => {
        await store.save(anAppeal(), [anEvent()]);
        await store.saveClocks([]);
        await store.saveClocks(many);
        await store.saveClocks(many.map((clock) => ({ ...clock, rule: '6日' })));
      });
      const found = await database.read((ledger) => ledger.clocks(number));
      expect(found).to.have.length(2500);
      expect(new Set(found.map(({ rule }) => rule))).to.deep.equal(new Set(['6日']));
    });

    it('belong to an appeal that is stored with them', async () => {
      const database = await open();
      const failure = await database.transact((store) => store.saveClocks([aClock('lost')])).catch((error) => error);
      expect(failure).to.be.instanceOf(Error);
      expect(await database.read((ledger) => ledger.clocks(number))).to.deep.equal([]);
    });
  });
});
