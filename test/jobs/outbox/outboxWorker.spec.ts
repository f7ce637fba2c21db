import { expect } from 'chai';
import type { Database } from '../../../src/db/database.ts';
import type { Card, Message } from '../../../src/domain/message.ts';
import type { OutboxWorkerOptions } from '../../../src/jobs/outbox/delivery.ts';
import { type OutboxWorker, outboxWorker } from '../../../src/jobs/outbox/outboxWorker.ts';
import type { Pace } from '../../../src/ports/pace.ts';
import { type FailureClass, PlatformError } from '../../../src/ports/platform.ts';
import type { OutboxEntry, OutboxRow } from '../../../src/ports/queues.ts';
import { readRules } from '../../../src/settings/settings.ts';
import { eachDatabase } from '../../support/databases.ts';
import { anOutboxEntry, noon } from '../../support/rows.ts';
import { keptLog, type Outcome, OwnClock, ScriptedPlatform } from '../scripted.ts';

const { rules, calendar } = readRules('config');
const card: Card = { kind: 'card', title: '新诉求', tone: 'blue', blocks: [] };
const unpaced: Pace = {
  recall: () => undefined,
  waitFor: () => 0,
  take: () => undefined,
  answered: () => undefined,
  holdUntil: () => undefined,
};

describe('delivery of the outbox', () => {
  eachDatabase((open) => {
    let database: Database;
    let platform: ScriptedPlatform;
    let clock: OwnClock;
    let log: ReturnType<typeof keptLog>;
    let workers: OutboxWorker[];
    let dead: string[];
    let refused: string[];

    beforeEach(async () => {
      database = await open();
      platform = new ScriptedPlatform();
      clock = new OwnClock(noon);
      log = keptLog();
      workers = [];
      dead = [];
      refused = [];
    });
    afterEach(() => Promise.all(workers.map((worker) => worker.stop())));

    function worker(more: Partial<OutboxWorkerOptions> = {}): OutboxWorker {
      const { transact, outbox } = more.outbox ? { ...database, outbox: more.outbox } : database;
      let ids = 0;
      const made = outboxWorker({
        ...{ clock, log, rules, calendar, transact },
        outbox,
        platform,
        pace: unpaced,
        newId: () => `new-${++ids}`,
        random: () => 0,
        onDead: async ({ chat }) => void dead.push(chat),
        onRefused: async ({ id }, failure) => void refused.push(`${id} ${failure}`),
        ...more,
      });
      workers.push(made);
      return made;
    }
    const owe = (...entries: OutboxEntry[]) =>
      database.transact(async (store) => {
        for (const entry of entries) await store.enqueue(entry);
      });
    const row = async (id: string) => (await database.transact((store) => store.outboxRow(id))) as OutboxRow;
    const uuids = () => platform.calls.map(({ uuid }) => uuid);

    it('sends each message once under its own id and remembers where it went', async () => {
      await owe(
        anOutboxEntry('a', { appeal: 'JJ20260929-001', slot: 'dispatch' }),
        anOutboxEntry('b', { to: { person: 'ou_1' } }),
      );
      const desk = worker();
      await desk.drain();
      await desk.drain();
      expect(platform.calls.map(({ to, uuid }) => [to, uuid])).to.have.deep.members([
        ['oc_1', 'a'],
        ['ou_1', 'b'],
      ]);
      const sent = await row('a');
      expect(sent.state).to.equal('sent');
      expect(sent.messageId).to.match(/^om_/);
      expect(await database.transact((store) => store.appealOfMessage(sent.messageId as string))).to.equal(
        'JJ20260929-001',
      );
      expect(await desk.oldestPendingAt()).to.equal(undefined);
    });

    it('keeps the order within a chat and serves chats side by side', async () => {
      const chats = ['oc_1', 'oc_2', 'oc_3', 'oc_4'];
      for (const part of [1, 2, 3])
        await owe(...chats.map((chat) => anOutboxEntry(`${chat}-${part}`, { to: { chat } })));
      await worker().drain();
      for (const chat of chats) {
        const order = platform.calls.filter(({ to }) => to === chat).map(({ uuid }) => uuid);
        expect(order).to.deep.equal([`${chat}-1`, `${chat}-2`, `${chat}-3`]);
      }
      expect(platform.peak.one).to.equal(1);
      expect(platform.peak.all).to.equal(4);
    });

    it('waits for the sending hours', async () => {
      await owe(anOutboxEntry('a', { notBefore: new Date(Date.parse(noon) + 60_000).toISOString() }));
      const desk = worker();
      await desk.drain();
      expect(uuids()).to.deep.equal([]);
      clock.forward(60);
      await desk.drain();
      expect(uuids()).to.deep.equal(['a']);
    });

    it('redraws a card once it was sent, with the message id that it got', async () => {
      const message = { ...card, tag: '已签收' };
      await owe(anOutboxEntry('a', { message: card }), anOutboxEntry('b', { op: 'update', target: 'a', message }));
      await worker().drain();
      expect(platform.calls.map(({ update }) => update)).to.deep.equal([undefined, 'om_1']);
      expect(await row('b')).to.include({ state: 'sent', messageId: 'om_1' });
    });

    it('answers in the chat when what was asked is gone', async () => {
      await owe(anOutboxEntry('a', { op: 'reply', replyTo: 'om_question' }));
      platform.answers('target-gone');
      await worker().drain();
      expect(platform.calls.map(({ to, uuid }) => [to, uuid])).to.deep.equal([
        ['reply om_question', 'a'],
        ['oc_1', 'a'],
      ]);
      expect((await row('a')).state).to.equal('sent');
    });

    /** A call to each recipient every 200 ms; what is waited for is noted, and time passes by it. */
    function slowPace() {
      const free = new Map<string, number>();
      const waits: number[] = [];
      const pace: Pace = {
        ...unpaced,
        waitFor: (key) => Math.max(0, (free.get(key) ?? 0) - clock.now().getTime()),
        take: (key) => void free.set(key, clock.now().getTime() + 200),
      };
      const wait = async (ms: number) => {
        waits.push(ms);
        clock.forward(ms / 1000);
      };
      return { pace, wait, waits };
    }

    it('asks the pace for that second call, too, and marks it before it is made', async () => {
      const { waits, ...slow } = slowPace();
      await owe(anOutboxEntry('a', { op: 'reply', replyTo: 'om_question' }));
      platform.answers('target-gone');
      await worker(slow).drain();
      expect(waits).to.deep.equal([200]);
      expect(uuids()).to.deep.equal(['a', 'a']);
      expect(await row('a')).to.include({ state: 'sent', attempts: 2 });
    });

    it('sends nothing after it stood still between the mark and the call: others may send it now', async () => {
      let standsStill = 5_000;
      let real = 0;
      const outbox: Database['outbox'] = {
        ...database.outbox,
        async attempted(...given) {
          const begun = await database.outbox.attempted(...given);
          expect(uuids()).to.deep.equal([]);
          [real, standsStill] = [real + standsStill, 0];
          return begun;
        },
      };
      await owe(anOutboxEntry('a'));
      await worker({ outbox, realNow: () => real }).drain();
      expect(uuids()).to.deep.equal(['a']);
      expect(await row('a')).to.include({ state: 'sent', attempts: 2 });
    });

    describe('a failed call', () => {
      const lasting: [FailureClass, Partial<OutboxEntry>][] = [
        ['chat-gone', {}],
        ['unreachable', { to: { person: 'ou_1' } }],
        ['content', {}],
        ['target-gone', {}],
        ['mention', {}], // in a message that @s nobody
      ];
      for (const [failure, facts] of lasting) {
        it(`${failure}: is recorded with its reason and not repeated`, async () => {
          await owe(anOutboxEntry('a', facts));
          platform.answers(failure);
          const desk = worker();
          await desk.drain();
          clock.forward(24 * 3600);
          await desk.drain();
          expect(await row('a')).to.include({ state: 'failed', error: `${failure}: scripted ${failure}` });
          expect(uuids()).to.deep.equal(['a']);
          expect(dead).to.deep.equal(failure === 'chat-gone' ? ['oc_1'] : []);
          expect(refused).to.deep.equal([`a ${failure}`]);
        });
      }

      for (const failure of ['retry', 'alert', 'token'] as const) {
        it(`${failure}: is repeated after 1 s, 5 s, 30 s, 2 min and then every 5 min, for days if need be`, async () => {
          await owe(anOutboxEntry('a'));
          const waits = [1, 5, 30, 120, ...Array.from({ length: 20 }, () => 300)];
          platform.answers(...waits.map(() => failure));
          const desk = worker();
          await desk.drain();
          for (const [index, wait] of waits.entries()) {
            clock.forward(wait - 0.001);
            await desk.drain();
            expect(platform.calls.length, `before the wait of ${wait} s`).to.equal(index + 1);
            clock.forward(0.001);
            await desk.drain();
            expect(platform.calls.length, `after the wait of ${wait} s`).to.equal(index + 2);
          }
          expect(new Set(uuids())).to.deep.equal(new Set(['a']));
          expect((await row('a')).state).to.equal('sent');
        });
      }

      it('alert: rings once for the same trouble, not once for each message', async () => {
        await owe(...['a', 'b', 'c'].map((id) => anOutboxEntry(id, { to: { chat: `oc_${id}` } })));
        platform.answers('alert', 'alert', 'alert', 'alert', 'alert', 'alert');
        const counted: string[] = [];
        const desk = worker({ count: (failure) => counted.push(failure) });
        await desk.drain();
        clock.forward(2);
        await desk.drain();
        const rings = log.lines.filter(({ level }) => level === 'error');
        expect(rings.map(({ facts }) => facts)).to.deep.equal([{ code: 1, reason: 'scripted alert' }]);
        expect(counted).to.deep.equal(Array(6).fill('alert'));
      });

      it('with a time to wait holds up everything until then', async () => {
        const holds: number[] = [];
        await owe(anOutboxEntry('a'));
        platform.answers(new PlatformError('retry', 'too many', { code: 99991400, retryAfterMs: 42_000 }));
        await worker({ pace: { ...unpaced, holdUntil: (at) => void holds.push(at) } }).drain();
        expect(holds).to.deep.equal([Date.parse(noon) + 42_000]);
        expect((await row('a')).nextAttemptAt).to.equal(new Date(Date.parse(noon) + 42_000).toISOString());
      });

      it('over a limit of its own makes that chat wait, and nobody else', async () => {
        const holds: [number, string | undefined][] = [];
        await owe(anOutboxEntry('a'));
        const own = { code: 230020, retryAfterMs: 42_000, ownLimit: true };
        platform.answers(new PlatformError('retry', 'too many', own));
        await worker({ pace: { ...unpaced, holdUntil: (at, who) => void holds.push([at, who]) } }).drain();
        expect(holds).to.deep.equal([[Date.parse(noon) + 42_000, 'oc_1']]);
      });

      it('told to wait time after time while others are served makes nobody else wait', async () => {
        const holds: (string | undefined)[] = [];
        const tooMany = () => new PlatformError('retry', 'too many', { code: 99991400, retryAfterMs: 1_000 });
        const desk = worker({ pace: { ...unpaced, holdUntil: (_at, who) => void holds.push(who) } });
        for (let time = 0; time < 3; time += 1) {
          await owe(anOutboxEntry(`a${time}`));
          platform.answers(tooMany());
          await desk.drain();
          await owe(anOutboxEntry(`b${time}`, { to: { person: 'ou_1' } }));
          await desk.drain();
          clock.forward(120);
          await desk.drain();
        }
        expect(holds).to.deep.equal([undefined, 'oc_1', 'oc_1']);
      });

      it('that hangs takes no place from others, however many hang', async () => {
        const hanging = Array.from({ length: 100 }, (_, index) => `oc_hangs_${index}`);
        await owe(...hanging.map((chat) => anOutboxEntry(chat, { to: { chat } })));
        let letGo = () => {};
        const held = new Promise<void>((resolve) => {
          letGo = resolve;
        });
        platform.answers(...hanging.map(() => held));
        const desk = worker();
        const drained = desk.drain();
        while (platform.calls.length < 64) await new Promise((resolve) => setImmediate(resolve));
        await owe(anOutboxEntry('healthy', { to: { person: 'ou_1' } }));
        desk.poke();
        while ((await row('healthy')).state !== 'sent') await new Promise((resolve) => setImmediate(resolve));
        letGo();
        await drained;
        expect(platform.calls).to.have.length(101);
      });

      it('lets what follows in the chat wait at first, but not for ever', async () => {
        await owe(anOutboxEntry('a'), anOutboxEntry('b'));
        platform.answers('retry', 'retry', 'retry', 'retry');
        const desk = worker();
        for (const wait of [0, 1, 5, 30]) {
          clock.forward(wait);
          await desk.drain();
        }
        expect(uuids()).to.deep.equal(['a', 'a', 'a', 'a', 'b']);
      });

      it('of our own making is repeated like one without an answer, and its words stay out of the log', async () => {
        await owe(anOutboxEntry('a'));
        platform.answers(new TypeError('cannot draw 13900001234'));
        const desk = worker();
        await desk.drain();
        expect(await row('a')).to.include({ state: 'pending', error: 'unknown: TypeError', firstAttemptAt: noon });
        expect(JSON.stringify(log.lines)).to.contain('TypeError').and.not.to.contain('13900001234');
      });

      it('is recorded even when what should follow from it fails', async () => {
        await owe(anOutboxEntry('a'));
        platform.answers('chat-gone');
        await worker({ onDead: () => Promise.reject(new Error('no database')) }).drain();
        expect((await row('a')).state).to.equal('failed');
      });
    });

    describe('a mention that the platform refuses', () => {
      const mentioning: Message = {
        ...card,
        blocks: [
          { kind: 'line', spans: ['请 ', { mention: 'ou_gone', name: '联络员' }, ' 签收'] },
          { kind: 'fold', title: '详情', blocks: [{ kind: 'line', spans: [{ mention: 'ou_gone', name: '联络员' }] }] },
        ],
      };

      it('is sent as a plain name under a new id, and its updates follow it', async () => {
        await owe(
          anOutboxEntry('a', { message: mentioning }),
          anOutboxEntry('b', { op: 'update', target: 'a', message: card }),
        );
        platform.answers('mention');
        await worker().drain();
        const [, second, third] = platform.calls;
        expect(uuids()).to.deep.equal(['a', 'new-1', undefined]);
        expect(JSON.stringify(second?.message)).to.contain('"请 ","@联络员"," 签收"').and.not.to.contain('ou_gone');
        expect(third?.update).to.equal('om_1');
        expect([(await row('new-1')).state, (await row('b')).state]).to.deep.equal(['sent', 'sent']);
        expect(refused).to.deep.equal(['a mention']);
      });
    });

    describe('an attempt without an answer', () => {
      it('is repeated under the same id while the platform remembers it, and then left to a person', async () => {
        await owe(anOutboxEntry('a'));
        platform.answers(...Array<Outcome>(100).fill('unknown'));
        const desk = worker();
        await desk.drain();
        for (let minute = 1; minute < 55; minute += 1) {
          clock.forward(60);
          await desk.drain();
        }
        const attempts = platform.calls.length;
        expect(attempts).to.be.greaterThan(10);
        expect(new Set(uuids())).to.deep.equal(new Set(['a']));
        clock.forward(5 * 60);
        await desk.drain();
        clock.forward(24 * 3600);
        await desk.drain();
        expect(platform.calls.length).to.equal(attempts);
        expect(await row('a')).to.include({ state: 'unsure', error: 'unknown: scripted unknown' });
      });

      it('stays in doubt when a later one is refused', async () => {
        await owe(anOutboxEntry('a'));
        platform.answers('unknown', ...Array<Outcome>(100).fill('retry'));
        const desk = worker();
        await desk.drain();
        for (let minute = 0; minute < 60; minute += 1) {
          clock.forward(60);
          await desk.drain();
        }
        expect((await row('a')).state).to.equal('unsure');
      });

      it('is counted from the first one that may have arrived, not from one that was refused', async () => {
        await owe(anOutboxEntry('a'));
        platform.answers(...Array<Outcome>(17).fill('retry'), 'unknown');
        const desk = worker();
        await desk.drain();
        while (platform.calls.length < 18) {
          clock.forward(60);
          await desk.drain();
        }
        expect(clock.now().getTime() - Date.parse(noon)).to.be.greaterThan(55 * 60_000);
        clock.forward(300);
        await desk.drain();
        expect((await row('a')).state).to.equal('sent');
      });

      it('does no harm to a redrawn card, however late', async () => {
        await owe(anOutboxEntry('a', { message: card }));
        const desk = worker();
        await desk.drain();
        await owe(anOutboxEntry('b', { op: 'update', target: 'a', message: card }));
        platform.answers('unknown');
        await desk.drain();
        clock.forward(2 * 3600);
        await desk.drain();
        expect((await row('b')).state).to.equal('sent');
      });
    });

    describe('a crash between the mark and the answer', () => {
      beforeEach(async () => {
        await owe(anOutboxEntry('a'));
        const [claimed] = await database.outbox.claim(noon, 10);
        await database.outbox.attempted([claimed?.id as string], noon);
        await platform.send({ chat: 'oc_1' }, { kind: 'text', spans: ['a'] }, 'a'); // it did arrive
        await database.close();
        database = await open();
      });

      it('is followed by the same id, so that nobody is told twice', async () => {
        clock.forward(54 * 60);
        await worker().drain();
        expect(uuids()).to.deep.equal(['a', 'a']);
        expect(await row('a')).to.include({ state: 'sent', messageId: 'om_1', attempts: 2 });
      });

      it('is left to a person when the platform may have forgotten the id', async () => {
        clock.forward(55 * 60);
        await worker().drain();
        expect(uuids()).to.deep.equal(['a']);
        expect((await row('a')).state).to.equal('unsure');
      });
    });

    it('asks the pace for each recipient and waits as long as it says', async () => {
      const { waits, ...slow } = slowPace();
      await owe(...['a', 'b', 'c'].map((id) => anOutboxEntry(id)), anOutboxEntry('d', { to: { person: 'ou_1' } }));
      await worker(slow).drain();
      expect(uuids()).to.have.members(['a', 'b', 'c', 'd']);
      expect(waits).to.deep.equal([200, 200]);
    });

    it('sends what is stored and announced while it runs', async () => {
      const desk = worker();
      await desk.drain();
      let arrived = () => {};
      const arrival = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      platform.answers(arrival);
      await owe(anOutboxEntry('a'));
      desk.poke();
      const drained = desk.drain();
      arrived();
      await drained;
      expect(uuids()).to.deep.equal(['a']);
    });

    it('lets a call under way end before it stops, and begins no other', async () => {
      let answer = () => {};
      let asked = () => {};
      const calling = new Promise<void>((resolve) => {
        asked = resolve;
      });
      const answered = new Promise<void>((resolve) => {
        answer = resolve;
      });
      const send = platform.send.bind(platform);
      platform.send = (...call) => {
        asked();
        return send(...call);
      };
      platform.answers(answered);
      await owe(anOutboxEntry('a'), anOutboxEntry('b'));
      const desk = worker();
      desk.poke();
      await calling;
      const stopped = desk.stop();
      answer();
      await stopped;
      expect([(await row('a')).state, (await row('b')).state]).to.deep.equal(['sent', 'pending']);
      await desk.drain();
      expect(uuids()).to.deep.equal(['a']);
    });

    it('goes on after the database failed it', async () => {
      await owe(anOutboxEntry('a'));
      let faults = 1;
      const claim: Database['outbox']['claim'] = async (...asked) => {
        if (faults-- > 0) throw new Error('disk I/O error');
        return database.outbox.claim(...asked);
      };
      const desk = worker({ outbox: { ...database.outbox, claim } });
      await desk.drain();
      expect(uuids()).to.deep.equal(['a']);
      expect(desk.standstill()).to.equal(undefined);
    });
  });
});
