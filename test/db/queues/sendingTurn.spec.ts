import { expect } from 'chai';
import { dataSource } from '../../../ormconfig.ts';
import type { Database } from '../../../src/db/database.ts';
import type { Attempt, OutboxEntry } from '../../../src/ports/queues.ts';
import { eachDatabase } from '../../support/databases.ts';
import { anOutboxEntry, later, noon } from '../../support/rows.ts';

describe('the turn to send', () => {
  eachDatabase((open, place, engine) => {
    let database: Database;
    let recalled: Attempt[][];
    beforeEach(async () => {
      database = await open();
      recalled = [];
    });

    const enqueue = (...entries: OutboxEntry[]) =>
      database.transact(async (store) => {
        for (const entry of entries) await store.enqueue(entry);
      });
    const heardBy = (attempts: Attempt[]) => void recalled.push(attempts);
    const claimed = async (by: Database, now = noon) => (await by.outbox.claim(now, 50, heardBy)).map(({ id }) => id);
    const sent = (by: Database, id: string, at = noon) =>
      by.outbox.sent(id, { messageId: `om_${id}`, chatId: 'oc', at });
    const inChat = (id: string, chat: string) => anOutboxEntry(id, { to: { chat } });

    async function run(sql: string): Promise<void> {
      const db = await dataSource(place().url, { poolSize: 1 }).initialize();
      await db.query(sql);
      await db.destroy();
    }
    /** So many seconds pass in which nobody who lives says so. */
    const silence = (seconds: number) => run(`UPDATE processes SET seen_at = seen_at - interval '${seconds} seconds'`);

    describe('begins with what was attempted in the last minute', () => {
      it('once for each process, before the first rows are given', async () => {
        await enqueue(
          inChat('answered', 'oc_1'),
          inChat('open', 'oc_2'),
          anOutboxEntry('old', { to: { person: 'ou_1' } }),
        );
        await claimed(database);
        await database.outbox.attempted(['old'], later(-61));
        await database.outbox.attempted(['answered', 'open'], noon);
        await sent(database, 'answered', later(1));
        expect(recalled).to.deep.equal([[]]);

        await database.close();
        database = await open();
        expect(await claimed(database, later(2))).to.deep.equal(['open', 'old']);
        expect(await claimed(database, later(2))).to.deep.equal([]);
        expect(recalled.slice(1)).to.have.length(1);
        expect(recalled[1]).to.have.deep.members([
          { to: { chat: 'oc_1' }, at: noon, endedAt: later(1) },
          { to: { chat: 'oc_2' }, at: noon },
        ]);
      });

      it('each attempt of a row with the end of the one before, also of rows that failed or were written anew', async () => {
        await enqueue(inChat('1', 'oc_1'), inChat('2', 'oc_2'));
        await claimed(database);
        for (const second of [-70, 1, 6]) await database.outbox.attempted(['1'], later(second));
        await database.outbox.rewrite('1', { newId: 'new', message: { kind: 'text', spans: ['x'] } });
        await database.outbox.attempted(['2'], later(7));
        await database.outbox.settle('2', 'failed', 'gone');
        await database.close();
        database = await open();
        await claimed(database, later(8));
        expect(recalled[1]).to.have.deep.members([
          { to: { chat: 'oc_1' }, at: later(1), endedAt: later(6) },
          { to: { chat: 'oc_1' }, at: later(6) },
          { to: { chat: 'oc_2' }, at: later(7) },
        ]);
      });

      it('and keeps of each row what a minute can hold, however often it is tried', async () => {
        await enqueue(inChat('1', 'oc_1'));
        await claimed(database);
        for (let second = 0; second < 20; second += 1) await database.outbox.attempted(['1'], later(second));
        await database.close();
        database = await open();
        await claimed(database, later(20));
        expect(recalled[1]?.map(({ at }) => at)).to.deep.equal([19, 18, 17, 16, 15, 14, 13, 12].map(later));
      });

      it('by an index, not by reading a million rows', async () => {
        const db = await dataSource(place().url, { poolSize: 1 }).initialize();
        const sql = `SELECT lane FROM outbox WHERE attempted >= '${noon}' AND attempted < '${later(60)}'`;
        if (engine === 'PostgreSQL') await db.query('SET enable_seqscan = off');
        const plan = JSON.stringify(
          await db.query(engine === 'SQLite' ? `EXPLAIN QUERY PLAN ${sql}` : `EXPLAIN ${sql}`),
        );
        await db.destroy();
        expect(plan).to.include('outbox_attempted');
      });
    });

    if (engine === 'SQLite') return;

    describe('of several processes', () => {
      let other: Database;
      beforeEach(async () => {
        other = await open();
        await enqueue(inChat('1', 'oc_1'), inChat('2', 'oc_2'));
      });

      it('is with one: the others claim nothing while it lives, whoever enqueued', async () => {
        expect(await claimed(database)).to.deep.equal(['1', '2']);
        await enqueue(inChat('3', 'oc_3'));
        expect(await claimed(other)).to.deep.equal([]);
        await silence(4);
        expect(await claimed(other)).to.deep.equal([]);
        expect(await claimed(database)).to.deep.equal(['3']);
        expect(recalled).to.have.length(1);
      });

      it('is taken by one when several ask for it at once', async () => {
        const third = await open();
        const claims = await Promise.all([database, other, third].map((each) => claimed(each)));
        expect(claims.filter((ids) => ids.length > 0)).to.deep.equal([['1', '2']]);
      });

      it('is given back at once by one that stops orderly, with what it held', async () => {
        await claimed(database);
        await database.outbox.attempted(['1'], noon);
        await database.close();
        expect(await claimed(other, later(1))).to.deep.equal(['1', '2']);
        expect(recalled[1]).to.deep.equal([{ to: { chat: 'oc_1' }, at: noon }]);
      });

      it('is taken over from one that is gone, with the calls it made', async () => {
        await claimed(database);
        await database.outbox.attempted(['1', '2'], noon);
        await sent(database, '1');
        await silence(9);
        expect(await claimed(other, later(9))).to.deep.equal(['2']);
        expect(recalled[1]).to.have.deep.members([
          { to: { chat: 'oc_1' }, at: noon, endedAt: noon },
          { to: { chat: 'oc_2' }, at: noon },
        ]);
      });

      it('is lost by one that stood still: it sends nothing more, not even what nobody else has claimed', async () => {
        await enqueue(inChat('3', 'oc_3'));
        expect(await claimed(database)).to.deep.equal(['1', '2', '3']);
        await silence(9);
        expect((await other.outbox.claim(noon, 1)).map(({ id }) => id)).to.deep.equal(['1']);
        expect(await database.outbox.attempted(['1', '2', '3'], later(1))).to.deep.equal([]);
        expect(await claimed(database)).to.deep.equal([]);
        // What it held is the other's, who does not wait for it to say so.
        expect(await claimed(other)).to.deep.equal(['2', '3']);
      });

      it('is a new one when it comes back: what others attempted meanwhile counts', async () => {
        await claimed(database);
        await silence(9);
        await claimed(other, later(9));
        await other.outbox.attempted(['1', '2'], later(9));
        await other.close();
        expect(await database.outbox.attempted(['1', '2'], later(10))).to.deep.equal([]);
        expect(await claimed(database, later(10))).to.deep.equal(['1', '2']);
        expect(recalled[2]).to.have.deep.members([
          { to: { chat: 'oc_1' }, at: later(9) },
          { to: { chat: 'oc_2' }, at: later(9) },
        ]);
        expect(await database.outbox.attempted(['1', '2'], later(10))).to.have.members(['1', '2']);
      });

      it('passes on only when what was attempted in the old one is written down', async () => {
        await claimed(database);
        await silence(9);
        const [marked, taken] = await Promise.all([
          database.outbox.attempted(['1', '2'], noon),
          claimed(other, later(1)),
        ]);
        expect(taken).to.deep.equal(['1', '2']);
        expect(recalled[1]).to.have.length(marked.length);
      });
    });
  });
});
