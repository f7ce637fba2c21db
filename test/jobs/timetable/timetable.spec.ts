import { expect } from 'chai';
import type { TimetableEntry } from '../../../src/domain/rules.ts';
import { addSeconds } from '../../../src/domain/time/chinaTime.ts';
import { copyAt, type Job, nextInTimetable } from '../../../src/jobs/timetable/occurrencesDue.ts';
import { runTimetable } from '../../../src/jobs/timetable/timetable.ts';
import type { Claimed } from '../../../src/ports/rows.ts';
import { eachDatabase } from '../../support/databases.ts';
import { at, type ClockDesk, clockDesk, digest, papers, sends } from '../clockDesk.ts';

const friday = at('2026-11-20 08:30');
const monday = at('2026-11-23 08:30');
const people = ['ou_1', 'ou_2', 'ou_3', 'oc_group'];

describe('the timetable', () => {
  eachDatabase((open, _place, engine) => {
    /** Opens on Friday before the digest, with the first tick behind it. */
    async function opened(timetable: TimetableEntry[] = [digest], who = papers(people)): Promise<Opened> {
      const desk = clockDesk(await open(), timetable, '2026-11-20 08:00');
      const jobs = { 'morning-digest': who.job };
      await runTimetable(desk.deps, jobs);
      return { ...desk, ...who, jobs, run: () => runTimetable(desk.deps, jobs) };
    }
    const slots = ({ deps }: ClockDesk, from = '2026-01-01'): Promise<Claimed[]> =>
      deps.read((store) => store.claimedFrom('morning-digest', from));
    const settled = async (desk: ClockDesk) =>
      (await slots(desk)).filter(({ slot }) => !slot.includes('/')).map(({ slot, state }) => `${slot} ${state}`);
    async function minutes(desk: Opened, count: number): Promise<void> {
      for (let minute = 0; minute < count; minute += 1) {
        await desk.run();
        desk.wait(60);
      }
    }

    it('begins when the database is first used', async () => {
      const desk = clockDesk(await open(), [digest], '2026-11-20 08:31');
      const { job, copies } = papers(people);
      for (const minute of ['08:31', '08:40', '11:00']) {
        desk.now(`2026-11-20 ${minute}`);
        await runTimetable(desk.deps, { 'morning-digest': job });
      }
      expect([copies, await slots(desk)]).deep.equal([[], []]);
    });

    it('gives each recipient one copy in his own minute, one to five minutes after the hour', async () => {
      const desk = await opened();
      desk.now('2026-11-20 08:30');
      for (let second = 0; second <= 300; second += 10) {
        const now = desk.deps.clock.now().toISOString();
        await desk.run();
        const due = people.filter((one) => copyAt('morning-digest', friday, one) <= now);
        expect(desk.copies.map(({ recipient }) => recipient)).members(due);
        expect((await settled(desk)).length, now).equal(due.length === people.length ? 1 : 0);
        desk.wait(10);
      }
      expect(desk.copies.map(({ late }) => late)).deep.equal([false, false, false, false]);
      expect(new Set(people.map((one) => copyAt('morning-digest', friday, one))).size, 'minutes of their own').equal(4);
      expect(await settled(desk)).deep.equal([`${friday} done`]);
      await minutes(desk, 3);
      expect((await sends(desk.deps)).map(({ to }) => to)).members(people);
    });

    it('whoever comes in for somebody while the last copies are made gets one too', async () => {
      const recipients = ['oc_group'];
      const who = papers(recipients);
      const leaves = async () => {
        recipients.splice(0, 1, 'ou_member');
        return 'gone' as const;
      };
      const unbinds: Job = { gather: async () => ({ recipients: [...recipients], copies: async () => leaves }) };
      const desk = await opened([digest], { ...who, job: unbinds });
      desk.now('2026-11-20 08:36');
      await runTimetable(desk.deps, { 'morning-digest': unbinds });
      await runTimetable(desk.deps, desk.jobs);
      await runTimetable(desk.deps, { 'morning-digest': who.job });
      expect((await slots(desk)).map(({ slot }) => slot)).members([
        friday,
        `${friday}/oc_group`,
        `${friday}/ou_member`,
      ]);
    });

    it('after downtime sends the newest while it is useful, as late; older ones are missed and told', async () => {
      const desk = await opened();
      desk.now('2026-11-24 11:59');
      expect(await desk.run()).deep.equal({ copies: 4, missed: 2 });
      expect(desk.copies.every(({ late, slot }) => late && slot === at('2026-11-24 08:30'))).equal(true);
      expect(await settled(desk)).deep.equal([
        `${friday} missed`,
        `${monday} missed`,
        `${at('2026-11-24 08:30')} done`,
      ]);
      const told = (await sends(desk.deps)).filter(({ to }) => to === 'ou_admin');
      expect(told.map(({ text }) => text)).deep.equal([
        '系统运行提醒：“晨报”有2次未按时发出，已过有效时间，不再补发：11月20日(周五)08:30、11月23日(周一)08:30。',
      ]);
      expect(desk.logged.map(({ facts }) => facts)).deep.equal([
        { job: 'morning-digest', slot: friday },
        { job: 'morning-digest', slot: monday },
      ]);
      expect(await desk.run()).deep.equal({ copies: 0, missed: 0 });
    });

    it('past its useful hour the newest is missed, too', async () => {
      const desk = await opened();
      desk.now('2026-11-20 12:01');
      expect(await desk.run()).deep.equal({ copies: 0, missed: 1 });
      expect(await settled(desk)).deep.equal([`${friday} missed`]);
      expect((await sends(desk.deps)).map(({ to }) => to)).deep.equal(['ou_admin']);
    });

    it('is late from ten minutes on', async () => {
      const desk = await opened([digest], papers(['ou_1']));
      desk.now('2026-11-20 08:40');
      await desk.run();
      desk.now(addSeconds(monday, 601));
      await desk.run();
      expect(desk.copies.map(({ slot, late }) => [slot, late])).deep.equal([
        [friday, false],
        [monday, true],
      ]);
    });

    it('goes on with the others when a copy fails, leaves nothing of it, and tries again until it is of no use', async () => {
      let broken = true;
      const desk = await opened(
        [digest],
        papers(people, ({ recipient }) => broken && recipient === 'ou_2'),
      );
      desk.now('2026-11-20 08:30');
      await minutes(desk, 10);
      expect((await sends(desk.deps)).map(({ to }) => to)).members(['ou_1', 'ou_3', 'oc_group']);
      expect(await settled(desk)).deep.equal([]);
      broken = false;
      desk.now('2026-11-20 09:00');
      await minutes(desk, 3);
      expect(await sends(desk.deps)).length(1);
      expect(await settled(desk)).deep.equal([`${friday} done`]);
      broken = true;
      desk.now('2026-11-23 08:30');
      await minutes(desk, 10);
      desk.now('2026-11-23 12:01');
      await minutes(desk, 2);
      expect(await settled(desk)).deep.equal([`${friday} done`, `${monday} missed`]);
    });

    it('two processes that make the same copies at the same moment, found in another order, make each once', async () => {
      const many = Array.from({ length: 23 }, (_, index) => `ou_${index}`);
      const desk = await opened([digest], papers(many));
      const other = clockDesk(await open(), [digest], '2026-11-20 08:36');
      desk.now('2026-11-20 08:36');
      const ran = await Promise.all([
        desk.run(),
        runTimetable(other.deps, { 'morning-digest': papers([...many].reverse()).job }),
      ]);
      expect(ran.reduce((sum, { copies }) => sum + copies, 0)).equal(many.length);
      expect((await sends(desk.deps)).map(({ to }) => to).sort()).deep.equal([...many].sort());
      expect([...desk.logged, ...other.logged]).deep.equal([]);
      expect(await settled(desk)).deep.equal([`${friday} done`]);
    });

    it('a list of recipients that cannot be made costs its own line alone', async () => {
      const other: TimetableEntry = { ...digest, name: '今日', job: 'todays-list' };
      const desk = clockDesk(await open(), [digest, other], '2026-11-20 08:00');
      const list = papers(['ou_1']);
      const failing: Job = { gather: () => Promise.reject(new Error('no roster')) };
      const jobs = { 'morning-digest': failing, 'todays-list': list.job };
      await runTimetable(desk.deps, jobs);
      desk.now('2026-11-20 08:36');
      expect(await runTimetable(desk.deps, jobs)).deep.equal({ copies: 1, missed: 0 });
    });

    it('runs nothing outside the sending hours; what is of no use then is missed all the same', async () => {
      const desk = await opened([{ ...digest, usefulUntil: '23:00' }]);
      desk.now('2026-11-20 18:00');
      expect(await desk.run()).deep.equal({ copies: 0, missed: 0 });
      desk.now('2026-11-20 23:01');
      expect(await desk.run()).deep.equal({ copies: 0, missed: 1 });
      const [told] = await sends(desk.deps);
      expect(told).include({ to: 'ou_admin', notBefore: monday });
    });

    it('a clock that jumps back a day and forth again doubles nothing and loses nothing', async () => {
      const desk = await opened();
      desk.now('2026-11-20 08:30');
      await minutes(desk, 10);
      desk.now('2026-11-23 08:30');
      await minutes(desk, 10);
      desk.now('2026-11-20 08:30');
      await minutes(desk, 10);
      desk.now('2026-11-23 08:30');
      await minutes(desk, 10);
      desk.now('2026-11-24 08:30');
      await minutes(desk, 10);
      const each = ['2026-11-20 08:30', '2026-11-23 08:30', '2026-11-24 08:30'].map(at);
      expect(await settled(desk)).deep.equal(each.map((slot) => `${slot} done`));
      expect(desk.copies.map(({ slot, recipient }) => `${slot} ${recipient}`).sort()).deep.equal(
        each.flatMap((slot) => people.map((one) => `${slot} ${one}`)).sort(),
      );
    });

    it('two lines of one job: each at its own hour, at the same instant once', async () => {
      const twice = [digest, { ...digest, name: '午报', cron: '30 8,10 * * *' }];
      const desk = await opened(twice, papers(['ou_1']));
      desk.now('2026-11-20 08:30');
      await minutes(desk, 150);
      expect(desk.copies.map(({ slot }) => slot)).deep.equal([friday, addSeconds(friday, 7200)]);
      expect(await settled(desk)).deep.equal([`${friday} done`, `${addSeconds(friday, 7200)} done`]);
    });

    it('a line whose job is not there is left out, and makes up for nothing when the job comes', async () => {
      const desk = clockDesk(await open(), [digest], '2026-11-20 08:00');
      for (const time of ['2026-11-20 08:00', '2026-11-20 08:40', '2026-11-20 13:00']) {
        desk.now(time);
        expect(await runTimetable(desk.deps, {})).deep.equal({ copies: 0, missed: 0 });
      }
      const { job } = papers(['ou_1']);
      expect(await runTimetable(desk.deps, { 'morning-digest': job })).deep.equal({ copies: 0, missed: 0 });
      expect(await slots(desk)).deep.equal([]);
    });

    it('a line moved to an hour of this morning waits for tomorrow', async () => {
      const database = await open();
      const desk = clockDesk(database, [digest], '2026-11-20 08:00');
      const { job, copies } = papers(['ou_1']);
      const jobs = { 'morning-digest': job };
      await runTimetable(desk.deps, jobs);
      desk.now('2026-11-20 08:40');
      await runTimetable(desk.deps, jobs);
      const moved = clockDesk(database, [{ ...digest, cron: '0 9 * * *' }], '2026-11-20 09:30');
      await runTimetable(moved.deps, jobs);
      expect(copies.map(({ slot }) => slot)).deep.equal([friday]);
      moved.now('2026-11-23 09:10');
      await runTimetable(moved.deps, jobs);
      expect(copies.map(({ slot }) => slot)).deep.equal([friday, at('2026-11-23 09:00')]);
    });

    it('says when it has something to do next: the occurrence, each copy, the next day', async () => {
      const desk = await opened();
      const stops: string[] = [];
      for (let now: string | undefined = at('2026-11-20 08:00'); now && now < monday; ) {
        desk.now(now);
        await desk.run();
        now = await nextInTimetable(desk.deps, desk.jobs, now);
        if (now) stops.push(now);
      }
      const each = people.map((one) => copyAt('morning-digest', friday, one)).sort();
      expect(stops).deep.equal([friday, ...each, monday]);
      expect(desk.copies).length(4);
    });

    if (engine === 'PostgreSQL')
      it('two processes that step through the same days do everything once', async () => {
        const who = papers(people);
        const lines = [digest, { ...digest, name: '午报', cron: '30 10 * * *' }];
        const both = [await open(), await open()].map((database) => clockDesk(database, lines, '2026-11-20 08:25'));
        for (const day of ['2026-11-20', '2026-11-23']) {
          for (const hour of ['08:29', '10:29']) {
            for (const desk of both) desk.now(`${day} ${hour}`);
            for (let minute = 0; minute < 10; minute += 1) {
              await Promise.all(both.map(({ deps }) => runTimetable(deps, { 'morning-digest': who.job })));
              for (const desk of both) desk.wait(60);
            }
          }
        }
        for (const desk of both) desk.now('2026-11-25 10:00');
        await Promise.all(both.map(({ deps }) => runTimetable(deps, { 'morning-digest': who.job })));
        const sent = both[0] ? await sends(both[0].deps) : [];
        expect(sent.filter(({ to }) => to !== 'ou_admin')).length(4 * 4 + 4);
        expect(
          sent.filter(({ to }) => to === 'ou_admin'),
          'told of each line once',
        ).length(2);
        expect(new Set(sent.map(({ to, text }) => `${to} ${text}`)).size, 'no copy twice').equal(sent.length);
        expect(
          both.flatMap(({ logged }) => logged),
          'missed, logged once',
        ).length(2);
      }).timeout(60_000);
  });
});

interface Opened extends ClockDesk, ReturnType<typeof papers> {
  jobs: { 'morning-digest': ReturnType<typeof papers>['job'] };
  run(): ReturnType<typeof runTimetable>;
}
