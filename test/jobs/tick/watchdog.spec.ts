import { expect } from 'chai';
import { healthOf } from '../../../src/app/health.ts';
import { addSeconds } from '../../../src/domain/time/chinaTime.ts';
import { readiness } from '../../../src/http/health.ts';
import { createMetrics } from '../../../src/http/metrics.ts';
import { heartbeat } from '../../../src/jobs/tick/heartbeat.ts';
import { type TickOptions, ticker } from '../../../src/jobs/tick/tick.ts';
import { lateRows, troubles, watchdog, worksOn } from '../../../src/jobs/tick/watchdog.ts';
import type { Job } from '../../../src/jobs/timetable/occurrencesDue.ts';
import { runTimetable } from '../../../src/jobs/timetable/timetable.ts';
import type { Deps } from '../../../src/ports/index.ts';
import { say } from '../../../src/presenters/notes/notes.ts';
import { aClock, aReminder } from '../../db/given.ts';
import { serve } from '../../http/server.ts';
import { eachDatabase } from '../../support/databases.ts';
import { anAppeal, anEvent } from '../../support/rows.ts';
import { at, type ClockDesk, clockDesk, digest, papers, sends } from '../clockDesk.ts';

const sound = { fault: async () => undefined, warnings: async () => [] };
const ten = at('2026-11-20 10:00');

/** A message owed since 10:00. */
function owes({ transact }: Deps, id = 'late', notBefore = ten): Promise<void> {
  const common = { op: 'send' as const, to: { person: 'ou_1' }, message: say('一条消息'), createdAt: ten };
  return transact((store) => store.enqueue({ ...common, id, notBefore }));
}

function step({ transact }: Deps, dueAt: string): Promise<void> {
  return transact((store) => store.addStep({ id: 'step', kind: 'dispatch', ref: 'JJ20261120-001', dueAt }));
}

function reminder({ transact }: Deps, dueAt: string): Promise<void> {
  return transact(async (store) => {
    await store.save(anAppeal(), [anEvent()]);
    await store.saveClocks([aClock('plan')]);
    await store.addReminders([aReminder('reminder', 'plan', { step: 'today', dueAt })]);
  });
}

