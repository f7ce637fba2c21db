import { expect } from 'chai';
import type { Database } from '../../src/db/database.ts';
import { eachDatabase } from '../support/databases.ts';
import { anAppeal, anEvent, anOutboxEntry, later, noon } from '../support/rows.ts';
import { aClock, aReminder, aStep } from './given.ts';

const number = 'JJ20260929-001';

describe('what falls due by itself', () => {
  eachDatabase((open) => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });

    const next = (after: string) => database.read((ledger) => ledger.nextDue(after));
    const late = (before: string) => database.read((ledger) => ledger.late(before));

    it('steps fall due in order, once; one that is added again is moved', async () => {
      await database.transact(async (store) => {
        await store.addStep(aStep('late', { dueAt: later(60) }));
        await store.addStep(aStep('other', { ref: 'JJ-2', dueAt: later(1) }));
        await store.addStep(aStep('ask', { kind: 'ask-text', ref: 'draft' }));
        expect(await store.dueSteps(later(59), 10)).to.deep.equal([
          aStep('ask', { kind: 'ask-text', ref: 'draft' }),
          aStep('other', { ref: 'JJ-2', dueAt: later(1) }),
        ]);
        expect(await store.dueSteps(later(60), 1)).to.have.length(1);
        await store.addStep(aStep('moved', { dueAt: later(-5) }));
        expect((await store.dueSteps(later(60), 10)).map(({ id }) => id)).to.deep.equal(['moved', 'ask', 'other']);
        expect(await store.finishStep('ask')).to.equal(true);
        expect(await store.finishStep('ask')).to.equal(false);
        await store.cancelSteps('JJ-2', ['to-centre']);
        expect((await store.dueSteps(later(60), 10)).map(({ id }) => id)).to.deep.equal(['moved', 'other']);
        await store.cancelSteps(number);
        await store.cancelSteps('JJ-2', ['dispatch', 'to-centre']);
        expect(await store.dueSteps(later(60), 10)).to.deep.equal([]);
      });
    });

    it('nothing is due and nothing is late in an empty database', async () => {
      expect(await next(noon)).to.equal(undefined);
      const none = { count: 0 };
      expect(await late(noon)).to.deep.equal({ steps: none, reminders: none, messages: none });
    });

    it('the next thing due is the first step, reminder or message after the instant', async () => {
      await database.transact(async (store) => {
        await store.save(anAppeal(), [anEvent()]);
        await store.saveClocks([aClock('plan')]);
        await store.addStep(aStep('step', { dueAt: later(10) }));
        await store.addReminders([
          aReminder('sent', 'plan', { dueAt: later(5) }),
          aReminder('reminder', 'plan', { step: 'overdue', dueAt: later(20) }),
        ]);
        await store.finishReminder('sent', { state: 'sent', at: later(5), late: false });
        await store.enqueue(anOutboxEntry('message', { notBefore: later(30) }));
        await store.enqueue(anOutboxEntry('card', { op: 'update', target: 'message', notBefore: later(3) }));
      });
      expect(await next(noon)).to.equal(later(10));
      expect(await next(later(10)), 'after it, not at it').to.equal(later(20));
      expect(await next(later(20))).to.equal(later(30));
      expect(await next(later(30)), 'an update of a card that was not sent has no time').to.equal(undefined);
      await database.outbox.claim(later(30), 1);
      await database.outbox.retry('message', later(90), 'busy');
      expect(await next(later(30))).to.equal(later(90));
      await database.outbox.settle('message', 'failed', 'gone');
      expect(await next(later(30))).to.equal(undefined);
    });

    it('late is what is pending still although it was due before the instant', async () => {
      await database.transact(async (store) => {
        await store.save(anAppeal(), [anEvent()]);
        await store.saveClocks([aClock('plan')]);
        await store.addStep(aStep('step', { dueAt: later(2) }));
        await store.addStep(aStep('first', { ref: 'JJ-2', dueAt: later(1) }));
        await store.addReminders([
          aReminder('done', 'plan', { step: 'tomorrow' }),
          aReminder('reminder', 'plan', { dueAt: later(3) }),
          aReminder('future', 'plan', { step: 'overdue', dueAt: later(50) }),
        ]);
        await store.finishReminder('done', { state: 'dropped', at: noon, late: false });
        await store.enqueue(anOutboxEntry('message', { createdAt: noon, notBefore: later(4) }));
        await store.enqueue(anOutboxEntry('card', { op: 'update', target: 'message', notBefore: later(1) }));
        await store.enqueue(anOutboxEntry('held', { to: { chat: 'oc_2' }, createdAt: noon, notBefore: later(50) }));
      });
      const none = { count: 0 };
      const early = { steps: { count: 1, oldest: later(1) }, reminders: none, messages: none };
      expect(await late(later(2)), 'before it, not at it').to.deep.equal(early);
      expect(await late(later(50))).to.deep.equal({
        steps: { count: 2, oldest: later(1) },
        reminders: { count: 1, oldest: later(3) },
        messages: { count: 1, oldest: later(4) },
      });
      await database.outbox.claim(later(4), 1);
      await database.outbox.retry('message', later(99), 'busy');
      const tried = { count: 1, oldest: later(4) };
      expect((await late(later(50))).messages, 'late, however far off its next attempt').to.deep.equal(tried);
      await database.outbox.sent('message', { messageId: 'om_1', chatId: 'oc_1', at: later(4) });
      const waited = { count: 1, oldest: later(1) };
      expect((await late(later(50))).messages, 'its new look may go out now').to.deep.equal(waited);
    });
  });
});
