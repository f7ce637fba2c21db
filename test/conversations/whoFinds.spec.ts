import { expect } from 'chai';
import { townPrefix } from '../../src/domain/rules.ts';
import { textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import type { Player } from '../support/conversation.ts';
import { eachDatabase } from '../support/databases.ts';
import { joins } from '../support/roster.ts';

const ordinary = '沈巷镇恒远机械有限公司申请变压器增容两个月未批复，请协调';
const accused = '沈巷镇恒远机械有限公司反映区住建局经办人索贿才给办理施工许可';
const matter = /恒远|增容|施工许可/;

type State = 'signed' | 'taken back' | 'in confidence' | 'in confidence, taken back' | 'released' | 'moved into it';

/** How it comes to that state. */
const ways: Record<State, (at: District) => Promise<unknown>> = {
  signed: async (at) => {
    await at.specialist.says(ordinary, { mentioning: [at.liaison] });
    await at.liaison.says('签收 001');
  },
  'taken back': async (at) => {
    await ways.signed(at);
    await at.specialist.says('撤回 001：企业已自行解决');
  },
  'in confidence': (at) => at.specialist.says(accused),
  'in confidence, taken back': async (at) => {
    await ways['in confidence'](at);
    await at.office.says('撤回 001：已另行处理');
  },
  released: async (at) => {
    await ways['in confidence'](at);
    await at.office.says('转普通件 001');
    await at.centre.says('改派 001 获得电力');
    await at.liaison.says('签收 001');
  },
  'moved into it': async (at) => {
    await ways.signed(at);
    await at.centre.says('转保密 001');
  },
};

const states = Object.keys(ways) as State[];
const town = `${townPrefix}沈巷镇`;
const office = 'business-environment-office';

const withinReach = 'number word list';
const closed = 'number word';
const everything = 'number word list card';
const closedCard = 'number word card';

/** What each of them reads: by number, by a word, in his list, on the receipt when it is pressed. */
// biome-ignore format: a table is read by column
const reads: [who: string, signed: string, takenBack: string, inConfidence: string, confidentialTakenBack: string, released: string, movedIntoIt: string][] = [
  ['specialist',      everything,  closedCard, everything,  closedCard, everything, everything],
  ['neighbour',       withinReach, closed,     '',          '',         withinReach, ''],
  ['otherSpecialist', '',          '',         '',          '',         '', ''],
  ['liaison',         withinReach, closed,     '',          '',         withinReach, ''],
  ['officer',         withinReach, closed,     '',          '',         withinReach, ''],
  ['deputy',          withinReach, closed,     '',          '',         withinReach, ''],
  ['head',            withinReach, closed,     '',          '',         withinReach, ''],
  ['commander',       withinReach, closed,     '',          '',         withinReach, ''],
  ['creditLiaison',   '',          '',         '',          '',         '', ''],
  ['housingOfficer',  '',          '',         '',          '',         '', ''],
  ['centre',          withinReach, closed,     '',          '',         withinReach, ''],
  ['office',          withinReach, closed,     withinReach, closed,     withinReach, withinReach],
  ['office2',         withinReach, closed,     withinReach, closed,     withinReach, withinReach],
  ['office3',         withinReach, closed,     '',          '',         withinReach, ''],
  ['leader',          withinReach, closed,     '',          '',         withinReach, ''],
  ['admin',           '',          '',         '',          '',         '', ''],
  ['stranger',        '',          '',         '',          '',         '', ''],
];

describe('谁能查到 — by number, by word, in lists and on cards that were sent before', () => {
  eachDatabase((open) => {
    let at: District;
    beforeEach(async () => {
      at = await district(fridayMorning, open);
    });
    afterEach(() => at.end());

    /** Whether what he is told then, or the card he pressed, tells of the matter. */
    async function tells(who: Player, act: () => Promise<unknown>): Promise<boolean> {
      const before = at.platform.shown.length;
      await act();
      return at.platform.shown
        .slice(before)
        .filter(({ to }) => to === who.address)
        .some(({ message }) => message !== undefined && matter.test(textOf(message)));
    }

    async function readBy(who: Player): Promise<string> {
      const [receipt] = at.specialist.messages;
      const ways: Record<string, () => Promise<unknown>> = {
        number: () => who.says('查 JJ20261120-001'),
        word: () => who.says('查 机械有限公司'),
        list: () => who.says('我的待办'),
        card: () => who.clicks({ message: receipt?.messageId ?? '', chat: who.privateChat, say: '旧按钮' }),
      };
      const found: string[] = [];
      for (const [name, act] of Object.entries(ways)) if (await tells(who, act)) found.push(name);
      return found.join(' ');
    }

    for (const state of states) {
      it(state, async () => {
        await ways[state](at);
        const neighbour = await joins(at, ['ou_neighbour', '沈巷镇另一专员'], { role: 'specialist', unit: town });
        const office3 = await joins(at, ['ou_office3', '区营商办工作人员丙'], {
          role: 'district-office',
          unit: office,
        });
        const people = { ...at, neighbour, office3 } as unknown as Record<string, Player>;
        const found: [string, string][] = [];
        for (const [who] of reads) found.push([who, await readBy(people[who] as Player)]);
        const column = states.indexOf(state) + 1;
        expect(found).to.deep.equal(reads.map((row) => [row[0], row[column]]));
      });
    }
  });
});
