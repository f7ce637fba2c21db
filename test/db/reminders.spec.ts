import { expect } from 'chai';
import type { Database } from '../../src/db/database.ts';
import type { Reminder, Step } from '../../src/domain/clocks/ladder.ts';
import { eachDatabase } from '../support/databases.ts';
import { anAppeal, anEvent, later, noon } from '../support/rows.ts';
import { aClock, aReminder } from './given.ts';

const number = 'JJ20260929-001';
const pending = (reminder: Reminder) => ({ ...reminder, state: 'pending' as const });

describe('reminders', () => {
  eachDatabase((open) => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
      await database.transact(async (store) => {
        await store.save(anAppeal(), [anEvent()]);
        await store.saveClocks([aClock('one'), aClock('other')]);
      });
    });

    const add = (...reminders: Reminder[]) => database.transact((store) => store.addReminders(reminders));
    const finish = (id: string, state: 'sent' | 'dropped' = 'sent', late = false, at = database) =>
      at.transact((store) => store.finishReminder(id, { state, at: later(30), late }));
    const known = () => database.read((ledger) => ledger.reminders(number));
    const due = async (now: string, steps: Step[], limit = 10) =>
      (await database.transact((store) => store.dueReminders(now, steps, limit))).map(({ id }) => id);

    it('are added once for a clock, a step and a time', async () => {
      const today = aReminder('today', 'one');
      const call = aReminder('call', 'one', { step: 'last-call', dueAt: later(5) });
      const again = aReminder('again', 'one', { dueAt: later(9) });
      await add(today, call);
      await add(aReminder('copy', 'one'), again, aReminder('copy-too', 'one', { dueAt: later(9) }));
      await add();
      expect(await known()).to.deep.equal([today, call, again].map(pending));
      expect(await database.read((ledger) => ledger.reminders('JJ-other'))).to.deep.equal([]);
    });

    it('stay when they were sent, and are not sent a second time when the clock makes them again', async () => {
      const [sent, waits] = [
        aReminder('sent', 'one'),
        aReminder('waits', 'one', { step: 'overdue', dueAt: later(60) }),
      ];
      const other = aReminder('other', 'other');
      await add(sent, waits, other);
      await finish('sent', 'sent', true);
      await database.transact((store) => store.cancelReminders(['one', 'unknown']));
      await database.transact((store) => store.cancelReminders([]));
      await add(aReminder('repeated', 'one'), waits);
      const kept = { ...sent, state: 'sent', sentAt: later(30), late: true };
      expect(await known()).to.deep.equal([pending(other), kept, pending(waits)]);
    });

    it('fall due in order, only the steps asked for and only what is pending', async () => {
      await add(
        aReminder('third', 'one', { dueAt: later(2) }),
        aReminder('first', 'other'),
        aReminder('second', 'one', { step: 'overdue', dueAt: later(1) }),
        aReminder('private', 'one', { step: 'last-call' }),
        aReminder('gone', 'one', { step: 'tomorrow' }),
        aReminder('future', 'other', { dueAt: later(3) }),
      );
      await finish('gone', 'dropped');
      const morning: Step[] = ['tomorrow', 'today', 'overdue'];
      expect(await due(later(2), morning)).to.deep.equal(['first', 'second', 'third']);
      expect(await due(later(2), morning, 2)).to.deep.equal(['first', 'second']);
      expect(await due(later(2), ['last-call'])).to.deep.equal(['private']);
      expect(await due(later(2), [])).to.deep.equal([]);
      const [row] = await database.transact((store) => store.dueReminders(noon, ['last-call'], 1));
      expect(row).to.deep.equal(pending(aReminder('private', 'one', { step: 'last-call' })));
    });

    it('are finished by one of two who try at the same time', async () => {
      await add(aReminder('wanted', 'one'), aReminder('cancelled', 'other'));
      const beside = await open();
      const tries = await Promise.all([finish('wanted'), finish('wanted', 'sent', false, beside)]);
      expect(tries.sort()).to.deep.equal([false, true]);
      await database.transact((store) => store.cancelReminders(['other']));
      expect(await finish('cancelled')).to.equal(false);
      expect(await known()).to.deep.equal([{ ...aReminder('wanted', 'one'), state: 'sent', sentAt: later(30) }]);
    });

    it('that are dropped were never sent', async () => {
      await add(aReminder('dropped', 'one'));
      expect(await finish('dropped', 'dropped')).to.equal(true);
      expect(await finish('dropped')).to.equal(false);
      expect(await known()).to.deep.equal([{ ...aReminder('dropped', 'one'), state: 'dropped' }]);
    });

    it('are postponed while they are pending', async () => {
      await add(aReminder('moves', 'one'), aReminder('stays', 'other'));
      await finish('stays');
      await database.transact(async (store) => {
        await store.postponeReminder('moves', later(60));
        await store.postponeReminder('stays', later(60));
      });
      expect(await due(later(59), ['today'])).to.deep.equal([]);
      expect(await due(later(60), ['today'])).to.deep.equal(['moves']);
      expect((await known()).map(({ dueAt }) => dueAt)).to.deep.equal([noon, later(60)]);
    });

    it('are added and cancelled in any number at once', async () => {
      const many = Array.from({ length: 3000 }, (_, index) => index);
      await database.transact((store) => store.saveClocks(many.map((index) => aClock(`clock-${index}`))));
      await add(...many.map((index) => aReminder(`r-${index}`, `clock-${index}`)));
      expect(await due(noon, ['today'], 5000)).to.have.length(3000);
      await database.transact((store) => store.cancelReminders(many.map((index) => `clock-${index}`)));
      expect(await known()).to.deep.equal([]);
    });
  });
});
