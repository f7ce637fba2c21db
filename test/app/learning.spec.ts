import { expect } from 'chai';
import { learningOf } from '../../src/app/learning.ts';
import type { Database } from '../../src/db/database.ts';
import type { Example } from '../../src/domain/learning/examples.ts';
import type { Trainer } from '../../src/ports/trainer.ts';
import { type ClockDesk, clockDesk } from '../jobs/clockDesk.ts';
import { onSqlite } from '../support/databases.ts';
import { noon } from '../support/rows.ts';

const text = '甲要给工人上补充的看病的险,不晓得找谁办';
const example: Example = {
  ...{ id: 'a', at: noon, kind: 'transferred', about: 'task-force', appeal: '1', text, taskForce: 8 },
};

describe('学习的开关 — LEARNING', () => {
  onSqlite((open) => {
    let database: Database;
    let desk: ClockDesk;
    let asked: string[];
    beforeEach(async () => {
      database = await open();
      desk = clockDesk(database, [], '2026-11-21 03:00');
      asked = [];
      await database.transact((store) => store.keepExample(example));
    });

    const trainer = (): Trainer => ({
      ...{ place: 'here', considered: () => undefined, take: () => undefined, refuse: () => undefined },
      refresh: () => asked.push('refresh') > 0,
      async train() {
        asked.push('train');
        throw new Error('not today');
      },
      stop: () => undefined,
    });

    async function look(learning: boolean) {
      const own = await learningOf(desk.deps, { trainer: trainer(), learning });
      await own.look();
      await own.idle();
      return own.deps;
    }

    it('on: what was corrected before the start counts, and the night learns', async () => {
      const { rules } = await look(true);
      expect(rules.memory?.like(text)[0]?.taskForce).to.equal(8);
      expect(asked).to.deep.equal(['refresh', 'train']);
    });

    it('off: nothing of it counts or is learned; it is kept, and a model that is rolled back is still noticed', async () => {
      const deps = await look(false);
      expect(deps.rules.memory).to.equal(undefined);
      expect(asked).to.deep.equal(['refresh']);
      expect(await deps.read((store) => store.examples(5))).to.have.length(1);
    });

    it('without a trainer, as in the sandbox, it counts at once and no model is made', async () => {
      const own = await learningOf(desk.deps, {});
      await own.look();
      expect(own.deps.rules.memory?.like(text)[0]?.taskForce).to.equal(8);
    });
  });
});
