import { expect } from 'chai';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { type Bots, forkBots } from '../support/bots.ts';
import { engines, silent } from '../support/databases.ts';
import { type Desk, forces, headOf, leader, openDesk, specialists } from '../support/desk.ts';
import { claimsRunOut, expectNothingOwed, until } from '../support/killing.ts';
import { anOutboxEntry } from '../support/rows.ts';

/** As the platform counts (docs/develop/feishu.md#limits). */
const most = { inChat: 5, inSecond: 50, inMinute: 1_000 };
/** After which the second of the platform's limits is over. */
const second = 1.02;
const chats = forces.map((force) => `oc_force_${force}`);
const people = [...specialists.map(({ openId }) => openId), ...forces.map((force) => `ou_liaison_${force}`)];
const everybody = [...chats, ...people, leader];

/** Every call that was to make a message, refused and repeated ones, too. */
function callsOf({ fakeLark }: Desk): { to: string; at: number; code: number }[] {
  const made = fakeLark.calls().filter(({ method, path }) => method === 'POST' && path.includes('/im/v1/messages'));
  const toOf = (body: unknown) => (body as { receive_id: string }).receive_id;
  return made.map(({ at, body, code }) => ({ to: toOf(body), at: Date.parse(at), code }));
}

/** The most calls in any window of so many ms. */
function mostWithin(calls: { at: number }[], ms: number): number {
  const times = calls.map(({ at }) => at).sort((one, other) => one - other);
  let from = 0;
  const counts = times.map((at, index) => {
    while ((times[from] ?? at) <= at - ms) from += 1;
    return index - from + 1;
  });
  return Math.max(...counts);
}

for (const [engine, makePlace] of Object.entries(engines)) {
  describe(`whoever is killed while a burst goes out, on ${engine}`, function () {
    this.timeout(120_000);
    let desk: Desk;
    let database: Database;
    let fresh: Bots[] = [];
    let running: Bots[] = [];
    let owed: { to: string; id: string }[] = [];
    beforeEach(async () => {
      fresh = Array.from({ length: engine === 'SQLite' ? 4 : 5 }, forkBots); // they load while the desk is set up
      [running, owed] = [[], []];
      desk = await openDesk(await makePlace());
      database = await openDatabase(desk.databaseUrl, { log: silent });
    });
    afterEach(async () => {
      for (const one of [...fresh, ...running]) await one.kill();
      await database.close();
      await desk.end();
    });

    async function startOne(): Promise<void> {
      const [one, ...others] = fresh;
      if (!one) throw new Error('no process is left');
      fresh = others;
      running.push(one);
      const { lark, databaseUrl } = desk;
      await one.start(desk.now(), [{ lark, databaseUrl }]);
    }
    /** The first one, which sends; on PostgreSQL another stands by that was started before, else it is started now. */
    async function killSender(): Promise<void> {
      const [sender, ...others] = running;
      running = others;
      expect(await sender?.kill()).to.equal('SIGKILL');
      await claimsRunOut(desk);
      await startOne();
    }
    /** Each of them is owed so many messages more. */
    async function owe(to: string[], count = 1): Promise<void> {
      const common = { createdAt: desk.now().toISOString(), notBefore: desk.now().toISOString() };
      await database.transact(async (store) => {
        for (let n = 0; n < count; n += 1) {
          for (const one of to) {
            const id = `m${owed.length}`;
            owed.push({ to: one, id });
            const facts = one.startsWith('ou_') ? { to: { person: one } } : { to: { chat: one } };
            await store.enqueue(anOutboxEntry(id, { ...facts, ...common }));
          }
        }
      });
    }
    const heard = () => everybody.reduce((sum, id) => sum + desk.heardBy(id).length, 0);
    /** And recorded as sent: an answer that got lost in the kill would leave the next process less room. */
    async function untilHeard(count: number): Promise<void> {
      await until(desk, () => heard() >= count);
      const sent = () => desk.rows(`SELECT id FROM outbox WHERE state = 'sent'`);
      while ((await sent()).length < count);
    }
    /** The clocks show later; nobody waits for the end of what that begins. */
    function pass(seconds: number): void {
      desk.forward(seconds);
      for (const one of running) one.tick(desk.now()).catch(() => undefined);
    }

    it('the platform never gets more than it allows, and everybody all of it once, in order', async () => {
      await startOne();
      await owe(chats, 7);
      await untilHeard(30); // five in each chat
      if (engine !== 'SQLite') await startOne();
      await killSender();
      await owe([leader]);
      await untilHeard(31); // the next one sends, to him alone
      pass(second);
      await untilHeard(43);

      pass(second);
      await owe([...people, ...people, ...chats, ...chats].slice(0, most.inSecond - 6));
      await owe(chats.slice(1));
      await untilHeard(43 + 49);
      await killSender();
      await owe([leader, ...people]);
      await untilHeard(43 + 50); // one more in this second
      pass(second);
      await untilHeard(43 + 49 + 17);

      while (owed.length < most.inMinute - 1) {
        const room = Math.min(most.inSecond, most.inMinute - 1 - owed.length);
        pass(second);
        await owe([...everybody, ...everybody, ...everybody].slice(0, room));
        await untilHeard(owed.length);
      }
      await killSender();
      await owe([leader, ...people]);
      await untilHeard(most.inMinute); // one more in this minute
      pass(second);
      pass(60);
      await untilHeard(owed.length);
      await expectNothingOwed(desk);
      const calls = callsOf(desk);
      expect(calls.filter(({ code }) => code !== 0)).to.deep.equal([]);
      expect(mostWithin(calls, 1_000), 'calls in a second').to.equal(most.inSecond);
      expect(mostWithin(calls, 60_000), 'calls in a minute').to.equal(most.inMinute);
      for (const id of everybody) {
        const own = calls.filter(({ to }) => to === id);
        expect(mostWithin(own, 1_000), `calls to ${id} in a second`).to.be.at.most(most.inChat);
        const inOrder = owed.filter(({ to }) => to === id).map((one) => one.id);
        expect(desk.heardBy(id).map(headOf), id).to.deep.equal(inOrder);
      }
    });
  });
}
