import { expect } from 'chai';
import { engines } from '../support/databases.ts';
import { type Bot, buttonOf, type Desk, forceGroup, headOf, liaison, openDesk, specialist } from '../support/desk.ts';
import { expectNothingOwed } from '../support/killing.ts';
import { type Relay, startRelay } from '../support/relay.ts';

const accepted = { status: 200, text: '{}' };
const minute = 60;
const hour = 60 * minute;

for (const [engine, makePlace] of Object.entries(engines)) {
  describe(`the same event delivered again, on ${engine}`, () => {
    let desk: Desk;
    let bot: Bot;
    let relay: Relay;
    beforeEach(async () => {
      desk = await openDesk(await makePlace());
      relay = await startRelay();
      await starts();
    });
    afterEach(async () => {
      await relay.close();
      await desk.end();
    });

    async function starts(): Promise<void> {
      bot = await desk.start();
      desk.fakeLark.setWebhookUrl(relay.url);
      relay.route = () => [bot.url];
    }

    async function settles(): Promise<void> {
      await desk.fakeLark.idle();
      await bot.tick();
    }

    async function expectOneOfEach(): Promise<void> {
      expect(desk.heardBy(specialist).map(headOf)).to.deep.equal(['诉求已受理 JJ20261120-001']);
      expect(desk.heardBy(forceGroup).map(headOf)).to.deep.equal(['企业诉求交办 JJ20261120-001']);
      expect(await desk.rows('SELECT number FROM appeals')).to.have.length(1);
      expect(await desk.rows(`SELECT type FROM timeline WHERE type = 'submitted'`)).to.have.length(1);
      await expectNothingOwed(desk);
    }

    it('a message, under the same and another event_id, at once, after five minutes, seven hours and a restart', async () => {
      const messageId = desk.submits();
      await settles();
      for (const seconds of [0, 5 * minute, 7 * hour]) {
        desk.forward(seconds);
        if (seconds === 7 * hour) {
          await bot.close();
          await starts();
        }
        for (const newEventId of [false, true]) desk.fakeLark.redeliver({ messageId, newEventId });
        await settles();
        await expectOneOfEach();
      }
      expect(relay.wires.map(({ answer }) => answer)).to.deep.equal(Array(7).fill(accepted));
    });

    it('a late retry that kept its stamp is taken for what it is; after eight hours it is refused', async () => {
      desk.submits();
      await settles();
      const [wire] = relay.wires;
      if (!wire) throw new Error('no event came');
      desk.forward(7 * hour + 6 * minute);
      expect(await relay.again(wire, bot.url)).to.deep.equal(accepted);
      await settles();
      await expectOneOfEach();
      desk.forward(hour);
      expect((await relay.again(wire, bot.url)).status).to.equal(401);
      await settles();
      await expectOneOfEach();
    });

    it('a message that comes ten times at once, and once more by the retry of the platform', async () => {
      relay.route = () => [];
      desk.submits();
      await settles();
      const [wire] = relay.wires;
      if (!wire) throw new Error('no event came');
      const answers = await Promise.all(Array.from({ length: 10 }, () => relay.again(wire, bot.url)));
      expect(answers).to.deep.equal(Array(10).fill(accepted));
      relay.route = () => [bot.url];
      desk.forward(15);
      await desk.fakeLark.tick();
      await settles();
      expect(relay.wires).to.have.length(2);
      await expectOneOfEach();
    });

    it('a press that comes ten times signs once; whoever presses twice is told that it is done', async () => {
      desk.submits();
      await settles();
      const [card] = desk.heardBy(forceGroup);
      if (!card) throw new Error('nothing was dispatched');
      const press = { as: liaison, messageId: card.messageId, value: buttonOf(card, '签收') };
      const pressed = await desk.fakeLark.click(press);
      expect(pressed.toast?.content).to.equal('已签收 JJ20261120-001');
      const wire = relay.wires.at(-1);
      if (!wire) throw new Error('no press came');
      const answers = await Promise.all(Array.from({ length: 10 }, () => relay.again(wire, bot.url)));
      expect(answers).to.deep.equal(Array(10).fill(accepted));
      expect((await desk.fakeLark.click(press)).toast?.type).to.equal('warning');
      await settles();
      expect(await desk.rows(`SELECT type FROM timeline WHERE type = 'signed'`)).to.have.length(1);
      expect(desk.heardBy(liaison).map(headOf)).to.deep.equal(['企业联系方式 JJ20261120-001']);
      expect(desk.heardBy(specialist)).to.have.length(2);
      await expectNothingOwed(desk);
    });
  });
}
