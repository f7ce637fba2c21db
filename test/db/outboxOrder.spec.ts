import { expect } from 'chai';
import { dataSource } from '../../ormconfig.ts';
import type { Database } from '../../src/db/database.ts';
import type { Store } from '../../src/ports/store.ts';
import { eachDatabase } from '../support/databases.ts';
import { anOutboxEntry, noon } from '../support/rows.ts';

/** Something a test opens when it is time. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('the order of a chat', () => {
  eachDatabase((open, place, engine) => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });

    /** Sends all that may go now; gives the ids in the order in which they went. */
    async function sendAll(): Promise<string[]> {
      const rows = await database.outbox.claim(noon, 50);
      for (const { id } of rows) await database.outbox.sent(id, { messageId: `om_${id}`, chatId: 'oc_1', at: noon });
      return rows.length === 0 ? [] : [...rows.map(({ id }) => id), ...(await sendAll())];
    }
    /** In the order of their numbers, which is that of the chat. */
    async function idsBySeq(): Promise<string[]> {
      const db = await dataSource(place().url, { poolSize: 1 }).initialize();
      const rows: { id: string }[] = await db.query('SELECT id FROM outbox ORDER BY seq');
      await db.destroy();
      return rows.map(({ id }) => id);
    }
    const enqueue = (store: Pick<Store, 'enqueue'>, id: string) => store.enqueue(anOutboxEntry(id));

    it('is that of the commits: nothing that was written down earlier appears behind what has gone', async function () {
      if (engine === 'SQLite') this.skip(); // one unit of work at a time
      const [written, committed] = [gate(), gate()];
      const slow = database.transact(async (store) => {
        await enqueue(store, 'slow');
        written.open();
        await committed.opened;
      });
      await written.opened;
      await database.transact((store) => enqueue(store, 'quick'));
      const first = await sendAll();
      committed.open();
      await slow;
      const went = [...first, ...(await sendAll())];
      expect(went).to.deep.equal(await idsBySeq());
    });

    it('holds for whoever reads what he has written: others wait for his commit', async function () {
      if (engine === 'SQLite') this.skip();
      const [written, committed] = [gate(), gate()];
      const slow = database.transact(async (store) => {
        await enqueue(store, 'slow');
        expect((await store.outboxRow('slow'))?.state).to.equal('pending');
        written.open();
        await committed.opened;
      });
      await written.opened;
      const quick = database.transact((store) => enqueue(store, 'quick'));
      const first = await sendAll();
      committed.open();
      await Promise.all([slow, quick]);
      const went = [...first, ...(await sendAll())];
      expect(went).to.deep.equal(await idsBySeq());
      expect(went).to.deep.equal(['slow', 'quick']);
    });

    it('costs nobody his work when two units of work owe the same chats crosswise', async () => {
      const units = Array.from({ length: 20 }, (_, n) =>
        database.transact(async (store) => {
          const chats = n % 2 === 0 ? ['oc_1', 'oc_2', 'oc_3'] : ['oc_3', 'oc_2', 'oc_1'];
          for (const chat of chats) await store.enqueue(anOutboxEntry(`${chat}-${n}`, { to: { chat } }));
        }),
      );
      await Promise.all(units);
      expect(await sendAll()).to.have.length(60);
    });

    it('is that in which a unit of work wrote, and it reads what it wrote', async () => {
      await database.transact(async (store) => {
        for (const id of ['a', 'b', 'c']) await store.enqueue(anOutboxEntry(id, { appeal: 'JJ-1', slot: 'receipt' }));
        expect((await store.cardsOf('JJ-1')).map(({ id }) => id)).to.deep.equal(['c', 'b', 'a']);
        await store.enqueue(anOutboxEntry('d'));
        await store.enqueue(anOutboxEntry('a2', { op: 'update', target: 'a' }));
        await store.enqueue(anOutboxEntry('a3', { op: 'update', target: 'a' }));
      });
      expect(await sendAll()).to.deep.equal(['a', 'b', 'c', 'd', 'a3']);
    });
  });
});
