import { expect } from 'chai';
import { dataSource } from '../../../ormconfig.ts';
import type { Database } from '../../../src/db/database.ts';
import type { OutboxEntry } from '../../../src/ports/queues.ts';
import { eachDatabase } from '../../support/databases.ts';
import { anOutboxEntry, later, noon } from '../../support/rows.ts';

describe('the outbox', () => {
  eachDatabase((open, place) => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });

    const enqueue = (...entries: OutboxEntry[]) =>
      database.transact(async (store) => {
        for (const entry of entries) await store.enqueue(entry);
      });
    const claimed = async (now = noon, limit = 50) => (await database.outbox.claim(now, limit)).map(({ id }) => id);
    const sent = (id: string) => database.outbox.sent(id, { messageId: `om_${id}`, chatId: 'oc_1', at: noon });
    const row = (id: string) => database.transact((store) => store.outboxRow(id));
    const update = (id: string, target: string, facts: Partial<OutboxEntry> = {}) =>
      anOutboxEntry(id, { op: 'update', target, ...facts });

    it('hands out a due row once, with all that was enqueued', async () => {
      const entry = anOutboxEntry('1', {
        ...{ op: 'reply', replyTo: 'om_9', inThread: true, appeal: 'JJ-1', slot: 'receipt' },
        to: { person: 'ou_1' },
      });
      await enqueue(entry, anOutboxEntry('later', { to: { chat: 'oc_2' }, notBefore: later(1) }));
      const rows = await database.outbox.claim(noon, 50);
      expect(rows).to.deep.equal([{ ...entry, state: 'pending', attempts: 0, nextAttemptAt: noon }]);
      expect(await claimed()).to.deep.equal([]);
      expect(await claimed(later(1))).to.deep.equal(['later']);
    });

    it('sends to one chat in order, one at a time, and to others meanwhile', async () => {
      await enqueue(anOutboxEntry('a1'), anOutboxEntry('a2'), anOutboxEntry('b1', { to: { chat: 'oc_2' } }));
      expect(await claimed()).to.deep.equal(['a1', 'b1']);
      await sent('a1');
      expect(await claimed()).to.deep.equal(['a2']);
    });

    it('waits for a short retry of an earlier row, and overtakes a long one', async () => {
      await enqueue(anOutboxEntry('a1'), anOutboxEntry('a2'));
      await claimed();
      await database.outbox.retry('a1', later(30), 'busy');
      expect(await claimed()).to.deep.equal([]);
      await claimed(later(30));
      await database.outbox.retry('a1', later(600), 'down');
      expect(await claimed(later(31))).to.deep.equal(['a2']);
    });

    it('tells what was attempted, and forgets it when the platform did not take it', async () => {
      await enqueue(anOutboxEntry('1'));
      await claimed();
      await database.outbox.attempted(['1'], later(1));
      await database.outbox.attempted(['1'], later(2));
      await database.outbox.retry('1', later(3), 'no answer');
      expect(await row('1')).to.deep.include({ attempts: 2, firstAttemptAt: later(1), error: 'no answer' });
      await database.outbox.retry('1', later(4), 'too many', true);
      const forgotten = await row('1');
      expect(forgotten).to.deep.include({ attempts: 2, nextAttemptAt: later(4) });
      expect(forgotten).not.to.have.property('firstAttemptAt');
    });

    it('redraws a card only after it was sent', async () => {
      await enqueue(anOutboxEntry('card'), update('redraw', 'card'));
      expect(await claimed()).to.deep.equal(['card']);
      expect(await claimed()).to.deep.equal([]);
      await sent('card');
      expect(await claimed()).to.deep.equal(['redraw']);
      expect(await row('card')).to.deep.include({ state: 'sent', messageId: 'om_card', chatId: 'oc_1' });
    });

    it('redraws with the newest look only, never two at once', async () => {
      await enqueue(anOutboxEntry('card'));
      await claimed();
      await sent('card');
      await enqueue(update('first', 'card'));
      expect(await claimed()).to.deep.equal(['first']);
      await enqueue(update('second', 'card'), update('third', 'card'));
      expect(await claimed(), 'the first is still on its way').to.deep.equal([]);
      await database.outbox.retry('first', later(1), 'busy');
      expect(await claimed()).to.deep.equal(['third']);
      expect((await row('first'))?.state).to.equal('superseded');
      expect((await row('second'))?.state).to.equal('superseded');
    });

    it('holds an update back that waits for its card, without holding back the chat', async () => {
      await enqueue(anOutboxEntry('card'));
      await claimed();
      await database.outbox.settle('card', 'unsure', 'no answer for 55 minutes');
      await enqueue(update('redraw', 'card'), anOutboxEntry('next'));
      expect(await claimed()).to.deep.equal(['next']);
      await sent('card');
      await sent('next');
      expect(await claimed()).to.deep.equal(['redraw']);
    });

    it('drops the updates of a card that was never sent', async () => {
      await enqueue(anOutboxEntry('card'), update('before', 'card'));
      await database.outbox.settle('card', 'failed', 'left the group');
      await enqueue(update('after', 'card'));
      for (const id of ['before', 'after']) expect((await row(id))?.state).to.equal('superseded');
      expect(await claimed()).to.deep.equal([]);
    });

    it('redraws at once although a message of the same appeal waits for the morning', async () => {
      await enqueue(anOutboxEntry('card', { appeal: 'JJ-1' }));
      await claimed();
      await sent('card');
      await enqueue(
        anOutboxEntry('tomorrow', { appeal: 'JJ-1', notBefore: later(3600) }),
        update('redraw', 'card', { appeal: 'JJ-1' }),
      );
      expect(await claimed()).to.deep.equal(['redraw']);
      await sent('redraw');
      expect(await claimed(later(3600))).to.deep.equal(['tomorrow']);
    });

    it('sends a rewritten message under its new uuid, and its updates follow', async () => {
      await enqueue(anOutboxEntry('old', { appeal: 'JJ-1', slot: 'dispatch' }), update('redraw', 'old'));
      await claimed();
      await database.outbox.attempted(['old'], noon);
      await database.outbox.rewrite('old', { newId: 'new', message: { kind: 'text', spans: ['ohne'] } });
      const [again] = await database.outbox.claim(noon, 5);
      expect(again).to.deep.include({ id: 'new', message: { kind: 'text', spans: ['ohne'] } });
      expect(again).not.to.have.property('firstAttemptAt');
      await sent('new');
      expect((await row('redraw'))?.target).to.equal('new');
      expect(await claimed()).to.deep.equal(['redraw']);
    });

    it('gives rows again that a lost process had claimed', async () => {
      await enqueue(anOutboxEntry('1'));
      await claimed();
      await database.outbox.attempted(['1'], later(1));
      await database.close();
      database = await open();
      const [again] = await database.outbox.claim(later(2), 5);
      expect(again).to.deep.include({ id: '1', attempts: 1, firstAttemptAt: later(1) });
    });

    it('finds the cards of an appeal, newest first, and the message of a row', async () => {
      const card = (id: string, facts: Partial<OutboxEntry> = {}) =>
        anOutboxEntry(id, { appeal: 'JJ-1', slot: 'dispatch', ...facts });
      await enqueue(card('1'), card('2'), card('3'), card('other', { slot: 'receipt' }), card('u', update('u', '2')));
      await database.outbox.settle('1', 'failed', 'gone');
      await sent('2');
      await database.transact(async (store) => {
        expect((await store.cardsOf('JJ-1', 'dispatch')).map(({ id }) => id)).to.deep.equal(['3', '2']);
        expect((await store.rowOfMessage('om_2'))?.id).to.equal('2');
        expect(await store.appealOfMessage('om_2')).to.equal('JJ-1');
      });
    });

    it('counts what is left by state and knows the oldest that waits', async () => {
      await enqueue(anOutboxEntry('1'), anOutboxEntry('2', { createdAt: later(1) }), anOutboxEntry('3'));
      await sent('1');
      await database.outbox.settle('3', 'failed', 'gone');
      const counts = { pending: 1, failed: 1, unsure: 0, oldestPendingAt: later(1) };
      expect(await database.outbox.left()).to.deep.equal(counts);
    });

    it('finds what is due among 10,000 that wait', async () => {
      // One chat holds half of them, the oldest; the others are spread over 200 chats.
      const db = await dataSource(place().url).initialize();
      await db.query(`
        INSERT INTO outbox (id, op, lane, message, in_thread, created_at, not_before, next_attempt_at, state, attempts)
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
        SELECT 'r' || i, 'send', 'chat:' || CASE WHEN i < 5000 THEN 0 ELSE i % 200 END, '{}', false,
          '${noon}', '${noon}', '${noon}', 'pending', 0 FROM n ORDER BY i`);
      await db.destroy();
      const ids = await claimed(noon, 50);
      expect(ids.slice(0, 2)).to.deep.equal(['r0', 'r5001']);
      expect(ids).to.have.length(50);
    });
  });
});
