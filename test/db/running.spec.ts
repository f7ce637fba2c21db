import { expect } from 'chai';
import type { Database } from '../../src/db/database.ts';
import type { Appeal, Assignment } from '../../src/domain/appeal/appeal.ts';
import type { ClockRow } from '../../src/domain/clocks/clocks.ts';
import { eachDatabase } from '../support/databases.ts';
import { anAppeal, anEvent, later, noon } from '../support/rows.ts';
import { aClock, aReminder } from './given.ts';

const [first, second, third] = ['JJ20260929-001', 'JJ20260929-002', 'JJ20260929-003'] as const;

const lead: Assignment = { id: 'lead-1', kind: 'lead', taskForce: 5, unit: 'power', from: noon };
const anne: Partial<Appeal> = { submittedBy: 'anne', company: '甲公司', town: 'town:east' };
const appeals: Partial<Appeal>[] = [
  { number: first, status: 'planned', ...anne, assignments: [lead] },
  { number: second, status: 'answered', submittedBy: 'bob', receivedAt: later(1) },
  { number: third, status: 'closed', submittedBy: 'anne' },
];
const power: Partial<ClockRow> = { assignment: 'lead-1', taskForce: 5, unit: 'power' };
const clocks: ClockRow[] = [
  aClock('late', { ...power, dueAt: later(10), owedAt: later(50) }),
  aClock('paused', { ...power, kind: 'result', taskForce: 6, dueAt: later(20), pausedAt: later(5) }),
  aClock('stopped', { ...power, stoppedAt: later(5), ended: 'done' }),
  aClock('same-time', { appeal: second, owner: 'submitter', kind: 'inform', dueAt: later(20) }),
  aClock('review', { kind: 'review', owner: 'centre', dueAt: later(30) }),
  aClock('water', { appeal: second, taskForce: 5, unit: 'water', dueAt: later(70) }),
  aClock('forgotten', { appeal: third }),
];

describe('running clocks', () => {
  eachDatabase((open) => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
      await database.transact(async (store) => {
        for (const facts of appeals) await store.save(anAppeal(facts), [anEvent({ number: facts.number })]);
        await store.saveClocks(clocks);
      });
    });

    const running = () => database.read((ledger) => ledger.running());

    it('are listed of the appeals that have not ended, the most urgent first', async () => {
      expect((await running()).map(({ id }) => id)).to.deep.equal(['paused', 'same-time', 'review', 'late', 'water']);
    });

    it('bring along what a list says of their appeal', async () => {
      const [paused, inform] = await running();
      const power = { kind: 'result', owner: 'handler', taskForce: 6, unit: 'power', pausedAt: later(5) };
      const anne = { status: 'planned', submittedBy: 'anne', town: 'town:east', leadTaskForce: 5, leadUnit: 'power' };
      const due = { dueAt: later(20), owedAt: later(20) };
      expect(paused).to.deep.equal({ id: 'paused', appeal: first, ...power, ...due, ...anne });
      const bob = { kind: 'inform', owner: 'submitter', status: 'answered', submittedBy: 'bob' };
      expect(inform, 'neither town nor lead').to.deep.equal({ id: 'same-time', appeal: second, ...due, ...bob });
    });

    it('bring along when they were first called overdue, this time', async () => {
      await database.transact(async (store) => {
        await store.addReminders([
          aReminder('today', 'late', { dueAt: later(2) }),
          aReminder('tomorrow', 'late', { step: 'tomorrow', dueAt: later(1) }),
          aReminder('call', 'late', { step: 'last-call', dueAt: later(3) }),
          aReminder('note', 'late', { step: 'head-note', dueAt: later(9) }),
          aReminder('before', 'late', { step: 'overdue', dueAt: later(4) }),
          aReminder('again', 'late', { step: 'overdue', dueAt: later(58) }),
          aReminder('overdue', 'late', { step: 'overdue', dueAt: later(54) }),
          aReminder('never', 'review', { step: 'overdue', dueAt: later(4) }),
          aReminder('to-come', 'paused', { step: 'overdue', dueAt: later(99) }),
        ]);
        await store.finishReminder('today', { state: 'sent', at: later(2), late: false });
        await store.finishReminder('before', { state: 'sent', at: later(6), late: false });
        await store.finishReminder('again', { state: 'sent', at: later(58), late: false });
        await store.finishReminder('overdue', { state: 'sent', at: later(56), late: true });
        await store.finishReminder('never', { state: 'dropped', at: later(6), late: false });
      });
      const told = (await running()).map(({ id, toldAt }) => ({ id, toldAt }));
      expect(told).to.deep.equal([
        { id: 'paused', toldAt: undefined },
        { id: 'same-time', toldAt: undefined },
        { id: 'review', toldAt: undefined },
        { id: 'late', toldAt: later(56) },
        { id: 'water', toldAt: undefined },
      ]);
    });
  });
});
