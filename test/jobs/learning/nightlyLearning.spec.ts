import { expect } from 'chai';
import type { Database } from '../../../src/db/database.ts';
import { figureNames, type Measured } from '../../../src/domain/learning/comparison.ts';
import type { Instant } from '../../../src/domain/time/instant.ts';
import { nightlyLearning } from '../../../src/jobs/learning/nightlyLearning.ts';
import type { Lessons, Trainer } from '../../../src/ports/trainer.ts';
import { eachDatabase } from '../../support/databases.ts';
import { anAppeal, anEvent } from '../../support/rows.ts';
import { at, type ClockDesk, clockDesk, sends } from '../clockDesk.ts';

const same = Object.fromEntries(figureNames.map((name) => [name, { share: 0.9, of: 100 }])) as Measured;

/** Learns nothing, and remembers what it was asked. */
function standIn(after: Partial<Measured> = {}, fails?: Error) {
  const did: string[] = [];
  let known: Instant | undefined;
  let newest: Instant | undefined;
  const trained: Lessons[] = [];
  const trainer: Trainer = {
    place: 'here',
    considered: () => known,
    async train(lessons) {
      trained.push(lessons);
      newest = lessons.examples.at(-1)?.at;
      if (fails) throw fails;
      return { before: same, after: { ...same, ...after } };
    },
    take() {
      did.push('taken');
      known = newest;
    },
    refuse(upTo) {
      did.push('refused');
      known = upTo;
    },
    refresh: () => did.push('refreshed') > 0,
    stop: () => void did.push('stopped'),
  };
  return { trainer, did, trained };
}

