import { expect } from 'chai';
import type { Clicked } from '../../src/fakeLark/api.ts';
import { buttonOf, type Desk, forceGroup, headOf, liaison, specialist } from '../support/desk.ts';
import { eventHalts } from '../support/haltAt.ts';
import { eachKill, takeOver } from '../support/killing.ts';

const number = 'JJ20261120-001';

async function dispatched(desk: Desk): Promise<void> {
  const bot = await desk.start();
  desk.submits();
  await desk.fakeLark.idle();
  await bot.tick();
  await bot.close();
}

function cardOf(desk: Desk) {
  const [card, ...more] = desk.heardBy(forceGroup);
  if (!card || more.length > 0) throw new Error(`the group has ${more.length + (card ? 1 : 0)} cards`);
  return card;
}

describe('a bot is killed while 签收 is pressed: the card shows it once, presser and submitter are told once', () => {
  const presses = new Map<Desk, Promise<Clicked>>();
  const event = (desk: Desk) => {
    const card = cardOf(desk);
    const press = { as: liaison, messageId: card.messageId, value: buttonOf(card, '签收') };
    presses.set(desk, desk.fakeLark.click(press));
  };
  const signatures = (desk: Desk) => desk.rows(`SELECT at FROM timeline WHERE type = 'signed'`);

  // A press that is not stored yet is nobody's: the client says so, and the person presses again.
  const places = eventHalts.filter((halt) => halt !== 'arriving');
  eachKill(places, { prepare: dispatched, event }, async (halt, desk) => {
    const acted = halt !== 'received' && halt !== 'acting';
    expect(await signatures(desk)).to.have.length(acted ? 1 : 0);
    const { error } = (await presses.get(desk)) ?? {};
    if (!acted) expect(error, 'no connection, says the client').to.equal('200342');

    await takeOver(desk);
    expect(await signatures(desk)).to.have.length(1);
    const card = cardOf(desk);
    expect(JSON.stringify(card.content).split('签收：')).to.have.length(2);
    expect(buttonOf(card, '签收')).to.equal(undefined);
    expect(desk.heardBy(liaison).map(headOf)).to.deep.equal([`企业联系方式 ${number}`]);
    const [receipt, note, ...more] = desk.heardBy(specialist).map(headOf);
    expect(receipt).to.equal(`诉求已受理 ${number}`);
    expect(note).to.include('已签收');
    expect(more).to.deep.equal([]);
  });
});
