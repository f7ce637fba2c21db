import { expect } from 'chai';
import type { Deps } from '../../src/ports/index.ts';
import { type Bots, forkBots } from '../support/bots.ts';
import { engines } from '../support/databases.ts';
import {
  buttonOf,
  type Desk,
  forceGroup,
  forces,
  headOf,
  leader,
  liaison,
  openDesk,
  specialist,
  specialists,
} from '../support/desk.ts';
import { expectNothingOwed } from '../support/killing.ts';
import { type Relay, startRelay } from '../support/relay.ts';

const { PostgreSQL: makePlace } = engines;
const graceSeconds = 180;
/** Texts that say by themselves which of the first three task forces they are for. */
const needs = ['营业执照变更登记的公章刻制和经营范围', '施工许可和竣工验收、消防验收', '变压器增容和供电公司电费'];

/** Minutes after 08:25 in which something is due: digests, lists, last calls; and now and then one in which nothing is. */
function isBusy(minute: number): boolean {
  return (
    minute % 60 === 0 || (minute > 4 && minute < 13) || (minute > 34 && minute < 43) || (minute > 424 && minute < 433)
  );
}

function numberIn(head: string): string {
  return /JJ\d{8}-\d{3}/.exec(head)?.[0] ?? head;
}

(makePlace ? describe : describe.skip)('two processes on one PostgreSQL', function () {
  this.timeout(120_000);
  let desk: Desk;
  let relay: Relay | undefined;
  let bots: Bots[] = [];

  afterEach(async () => {
    for (const one of bots) await one.kill();
    bots = [];
    await relay?.close();
    await desk.end();
  });

  async function opens(running: boolean): Promise<void> {
    if (!makePlace) throw new Error('no PostgreSQL');
    desk = await openDesk(await makePlace(), { running });
  }

  /** Both look at the same time, again and again: what one holds the other does not wait for. */
  async function bothWork(): Promise<void> {
    const open = `SELECT key FROM inbox WHERE state <> 'done' UNION SELECT id FROM outbox WHERE state = 'pending'`;
    do await Promise.all(bots.map((one) => one.tick(desk.now())));
    while ((await desk.rows(open)).length > 0);
  }

  it('30 messages over both webhooks, some to both at once: each is acted on once, sent once, dispatched once', async () => {
    await opens(true);
    const { lark, databaseUrl } = desk;
    bots = [forkBots(), forkBots()];
    const started = await Promise.all(bots.map((each) => each.start(desk.now(), [{ lark, databaseUrl }], true)));
    const [one = '', other = ''] = started.flat();
    relay = await startRelay();
    desk.fakeLark.setWebhookUrl(relay.url);
    relay.route = (n) => [[one], [other], [one, other]][n % 3] ?? [];

    for (const [index, { openId }] of specialists.entries()) {
      const force = forces[index % forces.length];
      desk.submits(`@{ou_liaison_${force}} 第一家企业反映，事情两个月未批复，请协调`, openId);
      desk.submits(`另一家企业反映，${needs[index % needs.length]}办不下来`, openId);
      desk.submits(`@{ou_liaison_${force}} 又一家企业反映，事情三个月未答复，请协调`, openId);
    }
    await desk.fakeLark.idle();
    await bothWork();
    expect(dispatched()).to.have.length(20);
    desk.forward(graceSeconds + 1);
    await bothWork();

    const numbers = Array.from({ length: 30 }, (_, index) => `JJ20261120-${String(index + 1).padStart(3, '0')}`);
    const received = specialists.flatMap(({ openId }) => desk.heardBy(openId).map(headOf));
    expect(received.map(numberIn).sort()).to.deep.equal(numbers);
    for (const head of received) expect(head).to.match(/^诉求已受理/);
    expect(dispatched().map(numberIn).sort()).to.deep.equal(numbers);
    const facts = `SELECT appeal FROM timeline WHERE type = 'dispatched' ORDER BY appeal`;
    expect((await desk.rows<{ appeal: string }>(facts)).map(({ appeal }) => appeal)).to.deep.equal(numbers);
    expect(new Set(desk.uuids())).to.have.property('size', 60);
    await expectNothingOwed(desk);
  });

  const dispatched = () => forces.flatMap((force) => desk.heardBy(`oc_force_${force}`).map(headOf));

  it('a day of the timetable: every slot once, every group one list, the leader one digest', async () => {
    await opens(false);
    const { lark, databaseUrl } = desk;
    bots = [forkBots(), forkBots()];
    const started = await Promise.all(bots.map((each) => each.start(desk.now(), [{ lark, databaseUrl }])));
    const [one = ''] = started.flat();
    desk.fakeLark.setWebhookUrl(`${one}/webhook/lark`);
    for (const force of forces)
      desk.submits(`@{ou_liaison_${force}} 第${force}家企业反映，事情两个月未批复，请协调`, specialists[force]?.openId);
    await desk.fakeLark.idle();
    await bothWork();
    desk.forward((2 * 24 + 22) * 3600 + 25 * 60); // Monday 08:25
    for (let minute = 0; minute < 9 * 60; minute += 1) {
      desk.forward(60);
      if (isBusy(minute + 1)) await bothWork();
    }
    const since = (head: string) => !/^(?:企业诉求交办|诉求已受理)/.test(head);
    for (const force of forces) {
      const lists = desk.heardBy(`oc_force_${force}`).map(headOf).filter(since);
      expect(lists, `group ${force}`).to.have.length(1);
      expect(lists[0]).to.match(/^今日办理提醒/);
      expect(desk.heardBy(`ou_liaison_${force}`).map(headOf).filter(since), `liaison ${force}`).to.have.length(1);
    }
    expect(desk.heardBy(leader).map(headOf)).to.have.length(1);
    const slots = await desk.rows<{ job: string; slot: string }>('SELECT job, slot FROM slots');
    expect(slots.filter(({ slot }) => slot.includes('/')).length).to.be.greaterThan(forces.length);
    const sent = await desk.rows<{ id: string }>(`SELECT id FROM reminders WHERE state = 'sent'`);
    expect(sent).to.have.length(2 * forces.length); // today in the list, the last call in the afternoon
    await expectNothingOwed(desk);
  });

  it('a press belongs to the process that received it: its answer is the true one, whoever looks meanwhile', async () => {
    await opens(false);
    const other = await desk.start();
    let looked = 0;
    const othersLookFirst = (deps: Deps): Deps => ({
      ...deps,
      inbox: {
        ...deps.inbox,
        async receive(entry) {
          const received = await deps.inbox.receive(entry);
          await other.tick();
          looked += 1;
          return received;
        },
      },
    });
    const bot = await desk.start({ wrap: othersLookFirst });
    desk.submits();
    await desk.fakeLark.idle();
    await bot.tick();
    const [card] = desk.heardBy(forceGroup);
    if (!card) throw new Error('nothing was dispatched');
    const press = { as: liaison, messageId: card.messageId, value: buttonOf(card, '签收') };
    const { toast } = await desk.fakeLark.click(press);
    expect(looked).to.equal(2);
    expect(toast?.content).to.equal('已签收 JJ20261120-001');
    await bot.tick();
    await other.tick();
    expect(desk.heardBy(liaison)).to.have.length(1);
    expect(desk.heardBy(specialist)).to.have.length(2);
    await expectNothingOwed(desk);
  });
});
