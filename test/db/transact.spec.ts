import { expect } from 'chai';
import type { Database } from '../../src/db/database.ts';
import { Conflict, type Store } from '../../src/ports/store.ts';
import { eachDatabase } from '../support/databases.ts';
import { anAppeal, anEvent, noon } from '../support/rows.ts';
import { aClock } from './given.ts';

const number = 'JJ20260929-001';

/** Submits under the next number of the day, as the command does: reads, decides, writes. */
async function submit(store: Store): Promise<string> {
  const sequence = await store.nextSequence('2026-09-29');
  const own = `JJ20260929-${String(sequence).padStart(3, '0')}`;
  await store.save(anAppeal({ number: own }), [anEvent({ number: own })]);
  await store.saveClocks([aClock(`clock-${own}`, { appeal: own })]);
  return own;
}

/** One more event on the appeal, whoever else writes. */
async function comment(store: Store, text: string): Promise<void> {
  const appeal = await store.appeal(number);
  if (!appeal) throw new Error('no appeal');
  await store.save({ ...appeal, version: appeal.version + 1 }, [anEvent({ type: 'commented', text })]);
}

const fifty = Array.from({ length: 50 }, (_, index) => index);
const submitted = (database: Database) => database.read((ledger) => ledger.appeals({ limit: 1000 }));

describe('units of work', () => {
  eachDatabase((open, _place, engine) => {
    it('loses none of 50 overlapping commands, and gives each its own number', async () => {
      const database = await open();
      const numbers = await Promise.all(fifty.map(() => database.transact(submit)));
      expect(new Set(numbers)).to.have.length(50);
      expect(await submitted(database)).to.have.length(50);
    });

    it('keeps the work of the others when every second one fails', async () => {
      const database = await open();
      const commands = fifty.map((index) =>
        database.transact(async (store) => {
          await submit(store);
          if (index % 2) throw new Error('refused');
        }),
      );
      const outcomes = await Promise.allSettled(commands);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(25);
      const kept = await submitted(database);
      expect(
        kept
          .map(({ number: kept }) => kept)
          .sort()
          .at(-1),
        'no gap',
      ).to.equal('JJ20260929-025');
      expect(kept).to.have.length(25);
    });

    if (engine === 'SQLite') {
      it('would break without its queue: transactions share the one connection', async () => {
        const database = await open({ serialise: false });
        const outcomes = await Promise.allSettled(fifty.map(() => database.transact(submit)));
        const failed = outcomes.filter(({ status }) => status === 'rejected');
        expect(failed, 'some must fail').not.to.have.length(0);
      });
    }

    it('leaves nothing behind after a rollback', async () => {
      const database = await open();
      const failure = await database
        .transact(async (store) => {
          await submit(store);
          await store.linkMessage('om_1', number, '2026-09-29T04:00:00.000Z');
          await store.addStep({ id: 's', kind: 'dispatch', ref: number, dueAt: noon });
          throw new Error('changed my mind');
        })
        .catch((error: Error) => error.message);
      expect(failure).to.equal('changed my mind');
      await database.transact(async (store) => {
        expect(await store.appeal(number)).to.equal(undefined);
        expect(await store.timeline(number)).to.deep.equal([]);
        expect(await store.clocks(number)).to.deep.equal([]);
        expect(await store.appealOfMessage('om_1')).to.equal(undefined);
        expect(await store.dueSteps(noon, 10)).to.deep.equal([]);
        expect(await store.nextSequence('2026-09-29')).to.equal(1);
      });
    });

    it('refuses a transact inside a transact instead of waiting for itself', async () => {
      const database = await open();
      const inner = (run: () => Promise<unknown>) =>
        database.transact(() => run().catch((error: Error) => error.message));
      expect(await inner(() => database.transact(submit))).to.match(/^transact inside an open transact/);
      expect(await inner(() => database.inbox.release(1))).to.match(/^release inside an open transact/);
      expect(await inner(() => database.read(async () => 'read'))).to.match(/^read inside an open transact/);
    });

    it('lets what a command left behind in the background open its own', async () => {
      const database = await open();
      let background: Promise<string> | undefined;
      let go = () => {};
      await database.transact(async () => {
        const later = new Promise<void>((resolve) => {
          go = resolve;
        });
        background = later.then(() => database.transact(submit));
      });
      go();
      expect(await background).to.equal(number);
    });

    it('runs again with fresh rows after a version conflict, and both effects are kept', async () => {
      const database = await open();
      await database.transact(submit);
      const stale = await database.read((ledger) => ledger.appeal(number));
      await database.transact((store) => comment(store, 'first'));
      let runs = 0;
      await database.transact(async (store) => {
        const appeal = runs++ === 0 ? stale : await store.appeal(number);
        if (!appeal) throw new Error('no appeal');
        await store.save({ ...appeal, version: appeal.version + 1 }, [anEvent({ type: 'commented', text: 'second' })]);
      });
      expect(runs).to.equal(2);
      const timeline = await database.read((ledger) => ledger.timeline(number));
      expect(timeline.slice(1).map((event) => event.type === 'commented' && event.text)).to.deep.equal([
        'first',
        'second',
      ]);
      expect((await database.read((ledger) => ledger.appeal(number)))?.version).to.equal(3);
    });

    it('gives up on a conflict that stays', async () => {
      const database = await open();
      await database.transact(submit);
      let runs = 0;
      const failure = await database
        .transact(async (store) => {
          runs += 1;
          await store.save(anAppeal({ version: 9 }), [anEvent()]);
        })
        .catch((error) => error);
      expect(failure).to.be.instanceOf(Conflict);
      expect(runs).to.equal(6);
    });

    it('keeps every word when several processes write on one appeal', async () => {
      const databases = [await open(), await open(), await open()];
      await databases[0]?.transact(submit);
      const words = ['one', 'two', 'three', 'four', 'five', 'six'];
      await Promise.all(words.map((word, index) => databases[index % 3]?.transact((store) => comment(store, word))));
      const timeline = (await databases[0]?.read((ledger) => ledger.timeline(number))) ?? [];
      const said = timeline.slice(1).map((event) => (event.type === 'commented' ? event.text : ''));
      expect(said.sort()).to.deep.equal(words.sort());
    });

    it('makes two processes wait for each other, never fail', async () => {
      const one = await open();
      const other = await open();
      const writes = fifty.slice(0, 40).map((index) => (index % 2 ? one : other).transact(submit));
      const arrivals = fifty
        .slice(0, 40)
        .map((index) =>
          (index % 2 ? one : other).inbox.receive({ key: `m:${index}`, payload: '{}', receivedAt: noon }),
        );
      expect(new Set(await Promise.all(writes))).to.have.length(40);
      expect(await Promise.all(arrivals)).to.have.length(40);
    });

    it('reads one picture of the database while others write', async () => {
      const database = await open();
      await database.transact(submit);
      await database.read(async (ledger) => {
        const before = await ledger.appeal(number);
        await database.transact((store) => comment(store, 'meanwhile'));
        expect(await ledger.timeline(number)).to.have.length(before?.version ?? 0);
      });
      expect(await database.read((ledger) => ledger.timeline(number))).to.have.length(2);
    });
  });
});
