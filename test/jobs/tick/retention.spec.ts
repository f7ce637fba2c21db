import { expect } from 'chai';
import type { Database } from '../../../src/db/database.ts';
import { retainedKinds } from '../../../src/domain/rules.ts';
import { nightlyRetention } from '../../../src/jobs/tick/retention.ts';
import type { Retention } from '../../../src/ports/queues.ts';
import { Unavailable } from '../../../src/ports/store.ts';
import { eachDatabase, engines } from '../../support/databases.ts';
import { openDesk } from '../../support/desk.ts';
import { at, type ClockDesk, clockDesk } from '../clockDesk.ts';

type Asked = Parameters<Retention['step']>;

/** Each kind has so many steps, of ten rows each; remembers what it was asked. */
function stepsOf(
  counts: Partial<Record<Asked[0], number>>,
  fails: (...asked: Asked) => Error | undefined = () => undefined,
) {
  const asked: Asked[] = [];
  const retention: Retention = {
    async step(kind, from) {
      asked.push([kind, from]);
      const fault = fails(kind, from);
      if (fault) throw fault;
      const done = Number(from.after?.[0] ?? 0) + 1;
      const steps = counts[kind] ?? 0;
      return { deleted: done <= steps ? 10 : 0, next: done < steps ? [done] : undefined };
    },
  };
  return { retention, asked };
}

describe('the night deletes what is done with', () => {
  eachDatabase((open) => {
    let database: Database;
    let desk: ClockDesk;
    let counted: Record<string, number>;
    beforeEach(async () => {
      database = await open();
      desk = clockDesk(database, [], '2026-11-23 00:10');
      counted = {};
    });

    /** What another process of the same desk would do, too. */
    const night = (retention: Retention) => {
      const count = (kind: string, deleted: number) => {
        counted[kind] = (counted[kind] ?? 0) + deleted;
      };
      const logged = (facts: object, message: string) => void desk.logged.push({ facts, message });
      return nightlyRetention({ deps: { ...desk.deps, log: { ...desk.deps.log, info: logged } }, retention, count });
    };
    /** The night before was seen. */
    const known = () => database.meta.set('retention:seen', '2026-11-22');
    const deletedAsLogged = () => desk.logged.flatMap(({ facts }) => ('deleted' in facts ? [facts.deleted] : []));

    it('kind by kind, by the days of the settings, once a night, and says what went', async () => {
      await known();
      const { retention, asked } = stepsOf({ payloads: 2, tips: 1 });
      const round = night(retention);
      await round();
      expect(asked.map(([kind]) => kind)).to.deep.equal(['payloads', ...retainedKinds]);
      expect(asked[0]?.[1].before).to.equal(at('2026-11-09 00:10'));
      expect(counted).to.include({ payloads: 20, keys: 0, tips: 10 });
      expect(deletedAsLogged()).to.deep.equal([counted]);
      await round();
      await night(retention)();
      expect(asked.length, 'once').to.equal(11);
      desk.now('2026-11-24 00:10');
      await round();
      expect(asked.length, 'and the next night').to.equal(22);
    });

    it('a long backlog goes on from tick to tick, and stops when people begin to work', async () => {
      await known();
      const { retention, asked } = stepsOf({ payloads: 1_000 });
      const round = night(retention);
      await round();
      await round();
      expect(asked.length).to.equal(100);
      expect(asked.at(-1)?.[1].after, 'where it had come to').to.deep.equal([99]);
      desk.now('2026-11-23 08:30');
      await round();
      expect(asked.length).to.equal(100);
      expect(deletedAsLogged()).to.deep.equal([{ payloads: 1_000 }]);
      desk.now('2026-11-24 00:10');
      await round();
      expect(asked.length, 'the next night').to.equal(150);
    });

    it('not a step after the hour has come in the middle of a round', async () => {
      await known();
      desk.now('2026-11-23 08:29');
      const { retention, asked } = stepsOf({ payloads: 9 }, () => void desk.wait(25));
      await night(retention)();
      expect(asked.length).to.equal(3);
    });

    it('by day nothing is asked', async () => {
      await known();
      const { retention, asked } = stepsOf({ payloads: 1 });
      for (const time of ['08:30', '12:00', '23:59']) {
        desk.now(`2026-11-23 ${time}`);
        await night(retention)();
      }
      expect(asked).to.deep.equal([]);
    });

    it('a process that is killed between two steps leaves the rest to the next one', async () => {
      await known();
      const { retention, asked } = stepsOf({ payloads: 3 }, (_, { after }) =>
        after?.[0] === 1 && asked.length === 2 ? new Unavailable('57P01') : undefined,
      );
      const killed = night(retention);
      expect(await killed().catch((error: Error) => error.name)).to.equal('Unavailable');
      await night(retention)();
      expect(asked.map(([kind, { after }]) => `${kind} ${after ?? ''}`.trim()).slice(0, 6)).to.deep.equal([
        ...['payloads', 'payloads 1', 'payloads', 'payloads 1', 'payloads 2', 'keys'],
      ]);
      await killed();
      expect(asked.length, 'the first one finds it done').to.equal(2 + 2 + retainedKinds.length);
    });

    it('a kind that fails costs the others nothing', async () => {
      await known();
      const { retention, asked } = stepsOf({ tips: 1 }, (kind) => (kind === 'keys' ? new TypeError('odd') : undefined));
      await night(retention)();
      expect(asked.map(([kind]) => kind)).to.deep.equal([...retainedKinds]);
      expect(counted.tips).to.equal(10);
      expect(desk.logged.map(({ facts }) => facts)).to.deep.include({ ...desk.logged[0]?.facts, kind: 'keys' });
    });

    it('the first night, and one after a leap of the clock, only notes that it was', async () => {
      const { retention, asked } = stepsOf({ payloads: 1 });
      await night(retention)();
      await night(retention)();
      expect(asked.length, 'the first night').to.equal(0);
      desk.now('2026-11-24 00:10');
      await night(retention)();
      expect(asked.length, 'the second').to.equal(10);
      for (const leap of ['2027-11-24 00:10', '2026-11-25 00:10']) {
        desk.now(leap);
        await night(retention)();
        expect(asked.length, leap).to.equal(10);
      }
      desk.now('2026-11-26 00:10');
      await night(retention)();
      expect(asked.length, 'and on').to.equal(20);
    });
  });
});

describe('a whole bot deletes at night', () => {
  for (const [engine, makePlace] of Object.entries(engines)) {
    it(`by its own tick, and counts it, on ${engine}`, async () => {
      const desk = await openDesk(await makePlace());
      try {
        const bot = await desk.start();
        desk.submits();
        await desk.fakeLark.idle();
        await bot.tick();
        const full = () => desk.rows(`SELECT id FROM inbox WHERE payload <> ''`);
        const seventeenHours = 17 * 3600;
        desk.forward(20 * 86_400 + seventeenHours);
        await bot.tick();
        expect(await full(), 'the first night').not.to.have.length(0);
        desk.forward(86_400);
        await bot.tick();
        expect(await full()).to.have.length(0);
        const metrics = await (await fetch(`${bot.url}/metrics`)).text();
        expect(metrics).to.match(/appeal_desk_deleted_rows_total\{kind="payloads"\} [1-9]/);
      } finally {
        await desk.end();
      }
    });
  }
});
