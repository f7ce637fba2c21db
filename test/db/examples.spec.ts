import { expect } from 'chai';
import type { Database } from '../../src/db/database.ts';
import type { Example } from '../../src/domain/learning/examples.ts';
import { eachDatabase } from '../support/databases.ts';
import { later, noon } from '../support/rows.ts';

const example = (id: string, facts: Partial<Example> = {}): Example => ({
  ...{
    id,
    at: noon,
    kind: 'transferred',
    about: 'task-force',
    appeal: 'JJ20260929-001',
    text: '甲要增容',
    taskForce: 3,
  },
  ...facts,
});

describe('更正 — what people corrected is kept', () => {
  eachDatabase((open) => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });

    const keep = (...examples: Example[]) =>
      database.transact(async (store) => {
        for (const one of examples) await store.keepExample(one);
      });
    const kept = (limit = 10) => database.read((ledger) => ledger.examples(limit));

    it('as it was said, newest first, and no more than asked for', async () => {
      const released: Example = {
        ...{ id: 'b', at: later(1), kind: 'released', about: 'confidence', appeal: 'JJ20260929-002' },
        ...{ text: '甲找乙', sensitive: false },
      };
      const held: Example = { ...released, id: 'c', at: later(2), appeal: 'JJ20260929-003', sensitive: true };
      const apart: Example = {
        ...{ id: 'd', at: later(3), kind: 'apart', about: 'matter', appeal: 'JJ20260929-002' },
        ...{ text: '甲要增容', part: '乙要贷款' },
      };
      await keep(example('a'), released, held, apart);
      expect(await kept()).to.deep.equal([apart, held, released, example('a')]);
      expect((await kept(2)).map(({ id }) => id)).to.deep.equal(['d', 'c']);
      const since = await database.read((ledger) => ledger.examples(10, later(1)));
      expect(since.map(({ id }) => id)).to.deep.equal(['d', 'c', 'b']);
    });

    it('the last word about an appeal replaces the one before on the same question alone', async () => {
      await keep(example('a'), example('b', { kind: 'released', about: 'confidence', sensitive: false }));
      await keep(example('c', { at: later(9), taskForce: 8 }));
      expect((await kept()).map(({ id, taskForce }) => `${id} ${taskForce}`)).to.deep.equal(['c 8', 'b 3']);
    });

    it('when the newest was made; a unit of work that fails leaves none', async () => {
      const newest = () => database.read((ledger) => ledger.newestExample());
      expect(await newest()).to.equal(undefined);
      await keep(example('a'), example('b', { at: later(5), appeal: 'JJ20260929-002' }));
      const failed = database.transact(async (store) => {
        await store.keepExample(example('c', { at: later(9), appeal: 'JJ20260929-003' }));
        throw new Error('the command is refused');
      });
      expect(await failed.catch((error: Error) => error.message)).to.equal('the command is refused');
      expect(await newest()).to.equal(later(5));
    });

    it('goes at night when its days are over', async () => {
      await keep(example('old'), example('young', { at: later(60), appeal: 'JJ20260929-002' }));
      const { deleted } = await database.retention.step('examples', { before: later(30) });
      expect(deleted).to.equal(1);
      expect((await kept()).map(({ id }) => id)).to.deep.equal(['young']);
    });
  });
});