describe('the watchdog', () => {
  eachDatabase((open) => {
    let desk: ClockDesk;
    const found = () => troubles(desk.deps, {});
    const warned = async (text: string) => {
      desk.now(text);
      return (await found()).map(({ kind }) => kind);
    };
    /** What the administrator was told, with the instant it may go out. */
    const told = async () => (await sends(desk.deps)).filter(({ to }) => to === 'ou_admin');
    beforeEach(async () => {
      desk = clockDesk(await open(), [digest], '2026-11-20 10:00');
    });

    it('tells of events that nobody acts on any more, of each once, and goes on calling the monitor', async () => {
      const { inbox } = desk.deps;
      const stuck = async (key: string) => {
        const { id } = await inbox.receive({ key, payload: '{"text":"张三"}', receivedAt: ten });
        await inbox.claim(10);
        await inbox.fail(id, 'TypeError (1a2b3c4d)');
        return id;
      };
      const watch = watchdog(desk.deps);
      const rounds = async () => {
        for (const _ of [1, 2, 3]) await watch(await found());
        return (await told()).map(({ text }) => text);
      };
      const first = await stuck('m:1');
      expect((await found()).every(worksOn)).to.equal(true);
      const one = await rounds();
      expect(one).to.have.length(1);
      expect(one[0])
        .to.match(/有1条消息或点击未能办理.*inbox:retry/)
        .and.not.include('张三');
      const second = await stuck('m:2');
      const two = await rounds();
      expect(two).to.have.length(1);
      expect(two[0]).to.include('有2条消息或点击未能办理');
      await inbox.tryAgain([first, second]);
      expect(await found()).to.deep.equal([]);
      expect(await rounds()).to.deep.equal([]);
    });

    it('sees steps, reminders and messages that are more than ten minutes late', async () => {
      await step(desk.deps, ten);
      await reminder(desk.deps, addSeconds(ten, 60));
      await owes(desk.deps, 'late', addSeconds(ten, 120));
      expect(await warned('2026-11-20 10:10')).deep.equal([]);
      expect(await warned(addSeconds(ten, 601))).deep.equal(['steps']);
      expect(await warned('2026-11-20 10:15')).deep.equal(['steps', 'reminders', 'messages']);
      expect((await found())[1]).deep.equal({ kind: 'reminders', count: 1, oldest: addSeconds(ten, 60) });
      await sends(desk.deps);
      expect(await warned('2026-11-20 10:16')).deep.equal(['steps', 'reminders']);
    });

    it('a message that waits for its hour is not late, one that is tried again and again is', async () => {
      await owes(desk.deps, 'held', at('2026-11-23 08:30'));
      expect(await warned('2026-11-20 19:00')).deep.equal([]);
      await owes(desk.deps, 'tried');
      const rows = await desk.deps.outbox.claim(at('2026-11-20 19:00'), 10);
      expect(rows.map(({ id }) => id)).deep.equal(['tried']);
      await desk.deps.outbox.retry('tried', at('2026-11-20 19:05'), 'no answer', true);
      expect(await warned('2026-11-20 19:00')).deep.equal(['messages']);
    });

    it('sees a line of the timetable that is not done a quarter of an hour after its time', async () => {
      desk.now('2026-11-20 08:00');
      const failing = papers(['ou_1'], () => true);
      const jobs = { 'morning-digest': failing.job };
      await runTimetable(desk.deps, jobs);
      for (const [time, names] of [
        ['08:45', ['晨报']],
        ['08:44', []],
      ] as const) {
        desk.now(`2026-11-20 ${time}`);
        await runTimetable(desk.deps, jobs);
        expect((await troubles(desk.deps, jobs)).map((one) => one.kind === 'job' && one.name)).deep.equal(names);
      }
      desk.now('2026-11-20 09:00');
      await runTimetable(desk.deps, { 'morning-digest': papers(['ou_1']).job });
      expect(await troubles(desk.deps, jobs)).deep.equal([]);
    });

    it('tells each administrator once of what lasts, and again when it comes anew', async () => {
      const watch = watchdog(desk.deps);
      const look = async () => watch(await found());
      await owes(desk.deps);
      desk.now('2026-11-20 10:20');
      expect(await look(), 'late for a moment').equal(0);
      desk.wait(60);
      expect(await look()).equal(1);
      for (let minute = 0; minute < 30; minute += 1) {
        desk.wait(60);
        expect(await look()).equal(0);
      }
      expect((await told()).map(({ text }) => text)).deep.equal([
        '系统运行提醒：有1条消息超过10分钟未送达，最早一条应于11月20日(周五)10:00送出。请查看系统日志。恢复正常前不再重复提醒。',
      ]);
      expect(await look(), 'its own message is no trouble').equal(0);
      await owes(desk.deps, 'again', desk.deps.clock.now().toISOString());
      desk.wait(700);
      await look();
      expect(await look()).equal(1);
      expect(await told()).length(1);
    });

    it('what is over at the next look was none', async () => {
      const watch = watchdog(desk.deps);
      await owes(desk.deps);
      desk.now('2026-11-20 10:20');
      await watch(await found());
      await sends(desk.deps);
      await watch(await found());
      expect(await told()).deep.equal([]);
    });

    it('two processes, or one that begins anew, tell once', async () => {
      const [one, other] = [watchdog(desk.deps), watchdog(clockDesk(await open(), [digest], ten).deps)];
      await owes(desk.deps);
      desk.now('2026-11-20 10:20');
      const look = async () => {
        const seen = await found();
        await Promise.all([one(seen), other(seen)]);
      };
      await look();
      await look();
      const restarted = watchdog(desk.deps);
      await restarted(await found());
      await restarted(await found());
      expect(await told()).length(1);
    });

    it('at night the administrators are told in the morning', async () => {
      const watch = watchdog(desk.deps);
      await owes(desk.deps);
      desk.now('2026-11-20 21:00');
      await watch(await found());
      await watch(await found());
      expect((await told()).map(({ notBefore }) => notBefore)).deep.equal([at('2026-11-23 08:30')]);
    });

    it('is heard in /readyz as a warning and in /metrics', async () => {
      await step(desk.deps, ten);
      desk.now('2026-11-20 10:20');
      const health = healthOf(desk.deps, { database: sound, workers: {}, troubles: found });
      const { ready, warnings } = await readiness(health);
      expect(ready).equal(true);
      expect(warnings).include(`1 steps are more than ten minutes late, the first was due at ${ten}; see the log`);
      const clockWork = { lateRows: () => lateRows(desk.deps), tickAge: () => 42 };
      const metrics = createMetrics({ ...desk.deps, clockWork });
      metrics.missed(2);
      const { text } = await metrics.render();
      expect(text).include('appeal_desk_late_rows{kind="steps"} 1\n');
      expect(text).include('appeal_desk_late_rows{kind="messages"} 0\n');
      expect(text).include('appeal_desk_last_tick_seconds 42\n');
      expect(text).include('appeal_desk_missed_slots_total 2\n');
    });

    describe('in rounds', () => {
      let real = 0;
      let poked = 0;
      let missed = 0;
      const rounds = (more: Partial<TickOptions> = {}) => {
        const common = {
          deps: desk.deps,
          realNow: () => real,
          poke: () => {
            poked += 1;
          },
        };
        return ticker({
          ...common,
          jobs: {},
          missed: (count) => {
            missed += count;
          },
          ...more,
        });
      };
      beforeEach(() => {
        [real, poked, missed] = [0, 0, 0];
      });

      it('that never overlap: a look while one runs is none, a round waits and makes its own', async () => {
        let letGo: () => void = () => undefined;
        const held = new Promise<void>((resolve) => {
          letGo = resolve;
        });
        let asked = 0;
        const { job: one } = papers(['ou_1']);
        const job: Job = {
          async gather(...given) {
            asked += 1;
            await held;
            return one.gather(...given);
          },
        };
        desk.now('2026-11-20 08:00');
        const tick = rounds({ jobs: { 'morning-digest': job } });
        await tick.round();
        desk.now('2026-11-20 08:40');
        const first = tick.look();
        while (asked === 0) await new Promise(setImmediate);
        await tick.look();
        expect(asked).equal(1);
        const [second, third] = [tick.round(), tick.round()];
        real = 181_000;
        expect(
          (await tick.troubles()).map(({ kind }) => kind),
          'it hangs',
        ).deep.equal(['tick']);
        await tick.look();
        await tick.look();
        letGo();
        await Promise.all([first, second, third]);
        expect(await tick.troubles()).deep.equal([]);
        const sent = await sends(desk.deps);
        expect(sent.map(({ to }) => to).sort()).deep.equal(['ou_1', 'ou_admin']);
        expect(sent.find(({ to }) => to === 'ou_admin')?.text).include('定时任务已停顿3分钟以上');
        expect(tick.ageSeconds()).equal(0);
      });

      it('count what was missed and wake the sender', async () => {
        desk.now('2026-11-20 08:00');
        const tick = rounds({ jobs: { 'morning-digest': papers(['ou_1']).job } });
        await tick.round();
        expect([poked, missed]).deep.equal([0, 0]);
        desk.now('2026-11-20 13:00');
        await tick.round();
        expect([poked, missed]).deep.equal([1, 1]);
      });

      it('know what comes next: a row, a message, a line of the timetable', async () => {
        desk.now('2026-11-20 08:00');
        const tick = rounds({ jobs: { 'morning-digest': papers(['ou_1']).job } });
        await step(desk.deps, at('2026-11-20 09:00'));
        await owes(desk.deps, 'held', at('2026-11-20 09:30'));
        const stops = ['08:00', '08:30', '09:00', '09:30'].map((time) => tick.nextDueAt(at(`2026-11-20 ${time}`)));
        expect(await Promise.all(stops)).deep.equal(
          ['2026-11-20 08:30', '2026-11-20 09:00', '2026-11-20 09:30', '2026-11-23 08:30'].map(at),
        );
      });

      it('see a step that fails each time, and beat only while there is no trouble', async () => {
        let beats = 0;
        const tick = rounds({
          beat: async () => {
            beats += 1;
          },
        });
        await tick.round();
        expect(beats).equal(1);
        await step(desk.deps, ten); // of an appeal that is not there
        for (let minute = 0; minute < 13; minute += 1) {
          await tick.round();
          desk.wait(60);
        }
        expect(beats, 'ten minutes late').equal(12);
        expect((await told()).map(({ text }) => text.slice(0, 27))).deep.equal([
          '系统运行提醒：有1项到时自动办理的事项超过10分钟未办',
        ]);
      });
    });
  });
});

describe('the heartbeat', () => {
  it('calls every five minutes of real time while all is well; a failure is tried again, its address never logged', async () => {
    const asked: string[] = [];
    let status = 200;
    const monitor = await serve((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(status).end('a long answer');
    });
    const logged: object[] = [];
    const note = (facts: object, message: string) => void logged.push({ facts, message });
    let real = 0;
    let well = false;
    const beat = heartbeat({
      url: `${monitor.url}/ping?key=secret`,
      log: { info: note, warn: note, error: note },
      realNow: () => real,
      limitMs: 2_000,
    });
    const beatsIn = async (ms: number) => {
      real += ms;
      await beat(async () => well);
      return asked.length;
    };
    expect(await beatsIn(0), 'not ready').equal(0);
    well = true;
    expect(await beatsIn(60_000)).equal(1);
    expect(await beatsIn(299_000), 'too early').equal(1);
    status = 500;
    expect(await beatsIn(1_000)).equal(2);
    expect(await beatsIn(60_000), 'refused before').equal(3);
    await monitor.close();
    await beatsIn(60_000);
    expect(asked[0]).equal('GET /ping?key=secret');
    expect(logged).length(3);
    expect(JSON.stringify(logged)).not.match(/secret|127\.0\.0\.1/);
  });
});
