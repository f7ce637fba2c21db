import { expect } from 'chai';
import { dataSource } from '../../../ormconfig.ts';
import type { Database } from '../../../src/db/database.ts';
import { type InboxWorkerOptions, inboxWorker } from '../../../src/jobs/inbox/inboxWorker.ts';
import type { WorkerControls } from '../../../src/jobs/worker/worker.ts';
import { PlatformError } from '../../../src/ports/platform.ts';
import type { Inbox, InboxRow } from '../../../src/ports/queues.ts';
import { Unavailable } from '../../../src/ports/store.ts';
import { eachDatabase } from '../../support/databases.ts';
import { anInboxEntry } from '../../support/rows.ts';
import { keptLog } from '../scripted.ts';

describe('work on the inbox', () => {
  eachDatabase((open, place, engine) => {
    let database: Database;
    let log: ReturnType<typeof keptLog>;
    let workers: WorkerControls[];
    let waits: number[];

    beforeEach(async () => {
      database = await open();
      log = keptLog();
      workers = [];
      waits = [];
    });
    afterEach(() => Promise.all(workers.map((worker) => worker.stop())));

    function worker(handle: InboxWorkerOptions['handle'], more: Partial<InboxWorkerOptions> = {}): WorkerControls {
      const wait = async (ms: number) => void waits.push(ms);
      const made = inboxWorker({ inbox: database.inbox, log, handle, wait, ...more });
      workers.push(made);
      return made;
    }
    const finish = ({ id }: InboxRow) => database.transact((store) => store.finishInbox(id));
    const receive = (...entries: [key: string, lane: string][]) =>
      Promise.all(entries.map(([key, lane]) => database.inbox.receive(anInboxEntry(key, { lane }))));

    it('acts on each event once', async () => {
      await receive(['m:1', 'oc_1'], ['m:2', 'oc_2'], ['m:1', 'oc_1']);
      const done: string[] = [];
      const desk = worker(async (row) => {
        done.push(row.key);
        await finish(row);
      });
      await desk.drain();
      await desk.drain();
      expect(done).to.have.members(['m:1', 'm:2']);
    });

    it('takes a chat in order and four chats at a time', async () => {
      const chats = ['oc_1', 'oc_2', 'oc_3', 'oc_4', 'oc_5', 'oc_6'];
      for (const part of [1, 2, 3]) await receive(...chats.map((chat): [string, string] => [`${chat}:${part}`, chat]));
      const done: string[] = [];
      const busy = new Set<string>();
      let peak = 0;
      await worker(async (row) => {
        const chat = row.key.slice(0, 4);
        expect(busy.has(chat), chat).to.equal(false);
        busy.add(chat);
        peak = Math.max(peak, busy.size);
        await new Promise((resolve) => setImmediate(resolve));
        await finish(row);
        done.push(row.key);
        busy.delete(chat);
      }).drain();
      for (const chat of chats) {
        const order = done.filter((key) => key.startsWith(chat));
        expect(order).to.deep.equal([1, 2, 3].map((part) => `${chat}:${part}`));
      }
      expect(peak).to.equal(4);
      expect(log.lines).to.deep.equal([]);
    });

    it('tries a fault five times with growing pauses, then keeps the event and says where to look', async () => {
      await receive(['m:1', 'oc_1']);
      let attempts = 0;
      const givenUp: [string, string][] = [];
      const desk = worker(
        () => {
          attempts += 1;
          return Promise.reject(new RangeError('张三 13900001234'));
        },
        { onGivenUp: async (row, id) => void givenUp.push([row.key, id]) },
      );
      // Work that waits for its next attempt is nothing to do now: a drain may end before it.
      while (givenUp.length === 0) await desk.drain();
      expect(attempts).to.equal(5);
      expect(waits).to.deep.equal([200, 1_000, 5_000, 20_000]);
      expect(log.lines.map(({ level }) => level)).to.deep.equal(Array(5).fill('error'));
      const last = log.lines.at(-1)?.facts as { id: string; row: number; attempt: number; error: string };
      expect(last).to.include({ attempt: 5, error: 'RangeError' });
      expect(last.id).to.match(/^[0-9a-f]{8}$/);
      expect(givenUp).to.deep.equal([['m:1', last.id]]);
      expect(JSON.stringify(log.lines)).not.to.contain('13900001234');
      expect(await database.inbox.claim(10)).to.deep.equal([]);
    });

    it('holds back what the chat said after a fault, and lets other chats pass', async () => {
      await receive(['a1', 'oc_a'], ['a2', 'oc_a'], ['b1', 'oc_b'], ['c1', 'oc_c'], ['d1', 'oc_d'], ['e1', 'oc_e']);
      const done: string[] = [];
      let othersAreDone = () => {};
      const others = new Promise<void>((resolve) => {
        othersAreDone = resolve;
      });
      let faults = 1;
      const desk = worker(
        async (row) => {
          if (row.key === 'a1' && faults-- > 0) throw new Error('once');
          await finish(row);
          done.push(row.key);
          if (done.length === 4) othersAreDone();
        },
        { wait: () => others },
      );
      while (done.length < 6) await desk.drain();
      expect(done.slice(0, 4)).to.have.members(['b1', 'c1', 'd1', 'e1']);
      expect(done.slice(4)).to.deep.equal(['a1', 'a2']);
    });

    it('waits out a fault that is not of the event, for as long as it takes, and counts no attempt', async () => {
      await receive(['m:1', 'oc_1'], ['m:2', 'oc_1']);
      const faults = [
        ...Array.from({ length: 20 }, () => new Unavailable('SQLITE_FULL')),
        ...Array.from({ length: 20 }, () => new PlatformError('unknown', 'no answer')),
      ];
      const done: string[] = [];
      const desk = worker(async (row) => {
        const fault = faults.shift();
        if (fault) throw fault;
        expect(row.attempts).to.equal(0);
        await finish(row);
        done.push(row.key);
      });
      while (done.length < 2) await desk.drain();
      expect(done).to.deep.equal(['m:1', 'm:2']);
      expect(new Set(waits)).to.deep.equal(new Set([1_000]));
      expect(log.lines, 'said once, not forty times').to.have.length(1);
      expect(log.lines[0]).to.deep.include({ level: 'warn' });
    });

    it('writes down what became of an event however often the database cannot', async () => {
      await receive(['m:1', 'oc_1']);
      const { inbox } = database;
      let [refused, attempts] = [0, 0];
      const fullDisk = async (write: () => Promise<void>) => {
        refused += 1;
        if (refused % 2 === 1) throw new Unavailable('SQLITE_FULL');
        await write();
      };
      const worn: Inbox = {
        ...inbox,
        release: (id, uncounted) => fullDisk(() => inbox.release(id, uncounted)),
        fail: (id, error) => fullDisk(() => inbox.fail(id, error)),
      };
      const desk = worker(
        async () => {
          attempts += 1;
          throw new RangeError();
        },
        { inbox: worn },
      );
      while ((await database.read((store) => store.stuckEvents())).length === 0) await desk.drain();
      expect(attempts).to.equal(5);
      expect(refused).to.equal(10);
    });

    it('takes nothing before the platform says who the bot is', async () => {
      await receive(['m:1', 'oc_1']);
      const done: string[] = [];
      let known = false;
      const ready = async () => {
        if (!known) throw new PlatformError('retry', 'no answer');
      };
      const desk = worker(
        async (row) => {
          await finish(row);
          done.push(row.key);
        },
        { ready },
      );
      await desk.drain();
      expect(done).to.deep.equal([]);
      known = true;
      await desk.drain();
      expect(done).to.deep.equal(['m:1']);
    });

    it('lets others pass while a hundred events wait for their next attempt', async () => {
      const broken = Array.from({ length: 130 }, (_, index): [string, string] => [`broken:${index}`, `oc_${index}`]);
      await receive(...broken, ['m:1', 'oc_healthy']);
      let heard: (key: string) => void = () => undefined;
      const healthy = new Promise<string>((resolve) => {
        heard = resolve;
      });
      const desk = worker(
        async (row) => {
          if (row.key.startsWith('broken')) throw new TypeError();
          await finish(row);
          heard(row.key);
        },
        { wait: () => healthy },
      );
      desk.poke();
      expect(await healthy).to.equal('m:1');
      await desk.stop();
    });

    describe('an event that takes the process down', () => {
      /** As kill -9 while these are acted on; gives what was begun. The database goes on without that process. */
      async function processEndsWhileActingOn(...keys: string[]): Promise<string[]> {
        const begun: string[] = [];
        let down: () => void = () => undefined;
        const isDown = new Promise<void>((resolve) => {
          down = resolve;
        });
        const { inbox } = database;
        const ended = new Promise<never>(() => undefined);
        let lives = true;
        const desk = worker(
          async (row) => {
            begun.push(row.key);
            if (!keys.includes(row.key)) return finish(row);
            if (keys.every((key) => begun.includes(key))) down();
            return ended;
          },
          { inbox: { ...inbox, claim: (limit) => (lives ? inbox.claim(limit) : ended) } },
        );
        desk.poke();
        await isDown;
        lives = false;
        workers = workers.filter((one) => one !== desk);
        await forgetProcess();
        database = await open();
        return begun;
      }
      /** On PostgreSQL the others notice after seconds, which have passed here. */
      async function forgetProcess(): Promise<void> {
        if (engine === 'SQLite') return;
        const db = await dataSource(place().url, { poolSize: 1 }).initialize();
        await db.query('DELETE FROM processes');
        await db.destroy();
      }

      it('is set aside after the second time; its sender is told, and the others are done', async () => {
        await receive(['m:1', 'oc_1'], ['poison', 'oc_2'], ['m:3', 'oc_3'], ['m:4', 'oc_2'], ['m:5', 'oc_5']);
        await processEndsWhileActingOn('m:1', 'poison', 'm:3');
        const second = await processEndsWhileActingOn('poison');
        expect(second, 'one suspect at a time').to.deep.equal(['m:1', 'poison']);

        const done: string[] = [];
        const told: [string, string][] = [];
        const last = worker(
          async (row) => {
            await finish(row);
            done.push(row.key);
          },
          { onSetAside: async (row, id) => void told.push([row.key, id]) },
        );
        await last.drain();
        expect(done[0], 'the last suspect comes first, alone').to.equal('m:3');
        expect(done).to.include.members(['m:3', 'm:4']);
        const [stuck, ...more] = await database.read((store) => store.stuckEvents());
        expect(more).to.deep.equal([]);
        expect(told).to.deep.equal([['poison', /\((\w{8})\)/.exec(stuck?.error ?? '')?.[1]]]);
        expect(log.lines.at(-1)).to.deep.include({ level: 'error' });
      });
    });

    it('leaves its place to others while it reads for long, however many do', async () => {
      await receive(...['1', '2', '3', '4', '5', '6'].map((one): [string, string] => [`m:${one}`, `oc_${one}`]));
      let letGo = () => {};
      const figures = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const done: string[] = [];
      let left = (_key: string) => {};
      const last = new Promise<string>((resolve) => {
        left = resolve;
      });
      const desk = worker(async (row, leavePlace) => {
        if (row.key !== 'm:6') {
          leavePlace();
          await figures;
        }
        await finish(row);
        done.push(row.key);
        left(row.key);
      });
      desk.poke();
      expect(await last).to.equal('m:6');
      letGo();
      await desk.drain();
      expect(done).to.have.members(['m:1', 'm:2', 'm:3', 'm:4', 'm:5', 'm:6']);
    });

    it('tries again what failed after it had left its place', async () => {
      await receive(['m:1', 'oc_1']);
      let tries = 0;
      await worker(async (row, leavePlace) => {
        leavePlace();
        tries += 1;
        if (tries < 3) throw new TypeError('figures');
        await finish(row);
      }).drain();
      expect([tries, ...waits]).to.deep.equal([3, 200, 1_000]);
    });

    it('leaves an event of a process that died to the next one', async () => {
      await receive(['m:1', 'oc_1']);
      await database.inbox.claim(1);
      await database.close();
      database = await open();
      const done: string[] = [];
      await worker(async (row) => {
        await finish(row);
        done.push(row.key);
      }).drain();
      expect(done).to.deep.equal(['m:1']);
    });

    it('does not wait out a pause when it stops', async () => {
      await receive(['m:1', 'oc_1']);
      let begun = () => {};
      const pausing = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const wait = (_ms: number, signal: AbortSignal) =>
        new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => resolve());
          begun();
        });
      const desk = worker(() => Promise.reject(new Error('down')), { wait });
      desk.poke();
      await pausing;
      await desk.stop();
      expect((await database.inbox.claim(10)).map(({ key, attempts }) => [key, attempts])).to.deep.equal([['m:1', 1]]);
    });
  });
});
