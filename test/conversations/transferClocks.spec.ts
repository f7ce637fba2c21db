import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const number = 'JJ20261120-001';
const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';

describe('改派后的时限 — one clock of a kind, and always one that runs', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
    });
    afterEach(() => town.end());

    async function running(): Promise<string[]> {
      const clocks = await town.deps.read((store) => store.clocks(number));
      return clocks.filter(({ stoppedAt }) => stoppedAt === undefined).map(({ kind }) => kind);
    }

    it('a plan that is passed on twice is confirmed by one date', async () => {
      const { liaison, centre, creditGroup } = town;
      await liaison.says('方案 001：已安排勘查（计划12月10日办结）');
      await centre.says('改派 001 获得信贷');
      creditGroup.shows(number, '11月24日(周二)17:30前确认或更新方案', '原方案（改派前）：已安排勘查');
      expect(await running()).to.have.members(['sign-in', 'plan']);
      await town.nowIs('2026-11-24T10:00:00+08:00');
      await centre.says('改派 001 获得电力');
      expect(await running()).to.have.members(['sign-in', 'plan']);
      town.electricityGroup.shows(number, '11月26日(周四)17:30前确认或更新方案');
    });

    it('a matter that was handed in at once, sent back and passed on has a clock again', async () => {
      const { liaison, centre, creditLiaison, creditGroup } = town;
      await liaison.says('办结 001：已解决，已完成增容送电');
      await centre.says('退回补正 001：请附答复函');
      await centre.says('改派 001 获得信贷');
      await creditLiaison.presses('签收', { on: creditGroup });
      expect(await running()).to.deep.equal(['plan']);
    });

    it('an evening of there and back again leaves nothing untrue for the morning', async () => {
      const { liaison, centre, creditLiaison, specialist } = town;
      await liaison.says('签收 001');
      for (const reader of [liaison, creditLiaison, specialist, centre]) reader.forgets();
      await town.nowIs('2026-11-20T19:00:00+08:00');
      await centre.says('改派 001 获得信贷');
      await centre.says('改派 001 获得电力');
      await centre.says('改派 001 获得信贷');
      await centre.says('撤回 001');
      await town.nowIs('2026-11-23T08:30:00+08:00');
      creditLiaison.hearsNothing();
      town.creditGroup.hearsNothing();
      specialist.hears('已由区为企服务中心撤回');
      specialist.hearsNothing();
    });

    it('a press from elsewhere shows the company’s side no internal plan', async () => {
      const { specialist, liaison, electricityGroup } = town;
      const { messageId: message } = electricityGroup.card(number);
      await liaison.says('方案 001：内部：先协调供电公司。给企业：正在协调（计划11月30日办结）');
      const answer = await town.clicks({
        kind: 'click',
        sender: specialist.address,
        chat: specialist.privateChat,
        message,
        say: `收起 ${number}`,
      });
      expect(answer.card).to.equal(undefined);
    });
  });
});
