import { expect } from 'chai';
import type { ClockRow } from '../../src/domain/clocks.ts';
import type { DueStep } from '../../src/ports.ts';
import { eachDatabase } from '../support/databases.ts';
import { anAppeal, anEvent, later, noon } from '../support/rows.ts';

const number = 'JJ20260929-001';
const clock = (kind: ClockRow['kind'], facts: Partial<ClockRow> = {}): ClockRow => ({
  ...{ id: kind, appeal: number, kind, rule: '5 calendar days', startedAt: noon, dueAt: later(60), derivation: '…' },
  ...facts,
});
const step = (id: string, facts: Partial<DueStep> = {}): DueStep => ({
  ...{ id, kind: 'dispatch', ref: number, dueAt: noon },
  ...facts,
});

describe('clocks and due steps', () => {
  eachDatabase((open) => {
    it('a clock runs until it is stopped; only the kinds asked for stop, and only once', async () => {
      const database = await open();
      await database.transact(async (store) => {
        await store.startClock(clock('sign-in', { assignment: 'lead-1' })); // before its appeal: one transaction
        await store.startClock(clock('plan', { dueAt: later(90) }));
        await store.save(anAppeal(), [anEvent()]);
        await store.stopClocks(number, later(10), ['sign-in']);
        await store.stopClocks(number, later(20));
      });
      expect(await database.read((ledger) => ledger.clocks(number))).to.deep.equal([
        clock('sign-in', { assignment: 'lead-1', stoppedAt: later(10) }),
        clock('plan', { dueAt: later(90), stoppedAt: later(20) }),
      ]);
    });

    it('steps fall due in order, once; one that is added again is moved', async () => {
      const database = await open();
      await database.transact(async (store) => {
        await store.addStep(step('late', { dueAt: later(60) }));
        await store.addStep(step('other', { ref: 'JJ-2', dueAt: later(1) }));
        await store.addStep(step('ask', { kind: 'ask-text', ref: 'draft' }));
        expect(await store.dueSteps(later(59), 10)).to.deep.equal([
          step('ask', { kind: 'ask-text', ref: 'draft' }),
          step('other', { ref: 'JJ-2', dueAt: later(1) }),
        ]);
        expect(await store.dueSteps(later(60), 1)).to.have.length(1);
        await store.addStep(step('moved', { dueAt: later(-5) }));
        expect((await store.dueSteps(later(60), 10)).map(({ id }) => id)).to.deep.equal(['moved', 'ask', 'other']);
        await store.finishStep('ask');
        await store.cancelSteps('JJ-2', ['to-centre']);
        expect((await store.dueSteps(later(60), 10)).map(({ id }) => id)).to.deep.equal(['moved', 'other']);
        await store.cancelSteps(number);
        await store.cancelSteps('JJ-2', ['dispatch', 'to-centre']);
        expect(await store.dueSteps(later(60), 10)).to.deep.equal([]);
      });
    });

    it('small facts about the database are kept', async () => {
      const database = await open();
      expect(await database.meta.get('app')).to.equal(undefined);
      await database.meta.set('app', 'cli_1');
      await database.meta.set('app', 'cli_2');
      expect(await database.meta.get('app')).to.equal('cli_2');
      await database.ready();
    });
  });
});
