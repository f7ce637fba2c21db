import { expect } from 'chai';
import type { Database } from '../../../src/db/database.ts';
import type { Example } from '../../../src/domain/learning/examples.ts';
import { remembering } from '../../../src/jobs/learning/remembering.ts';
import { eachDatabase } from '../../support/databases.ts';
import { later } from '../../support/rows.ts';
import { type ClockDesk, clockDesk } from '../clockDesk.ts';

const text = '甲要给工人上补充的看病的险,不晓得找谁办';
const example = (appeal: string, taskForce: number, seconds = 0): Example => ({
  ...{ id: `${appeal} ${taskForce}`, at: later(seconds), kind: 'transferred', about: 'task-force' },
  ...{ appeal, text, taskForce },
});

describe('记忆 — what is corrected counts from its commit on', () => {
  eachDatabase((open) => {
    let desk: ClockDesk;
    let database: Database;
    beforeEach(async () => {
      database = await open();
      desk = clockDesk(database, [], '2026-11-20 10:00');
    });

    const forces = ({ deps }: ReturnType<typeof remembering>) =>
      deps.rules.memory?.like(text).map(({ taskForce, cases }) => `${taskForce} × ${cases}`);
    const keep = ({ deps }: Pick<ReturnType<typeof remembering>, 'deps'>, ...examples: Example[]) =>
      deps.transact(async (store) => {
        for (const one of examples) await store.keepExample(one);
      });

    it('not before, and not when the unit of work fails', async () => {
      const own = remembering(desk.deps);
      const failed = own.deps.transact(async (store) => {
        await store.keepExample(example('1', 8));
        expect(forces(own)).to.deep.equal([]);
        throw new Error('refused');
      });
      await failed.catch(() => undefined);
      expect(forces(own)).to.deep.equal([]);
      await keep(own, example('1', 8));
      expect(forces(own)).to.deep.equal(['8 × 1']);
    });

    it('a process that starts, or works beside, learns of it at its next look', async () => {
      const first = remembering(desk.deps);
      await keep(first, example('1', 8), example('2', 8, 1));
      const second = remembering(desk.deps);
      await second.refresh();
      expect(forces(second)).to.deep.equal(['8 × 2']);
      await keep(first, example('2', 3, 60));
      expect(forces(second)).to.deep.equal(['8 × 2']);
      await second.refresh();
      expect(forces(second)?.sort()).to.deep.equal(['3 × 1', '8 × 1']);
    });

    it('both processes correct: neither forgets what the other stored, even with an earlier time', async () => {
      const [first, second] = [remembering(desk.deps), remembering(desk.deps)];
      await keep(second, example('1', 8, 30));
      await keep(first, example('2', 8, 60));
      await first.refresh();
      expect(forces(first)).to.deep.equal(['8 × 2']);
      await keep(second, example('3', 8, 50)); // begun before, stored after
      await first.refresh();
      expect(forces(first)).to.deep.equal(['8 × 3']);
      await keep(second, example('3', 3, 55));
      await keep(first, example('4', 8, 120));
      for (const one of [first, second]) await one.refresh();
      for (const one of [first, second]) expect(forces(one)?.sort()).to.deep.equal(['3 × 1', '8 × 3']);
    });

    it('the rules of others know nothing of it', async () => {
      const own = remembering(desk.deps);
      await keep(own, example('1', 8));
      expect(desk.deps.rules.memory).to.equal(undefined);
    });
  });
});