describe('夜间学习 — at night the bot learns from what people corrected', () => {
  eachDatabase((open) => {
    let database: Database;
    let desk: ClockDesk;
    beforeEach(async () => {
      database = await open();
      desk = clockDesk(database, [], '2026-11-20 10:00');
    });

    const correct = (appeal: string, when: string, taskForce = 8) =>
      database.transact((store) =>
        store.keepExample({
          ...{ id: `${appeal} ${when}`, at: at(when), kind: 'transferred', about: 'task-force', appeal, taskForce },
          text: '甲要给工人上补充的看病的险',
        }),
      );

    async function night(learning: ReturnType<typeof nightlyLearning>, time: string): Promise<void> {
      desk.now(time);
      await learning.look();
      await learning.idle();
    }

    it('after its hour, once, and the next message is read with the new model', async () => {
      await correct('JJ20261120-001', '2026-11-20 10:00');
      const { trainer, did, trained } = standIn();
      const learning = nightlyLearning(desk.deps, trainer);
      for (const time of ['2026-11-20 23:59', '2026-11-21 02:29']) await night(learning, time);
      expect(did).to.deep.equal([]);
      for (const time of ['2026-11-21 02:30', '2026-11-21 02:31']) await night(learning, time);
      expect(did).to.deep.equal(['taken', 'refreshed']);
      expect(trained[0]?.examples.map(({ appeal }) => appeal)).to.deep.equal(['JJ20261120-001']);
      expect(await sends(desk.deps), 'nobody is told').to.deep.equal([]);
    });

    it('a night without a new correction, and the day, learn nothing', async () => {
      const { trainer, trained } = standIn();
      const learning = nightlyLearning(desk.deps, trainer);
      await night(learning, '2026-11-21 03:00');
      await correct('JJ20261120-001', '2026-11-21 10:00');
      await night(learning, '2026-11-21 10:30');
      expect(trained).to.have.length(0);
      await night(learning, '2026-11-22 03:00');
      await night(learning, '2026-11-23 03:00');
      expect(trained).to.have.length(1);
    });

    it('a candidate that is worse in one figure stays aside: the administrators read it in one message', async () => {
      await correct('JJ20261120-001', '2026-11-20 10:00');
      const { trainer, did } = standIn({ sensitiveHeld: { share: 0.85, of: 100 } });
      const learning = nightlyLearning(desk.deps, trainer);
      await night(learning, '2026-11-21 03:00');
      expect(did).to.deep.equal(['refused']);
      const told = await sends(desk.deps);
      expect(told.map(({ to }) => to)).to.deep.equal(['ou_admin']);
      expect(told[0]?.text).to.include('未启用').and.include('敏感件识别率由90.0%变为85.0%');
      expect(told[0]?.notBefore, 'not in the middle of the night').to.equal(at('2026-11-23 08:30'));
      await night(learning, '2026-11-22 03:00');
      expect(did, 'nothing new came').to.deep.equal(['refused']);
      await correct('JJ20261120-002', '2026-11-22 10:00');
      await night(learning, '2026-11-23 03:00');
      expect(did).to.deep.equal(['refused', 'refused']);
    });

    it('a training that fails changes nothing, is told once, and is tried again the next night', async () => {
      await correct('JJ20261120-001', '2026-11-20 10:00');
      const { trainer, did, trained } = standIn({}, new Error('no memory'));
      const learning = nightlyLearning(desk.deps, trainer);
      await night(learning, '2026-11-21 03:00');
      await night(learning, '2026-11-22 03:00');
      expect([did, trained.length]).to.deep.equal([[], 2]);
      expect((await sends(desk.deps)).map(({ text }) => text)).to.have.length(1);
    });

    it('of two processes on one machine one learns; one that ends tells nobody', async () => {
      await correct('JJ20261120-001', '2026-11-20 10:00');
      const [one, other] = [standIn(), standIn()];
      await night(nightlyLearning(desk.deps, one.trainer), '2026-11-21 03:00');
      await night(nightlyLearning(desk.deps, other.trainer), '2026-11-21 03:01');
      expect([one.trained.length, other.trained.length]).to.deep.equal([1, 0]);
      const ending = standIn({}, new Error('killed'));
      const learning = nightlyLearning(desk.deps, ending.trainer);
      desk.now('2026-11-22 03:00');
      await learning.look();
      learning.stop();
      await learning.idle();
      expect(ending.did).to.deep.equal(['stopped']);
      expect(await sends(desk.deps)).to.deep.equal([]);
    });

    it('stopped before its process exists: none starts, nobody is told', async () => {
      await correct('JJ20261120-001', '2026-11-20 10:00');
      const { trainer, trained } = standIn();
      desk.now('2026-11-21 03:00');
      const claiming = nightlyLearning(desk.deps, trainer);
      const looking = claiming.look();
      claiming.stop();
      await looking;
      await claiming.idle();
      await night(claiming, '2026-11-22 03:00');
      expect(trained).to.deep.equal([]);
      expect(await sends(desk.deps)).to.deep.equal([]);
    });

    it('what was answered where it went first is compared, masked; what was corrected or moved is not', async () => {
      const assignment = { kind: 'lead', taskForce: 3, unit: 'u', from: at('2026-11-20 10:00') } as const;
      const text = '沈巷镇江畔机械有限公司申请变压器增容，联系人张经理 13900001234';
      const answered = (number: string, ids: string[], confidential = false) =>
        database.transact((store) =>
          store.save(
            anAppeal({
              ...{ number, text, status: 'answered', confidential },
              routing: { kind: 'guess', choice: { taskForce: 3, unit: 'u', score: 1, words: [] }, candidates: [] },
              assignments: ids.map((id) => ({ ...assignment, id: `${number} ${id}` })),
            }),
            [anEvent({ number })],
          ),
        );
      await answered('JJ20261120-001', ['a']);
      await answered('JJ20261120-002', ['a', 'b']);
      await answered('JJ20261120-003', ['a'], true);
      await answered('JJ20261120-004', ['a']);
      await correct('JJ20261120-004', '2026-11-20 10:00', 8);
      const { trainer, trained } = standIn();
      await night(nightlyLearning(desk.deps, trainer), '2026-11-21 03:00');
      expect(trained[0]?.confirmed.map(({ taskForce }) => taskForce)).to.deep.equal([3]);
      expect(trained[0]?.confirmed[0]?.text)
        .to.include('变压器增容')
        .and.not.match(/江畔|张|1390/);
    });
  });
});
