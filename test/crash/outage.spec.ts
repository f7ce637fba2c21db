import { setTimeout as turn } from 'node:timers/promises';
import { expect } from 'chai';
import type { Faults } from '../../src/fakeLark/api.ts';
import { sqlitePlace } from '../support/databases.ts';
import { type Bot, type Desk, headOf, openDesk, specialist, specialists } from '../support/desk.ts';
import { expectNothingOwed } from '../support/killing.ts';

const minute = 60;
const hour = 60 * minute;
const forces = [1, 2, 3];

/** What the platform does wrong, while three appeals are submitted. */
const outages: Record<string, Faults> = {
  'answers 500': { serverErrors: 4 },
  'is called too often and says when to come back': { tooMany: 4, resetSeconds: 3 },
  'revokes the token': { revokeToken: true },
  'cuts its answers off': { truncated: 4 },
  'shows a page of HTML': { html: 4 },
  'takes the message and resets the connection': { resetAfterCreate: 4 },
  'does all of it': { serverErrors: 1, tooMany: 1, revokeToken: true, truncated: 2, html: 1, resetAfterCreate: 2 },
};

describe('the platform fails', function () {
  this.timeout(120_000);
  let desk: Desk;
  let bot: Bot;
  beforeEach(async () => {
    desk = await openDesk(await sqlitePlace());
    bot = await desk.start();
  });
  afterEach(() => desk.end());

  const owed = () =>
    desk.rows(`SELECT key FROM inbox WHERE state <> 'done' UNION SELECT id FROM outbox WHERE state = 'pending'`);

  function submitEach(what: string): void {
    for (const force of forces) {
      desk.submits(`@{ou_liaison_${force}} 宏泰机械有限公司反映，${what}，请协调`, specialists[force]?.openId);
    }
  }

  /** Time passes second by second until nothing is owed; while calls are held back, work only ends as it passes. */
  async function untilDelivered(): Promise<void> {
    await desk.fakeLark.idle();
    do {
      desk.forward(1);
      await Promise.race([bot.tick(), turn(20)]);
    } while ((await owed()).length > 0);
  }

  async function expectEachHeard(times: number): Promise<void> {
    await expectNothingOwed(desk);
    const places = forces.flatMap((force) => [specialists[force]?.openId ?? '', `oc_force_${force}`]);
    for (const place of places) {
      const heads = desk.heardBy(place).map(headOf);
      expect(heads, place).to.have.length(times);
      expect(new Set(heads), place).to.have.property('size', times);
    }
  }

  for (const [name, faults] of Object.entries(outages)) {
    it(`${name}: everything arrives once in the end`, async () => {
      submitEach('两个月未批复');
      await untilDelivered();
      desk.fakeLark.fail(faults);
      submitEach('三个月未答复');
      await untilDelivered();
      const uuids = desk.uuids();
      expect(uuids.length - new Set(uuids).size, 'repeated uuids').to.be.greaterThan(0);
      await expectEachHeard(2);
    });
  }

  it('nobody listens for three hours: nothing was taken, so everything is sent afterwards', async () => {
    submitEach('两个月未批复');
    await untilDelivered();
    submitEach('三个月未答复');
    await desk.fakeLark.idle();
    const back = await desk.platformGone();
    for (let minutes = 0; minutes < 180; minutes += 15) {
      await bot.tick();
      desk.forward(15 * minute);
    }
    expect(await owed()).not.to.deep.equal([]);
    await back();
    await untilDelivered();
    await expectEachHeard(2);
  });

  describe('an attempt got no answer', () => {
    const states = async () =>
      (await desk.rows<{ state: string }>('SELECT state FROM outbox ORDER BY seq')).map(({ state }) => state);
    beforeEach(async () => {
      desk.fakeLark.fail({ resetAfterCreate: 2 });
      desk.submits();
      await desk.fakeLark.idle();
      await bot.tick();
      expect(await states()).to.deep.equal(['pending', 'pending']);
      expect(desk.heardBy(specialist)).to.have.length(1);
    });

    it('54 minutes later it is made again under the same uuid, which the platform knows', async () => {
      desk.forward(54 * minute);
      await bot.tick();
      expect(await states()).to.deep.equal(['sent', 'sent']);
      expect(desk.uuids()).to.have.length(4);
      expect(desk.heardBy(specialist)).to.have.length(1);
    });

    it('56 minutes later nobody knows: it is never made again by itself, and holds nothing up', async () => {
      desk.forward(56 * minute);
      await bot.tick();
      expect(await states()).to.deep.equal(['unsure', 'unsure']);
      desk.submits('@{ou_liaison_3} 另一家企业恒昌食品有限公司反映，厂区频繁停电');
      await desk.fakeLark.idle();
      await bot.tick();
      desk.forward(24 * hour);
      await bot.close();
      bot = await desk.start();
      await bot.tick();
      expect(await states()).to.deep.equal(['unsure', 'unsure', 'sent', 'sent']);
      expect(desk.heardBy(specialist).map(headOf)).to.deep.equal([
        '诉求已受理 JJ20261120-001',
        '诉求已受理 JJ20261120-002',
      ]);
    });
  });
});
