import { expect } from 'chai';
import { type Desk, forces, headOf, leader, specialists } from '../support/desk.ts';
import { type Halt, halts } from '../support/haltAt.ts';
import { eachKill, takeOver } from '../support/killing.ts';

const weekend = (2 * 24 + 23) * 3600 + 6 * 60;

/** Six appeals that nobody signs: on Monday morning every group has something due. */
async function untilMonday(desk: Desk): Promise<void> {
  const bot = await desk.start();
  for (const force of forces)
    desk.submits(`@{ou_liaison_${force}} 第${force}家企业反映，事情两个月未批复，请协调`, specialists[force]?.openId);
  await desk.fakeLark.idle();
  await bot.tick();
  await bot.close();
  desk.forward(weekend);
}

const lists = (desk: Desk, chat: string) =>
  desk
    .heardBy(chat)
    .map(headOf)
    .filter((head) => !head.startsWith('企业诉求交办'));

/**
 * Up to four lists are one commit, as many as a short one has time for; the first ones may be on their way before the
 * others are made, and what else the morning brings before any is.
 */
const committed: { [H in Halt]?: [least: number, most: number] } = { copying: [0, 0], copied: [1, 4] };

describe('a bot is killed in the middle of the morning: every group has its list once, every leader his digest once', () => {
  const notHere = ['arriving', 'received', 'acting', 'committed', 'redrawn'];
  const places = halts.filter((halt) => !notHere.includes(halt));
  eachKill(places, { prepare: untilMonday, tick: true }, async (halt, desk) => {
    const made = `SELECT slot FROM slots WHERE job = 'todays-list' AND slot LIKE '%/%'`;
    const there = (await desk.rows(made)).length;
    const [least, most] = committed[halt] ?? [0, forces.length];
    expect(there, 'lists that were committed').to.be.within(least, most);
    await takeOver(desk);
    for (const force of forces) {
      expect(
        lists(desk, `oc_force_${force}`).map((head) => head.slice(0, 6)),
        `group ${force}`,
      ).to.deep.equal(['今日办理提醒']);
    }
    expect(lists(desk, leader).map((head) => head.slice(0, 6))).to.deep.equal(['企业诉求晨报']);
    const slots = await desk.rows<{ job: string; slot: string }>('SELECT job, slot FROM slots');
    expect(new Set(slots.map(({ job, slot }) => `${job} ${slot}`)).size).to.equal(slots.length);
  });
});
