import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { dataSource } from '../../../ormconfig.ts';
import type { Database } from '../../../src/db/database.ts';
import { type RetainedKind, retainedKinds } from '../../../src/domain/rules.ts';
import type { Draft, Tip } from '../../../src/domain/tips.ts';
import type { OutboxEntry } from '../../../src/ports/queues.ts';
import type { Store } from '../../../src/ports/store.ts';
import { eachDatabase } from '../../support/databases.ts';
import { anAppeal, anEvent, anInboxEntry, anOutboxEntry, later, noon } from '../../support/rows.ts';
import { aClock, aStep } from '../given.ts';

const day = 86_400;
/** Older than this instant is too old; `old` lies before it, `young` behind it. */
const before = later(0);
const old = later(-day);
const young = later(day);

const ended = 'JJ20260929-001';
const open = 'JJ20260929-002';
const lively = 'JJ20260929-003';
const owing = 'JJ20260929-004';

/** One appeal that is over, one that is open, one that something happened to, one of which a clock still runs. */
async function fourAppeals(store: Store): Promise<void> {
  const at = { receivedAt: old, updatedAt: old };
  await store.save(anAppeal({ ...at, number: ended, status: 'answered' }), [anEvent({ number: ended })]);
  await store.save(anAppeal({ ...at, number: open, status: 'planned' }), [anEvent({ number: open })]);
  await store.save(anAppeal({ ...at, number: lively, status: 'answered', updatedAt: young }), [
    anEvent({ number: lively }),
  ]);
  await store.save(anAppeal({ ...at, number: owing, status: 'withdrawn' }), [anEvent({ number: owing })]);
  await store.saveClocks([
    aClock('stopped', { appeal: ended, stoppedAt: old, ended: 'done' }),
    aClock('runs', { appeal: owing }),
  ]);
}

const aDraft = (id: string, facts: Partial<Draft> = {}): Draft => ({
  ...{
    id,
    person: 'p',
    kind: 'fields',
    text: '企业反映',
    attachments: [],
    chat: 'oc_1',
    message: 'om_1',
    createdAt: old,
  },
  ...facts,
});

const aTip = (id: string, facts: Partial<Tip> = {}): Tip => ({
  ...{ id, openId: 'ou_1', text: '企业反映', attachments: [], chat: 'oc_1', message: 'om_1', createdAt: old },
  ...{ state: 'open', ...facts },
});

