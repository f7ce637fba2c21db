import { expect } from 'chai';
import { dataSource } from '../../../ormconfig.ts';
import type { Database } from '../../../src/db/database.ts';
import type { Engine } from '../../../src/db/engines/engine.ts';
import { sqliteEngine } from '../../../src/db/engines/sqliteEngine.ts';
import { Claims } from '../../../src/db/queues/claims.ts';
import { alone } from '../../../src/db/queues/presence.ts';
import { createReceiver } from '../../../src/db/queues/receiver.ts';
import { eachDatabase, silent, sqlitePlace } from '../../support/databases.ts';
import { anInboxEntry, noon } from '../../support/rows.ts';

describe('the inbox', () => {
  eachDatabase((open, place, engine) => {
    let database: Database;
    /** As kill -9: it gives nothing back. On PostgreSQL the others notice after seconds, which have passed here. */
    async function crash(): Promise<void> {
      if (engine === 'SQLite') return;
      const db = await dataSource(place().url, { poolSize: 1 }).initialize();
      await db.query(`UPDATE processes SET seen_at = seen_at - interval '9 seconds'`);
      await db.destroy();
    }
    beforeEach(async () => {
      database = await open();
    });

    const receive = (key: string, lane?: string) => database.inbox.receive(anInboxEntry(key, { lane }));
    const claimed = async (limit = 10, from = database) => (await from.inbox.claim(limit)).map(({ key }) => key);
    const finish = (id: number) => database.transact((store) => store.finishInbox(id));

    it('knows a repeat, whether it comes later, at the same time or after the work was done', async () => {
      const [one, two] = await Promise.all([receive('m:1'), receive('m:1')]);
      expect([one?.fresh, two?.fresh]).to.deep.equal([true, false]);
      expect(two?.id).to.equal(one?.id);
      expect(await receive('m:1')).to.deep.equal({ id: one?.id, fresh: false });
      await database.inbox.claim(1);
      await finish(one?.id ?? 0);
      expect(await receive('m:1')).to.deep.equal({ id: one?.id, fresh: false });
      expect(await claimed()).to.deep.equal([]);
    });

    it('hands out rows once, oldest first, with all that was received', async () => {
      for (const key of ['m:1', 'm:2', 'm:3']) await receive(key);
      const [first, ...others] = await database.inbox.claim(2);
      expect(first).to.deep.include({ ...anInboxEntry('m:1'), attempts: 0 });
      expect(others.map(({ key }) => key)).to.deep.equal(['m:2']);
      expect(await claimed()).to.deep.equal(['m:3']);
      expect(await claimed()).to.deep.equal([]);
    });

    it('gives two that ask at once different rows', async () => {
      await Promise.all(Array.from({ length: 20 }, (_, index) => receive(`m:${index}`)));
      const handed = (await Promise.all([claimed(8), claimed(8), claimed(8)])).flat();
      expect(new Set(handed)).to.have.length(handed.length);
    });

    it('keeps the messages of one chat in order, and lets the others pass', async () => {
      await receive('a1', 'a');
      await receive('a2', 'a');
      await receive('b1', 'b');
      await receive('free');
      const rows = await database.inbox.claim(10);
      expect(rows.map(({ key }) => key)).to.deep.equal(['a1', 'b1', 'free']);
      expect(await claimed()).to.deep.equal([]);
      await finish(rows[0]?.id ?? 0);
      expect(await claimed()).to.deep.equal(['a2']);
    });

    it('gives a released row again, before the next of its chat, and counts the attempt', async () => {
      const { id } = await receive('a1', 'a');
      await receive('a2', 'a');
      await database.inbox.claim(1);
      await database.inbox.release(id);
      const [again, ...others] = await database.inbox.claim(10);
      expect(again).to.deep.include({ key: 'a1', attempts: 1 });
      expect(others).to.deep.equal([]);
    });

    it('gives up on a failed row, and goes on with its chat', async () => {
      const { id } = await receive('a1', 'a');
      await receive('a2', 'a');
      await database.inbox.claim(1);
      await database.inbox.fail(id, 'unreadable');
      expect(await claimed()).to.deep.equal(['a2']);
      expect(await receive('a1'), 'a repeat does not revive it').to.deep.equal({ id, fresh: false });
    });

    it('does not count an attempt that was not the fault of the row', async () => {
      const { id } = await receive('a1', 'a');
      await database.inbox.claim(1);
      await database.inbox.begin([id]);
      await database.inbox.release(id, true);
      expect((await database.inbox.claim(1))[0]).to.deep.include({ key: 'a1', attempts: 0, begun: 0 });
    });

    it('knows after the end of the process on which rows work had begun', async () => {
      const { id } = await receive('a1', 'a');
      await receive('b1', 'b');
      await database.inbox.receive(anInboxEntry('press', { atOnce: true }));
      expect(await claimed(), 'a press is worked on by who received it').to.deep.equal(['a1', 'b1']);
      expect(await database.inbox.begin([id])).to.deep.equal([id]);
      await crash();
      const rows = await (await open()).inbox.claim(10);
      expect(rows.map(({ key, begun }) => [key, begun])).to.deep.equal([
        ['a1', 1],
        ['b1', 0],
        ['press', 1],
      ]);
    });

    it('forgets what it began when it ends of its own will', async () => {
      const { id } = await receive('a1', 'a');
      await database.inbox.claim(1);
      await database.inbox.begin([id]);
      await database.close();
      database = await open();
      expect((await database.inbox.claim(1))[0]).to.deep.include({ key: 'a1', begun: 0 });
    });

    it('lists what is stuck without what it says, and tries it again when somebody says so', async () => {
      const [failed, aside] = [await receive('a1', 'a'), await receive('b1', 'b')];
      await receive('c1', 'c');
      await database.inbox.claim(10);
      await database.inbox.begin([aside.id]);
      await database.inbox.fail(failed.id, 'TypeError (1a2b3c4d)');
      await database.inbox.setAside(aside.id, 'the process ended (5e6f7a8b)');
      const receivedAt = noon;
      expect(await database.read((store) => store.stuckEvents())).to.deep.equal([
        { id: failed.id, state: 'failed', receivedAt, error: 'TypeError (1a2b3c4d)' },
        { id: aside.id, state: 'aside', receivedAt, error: 'the process ended (5e6f7a8b)' },
      ]);
      const other = await open();
      expect(await other.inbox.tryAgain([failed.id, aside.id, 4711])).to.have.members([failed.id, aside.id]);
      expect(await database.read((store) => store.stuckEvents())).to.deep.equal([]);
      const rows = await database.inbox.claim(10);
      expect(rows.map(({ key, attempts, begun }) => [key, attempts, begun])).to.deep.equal([
        ['a1', 0, 0],
        ['b1', 0, 1],
      ]);
    });

    it('keeps a row claimed when the command that finished it was rolled back', async () => {
      const { id } = await receive('a1');
      await database.inbox.claim(1);
      const failing = database.transact(async (store) => {
        await store.finishInbox(id);
        throw new Error('rolled back');
      });
      await failing.catch(() => undefined);
      expect(await claimed()).to.deep.equal([]);
      await database.inbox.release(id);
      expect(await claimed()).to.deep.equal(['a1']);
    });

    it('refuses to finish a row twice: what was done the second time is rolled back', async () => {
      const { id } = await receive('a1');
      await finish(id);
      const again = database.transact(async (store) => {
        await store.nextSequence('2026-09-29');
        await store.finishInbox(id);
      });
      expect(await again.catch((error: Error) => error.message)).to.match(/not open any more/);
      expect(await database.transact((store) => store.nextSequence('2026-09-29'))).to.equal(1);
    });

    it('loses nothing when the process ends with claimed rows', async () => {
      await receive('a1', 'a');
      await receive('b1', 'b');
      expect(await claimed()).to.have.length(2);
      await database.close();
      database = await open();
      expect(await claimed()).to.deep.equal(['a1', 'b1']);
    });

    if (engine === 'PostgreSQL') {
      it('gives several processes different rows, one chat to one process at a time', async () => {
        const other = await open();
        await Promise.all(Array.from({ length: 40 }, (_, index) => receive(`m:${index}`, `chat ${index % 8}`)));
        const handed = (await Promise.all([claimed(4), claimed(4, other), claimed(4), claimed(4, other)])).flat();
        const chats = handed.map((key) => Number(key.slice(2)) % 8);
        expect(new Set(chats), 'no chat twice').to.have.length(handed.length);
        expect(handed).not.to.have.length(0);
      });
    }
  });

  it('commits together what arrives together', async () => {
    const place = await sqlitePlace();
    const engine = await sqliteEngine(place.url, { log: silent });
    let commits = 0;
    const counted: Engine = {
      ...engine,
      statement: (sql, parameters) => {
        commits += 1;
        return engine.statement(sql, parameters);
      },
    };
    const receive = createReceiver({ engine: counted, process: alone('1'), claims: new Claims() });
    const results = await Promise.all(Array.from({ length: 100 }, (_, index) => receive(anInboxEntry(`m:${index}`))));
    expect(new Set(results.map(({ id }) => id))).to.have.length(100);
    expect(commits).to.be.lessThan(4);
    await engine.close();
    await place.remove();
  });

  it('refuses only the entry that the database refuses, not its neighbours', async () => {
    const place = await sqlitePlace();
    const engine = await sqliteEngine(place.url, { log: silent });
    const receive = createReceiver({ engine, process: alone('1'), claims: new Claims() });
    const broken = anInboxEntry('broken', { payload: null as unknown as string });
    const results = await Promise.allSettled([
      receive(anInboxEntry('m:1')),
      receive(broken),
      receive(anInboxEntry('m:2')),
    ]);
    expect(results.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
    await engine.close();
    await place.remove();
  });
});
