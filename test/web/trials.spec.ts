import { expect } from 'chai';
import { demoDistrict } from '../../src/fakeLark/demoDistrict.ts';
import { readDistrictFiles } from '../../src/fakeLark/demoUnits.ts';
import { arrivedOf, trialsOf } from '../../src/web/lib/trials.ts';

const { taskForces, units } = readDistrictFiles('config');
const district = demoDistrict(taskForces, units);
const bot = { openId: 'ou_bot', name: '诉求管家' };
const chats = district.chats.map(({ chatId, name, members }) => ({
  ...{ chatId, name, members, kind: 'group' as const },
  ...{ botIsMember: true, external: false, lastSeq: 0 },
}));

describe('things to try after the tour', () => {
  const here = { people: district.people, chats, bot };
  const [trials, arrived] = [trialsOf(here), arrivedOf(here)];

  it('are all possible with the demo people and groups', () => {
    expect([trials.length, arrived.length]).to.deep.equal([5, 3]);
    for (const { openId, chatId } of [...trials, ...arrived]) {
      const chat = chats.find((each) => each.chatId === chatId);
      if (chat) expect(chat.members).to.include(openId);
    }
  });

  it('mention everybody whose @name they hold, and the bot in every group', () => {
    for (const { text = '', chatId, mentions = [] } of trials) {
      expect(text.match(/@/g) ?? []).to.have.length(mentions.length);
      if (chatId && text) expect(mentions).to.deep.include(bot);
    }
  });

  it('are left out when somebody is missing', () => {
    expect(trialsOf({ people: [], chats, bot })).to.deep.equal([]);
  });
});