describe('what is done with is deleted when its days are over', () => {
  eachDatabase((openDb, place, engine) => {
    let database: Database;
    let beside: DataSource;
    beforeEach(async () => {
      database = await openDb();
      beside = await dataSource(place().url, { poolSize: 1 }).initialize();
      await database.transact(fourAppeals);
    });
    afterEach(() => beside.destroy());

    const given = (fill: (store: Store) => Promise<unknown>) =>
      database.transact(async (store) => void (await fill(store)));
    /** All steps of this kind; gives how many rows went. */
    const clear = async (kind: RetainedKind, by = database): Promise<number> => {
      let total = 0;
      let after: (string | number)[] | undefined;
      do {
        const { deleted, next } = await by.retention.step(kind, { before, after });
        total += deleted;
        after = next;
      } while (after);
      return total;
    };
    const left = async (sql: string): Promise<string[]> => {
      const rows: { it: string }[] = await beside.query(sql);
      return rows.map(({ it }) => it).sort();
    };
    const sent = async (id: string, at: string, facts: Partial<OutboxEntry> = {}) => {
      await given((store) =>
        store.enqueue(anOutboxEntry(id, { createdAt: old, notBefore: old, ...facts } as OutboxEntry)),
      );
      await database.outbox.sent(id, { messageId: `om_${id}`, chatId: 'oc_1', at });
    };
    const messages = () => left('SELECT id AS it FROM outbox');

    it('an event keeps its key and loses its words, then goes; what nobody acted on stays', async () => {
      const ids: Record<string, number> = {};
      for (const key of ['done', 'young', 'failed', 'aside', 'pending']) {
        const receivedAt = key === 'young' ? young : old;
        ids[key] = (await database.inbox.receive(anInboxEntry(key, { receivedAt, lane: 'oc_1' }))).id;
      }
      await given(async (store) => {
        await store.finishInbox(ids.done as number);
        await store.finishInbox(ids.young as number);
      });
      await database.inbox.fail(ids.failed as number, 'F');
      await database.inbox.setAside(ids.aside as number, 'A');
      expect(await clear('keys'), 'before its words are gone').to.equal(0);
      expect(await clear('payloads')).to.equal(1);
      expect(await left(`SELECT key || payload AS it FROM inbox WHERE payload = ''`)).to.deep.equal(['done']);
      expect(await left(`SELECT key AS it FROM inbox WHERE lane IS NULL`)).to.deep.equal(['done']);
      expect(await database.inbox.receive(anInboxEntry('done')), 'a repeat').to.deep.equal({
        id: ids.done,
        fresh: false,
      });
      expect(await clear('keys')).to.equal(1);
      expect(await left('SELECT key AS it FROM inbox')).to.deep.equal(['aside', 'failed', 'pending', 'young']);
    });

    it('a message counts from when it was sent; what failed, is unsure or waits stays', async () => {
      await sent('old', old);
      await sent('sent late', young);
      for (const state of ['superseded', 'failed', 'unsure'] as const) {
        await given((store) => store.enqueue(anOutboxEntry(state, { createdAt: old })));
        await database.outbox.settle(state, state, 'why');
      }
      await given((store) => store.enqueue(anOutboxEntry('pending', { createdAt: old })));
      expect(await clear('messages')).to.equal(2);
      expect(await messages()).to.deep.equal(['failed', 'pending', 'sent late', 'unsure']);
    });

    it('a message about an appeal stays until the appeal is at rest', async () => {
      for (const appeal of [ended, open, lively, owing]) await sent(appeal, old, { appeal, slot: 'receipt' });
      expect(await clear('messages')).to.equal(1);
      expect(await messages()).to.deep.equal([open, lively, owing]);
    });

    it('later looks of a card go also while its appeal is open, the card is redrawn all the same', async () => {
      await sent('card', old, { appeal: open, slot: 'dispatch' });
      await sent('look', old, { op: 'update', target: 'card', appeal: open });
      await given((store) =>
        store.enqueue(anOutboxEntry('next', { op: 'update', target: 'card', appeal: open, createdAt: old })),
      );
      expect([await clear('messages'), await clear('redraws')]).to.deep.equal([0, 1]);
      expect(await messages()).to.deep.equal(['card', 'next']);
      await given((store) => store.enqueue(anOutboxEntry('newest', { op: 'update', target: 'card', appeal: open })));
      expect((await database.outbox.claim(later(1), 10)).map(({ id }) => id)).to.deep.equal(['newest']);
    });

    it('a card that is about to be redrawn stays although its appeal is over', async () => {
      await sent('card', old, { appeal: ended, slot: 'receipt' });
      await given((store) => store.enqueue(anOutboxEntry('look', { op: 'update', target: 'card', appeal: ended })));
      expect(await clear('messages')).to.equal(0);
    });

    it('a quote finds an open appeal however old the message is', async () => {
      await given(async (store) => {
        for (const appeal of [ended, open, lively, owing]) await store.linkMessage(`om_${appeal}`, appeal, old);
        await store.linkMessage('om_young', ended, young);
      });
      expect(await clear('links')).to.equal(1);
      const found = (message: string) => database.transact((store) => store.appealOfMessage(message));
      expect(await Promise.all([`om_${ended}`, `om_${open}`, 'om_young'].map(found))).to.deep.equal([
        undefined,
        open,
        ended,
      ]);
    });

    it('a report goes, but not one on which something is still decided or done', async () => {
      await given(async (store) => {
        for (const id of ['old', 'shown', 'running', 'young']) {
          const at = id === 'young' ? young : old;
          await store.saveReport({ id, job: 'asked', audience: 'ou_1', at, lists: {}, totals: {} });
        }
        await store.setMeta('rules:shown', JSON.stringify({ report: 'shown', rules: {} }));
        await store.addStep(aStep('s', { kind: 'recalculate', ref: 'running:25' }));
      });
      expect(await clear('reports')).to.equal(1);
      expect(await left('SELECT id AS it FROM reports')).to.deep.equal(['running', 'shown', 'young']);
    });

    it('what the timetable has done is forgotten, a change of rules that was shown is not', async () => {
      await given(async (store) => {
        for (const [job, at] of [
          ['todays-list', old],
          ['missed', old],
          ['rule-change', old],
          ['young', young],
        ] as const)
          await store.claimOnce({ job, slot: `${at}/oc_1`, state: job === 'missed' ? 'missed' : 'done', at });
      });
      expect(await clear('slots')).to.equal(2);
      expect(await left('SELECT job AS it FROM slots')).to.deep.equal(['rule-change', 'young']);
    });

    it('a draft counts from when it was taken; a remark that a leader keeps stays with its appeal', async () => {
      await given(async (store) => {
        await store.addDraft(aDraft('old'));
        await store.addDraft(aDraft('young', { createdAt: young }));
        await store.addDraft(aDraft('taken lately'));
        await store.takeDraft('taken lately', { at: young, as: '新建' });
        await store.addDraft(aDraft('remark', { kind: 'remark', appeal: open }));
        await store.addDraft(aDraft('remark of what is over', { kind: 'remark', appeal: ended }));
      });
      expect(await clear('drafts')).to.equal(2);
      expect(await left('SELECT id AS it FROM drafts')).to.deep.equal(['remark', 'taken lately', 'young']);
    });

    it('线索 go once they were decided long ago', async () => {
      await given(async (store) => {
        for (const id of ['old', 'lately', 'open']) await store.addTip(aTip(id));
        await store.decideTip('old', { state: 'declined', by: 'c', at: old });
        await store.decideTip('lately', { state: 'accepted', by: 'c', at: young });
      });
      expect(await clear('tips')).to.equal(1);
      expect(await left('SELECT id AS it FROM tips')).to.deep.equal(['lately', 'open']);
    });

    it('nothing of the record itself is of any kind', async () => {
      const counted = async () =>
        Promise.all(
          ['appeals', 'timeline', 'clocks'].map((table) => left(`SELECT CAST(COUNT(*) AS text) AS it FROM ${table}`)),
        );
      const kept = await counted();
      for (const kind of retainedKinds) await clear(kind);
      expect(await counted()).to.deep.equal(kept);
    });

    it('goes on behind rows that stay, in steps, and two at once delete each row once', async () => {
      await given(async (store) => {
        for (let index = 0; index < 450; index += 1) {
          const kept = index < 250;
          await store.claimOnce({
            job: kept ? 'rule-change' : 'todays-list',
            slot: `${index}`,
            state: 'done',
            at: old,
          });
        }
      });
      const first = await database.retention.step('slots', { before });
      expect(first).to.include({ deleted: 0 });
      const second = await database.retention.step('slots', { before, after: first.next });
      expect(second.deleted + (await clear('slots'))).to.equal(200);
      await given(async (store) => {
        for (let index = 0; index < 450; index += 1)
          await store.claimOnce({ job: 'todays-list', slot: `${index}`, state: 'done', at: old });
      });
      const other = await openDb();
      const both = await Promise.all([clear('slots'), clear('slots', other)]);
      expect(both.reduce((sum, one) => sum + one)).to.equal(450);
    });

    it('a change that is not committed yet is waited for: its card stays', async () => {
      await sent('card', old, { appeal: ended, slot: 'receipt' });
      const other = await openDb();
      let deleting: Promise<unknown> = Promise.resolve();
      await given(async (store) => {
        const appeal = await store.appeal(ended);
        if (!appeal) throw new Error('no appeal');
        await store.save({ ...appeal, version: 2, updatedAt: young }, [anEvent({ number: ended })]);
        deleting = clear('messages', other);
        const [card] = await store.cardsOf(ended);
        await store.enqueue(anOutboxEntry('look', { op: 'update', target: card?.id, appeal: ended }));
      });
      await deleting;
      expect(await messages()).to.deep.equal(['card', 'look']);
    });

    if (engine === 'SQLite') {
      it('each look goes along an index', async () => {
        const { retained } = await import('../../../src/db/queues/retained.ts');
        for (const kind of retainedKinds) {
          const { table, key, since, done = 'TRUE' } = retained[kind];
          const order = [since, ...key].join(', ');
          const plan: { detail: string }[] = await beside.query(
            `EXPLAIN QUERY PLAN SELECT ${order} FROM ${table} WHERE ${done} AND ${since} < '${noon}'
             AND (${order}) > ('2026', ${key.map(() => `'a'`).join(', ')}) ORDER BY ${order} LIMIT 200`,
          );
          const details = plan.map(({ detail }) => detail).join('; ');
          expect(details, kind).to.match(/^SEARCH \w+ USING (?:COVERING )?INDEX \w+ \([^;]*$/);
        }
      });
    }
  });
});
