import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const appeal = '沈巷镇××机械有限公司申请变压器增容两个月未批复，影响新生产线投产，请协调。';

describe('今日办理提醒 — an appeal that nobody takes climbs, one rung a morning', () => {
  eachDatabase((open) => {
    let at: District;

    beforeEach(async () => {
      at = await district(fridayMorning, open);
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      at.electricityGroup.hears('企业诉求交办', '签收');
      for (const everybody of [at.specialist, at.liaison, at.deputy, at.centreGroup]) everybody.forgets();
    });

    afterEach(() => at.end());

    it('today, last call, 黄: each once, in its place, to whom it is for', async () => {
      await at.until('2026-11-23T08:59:00+08:00');
      at.electricityGroup.hearsNothing();
      await at.until('2026-11-23T12:00:00+08:00');
      at.electricityGroup.hears('今日办理提醒', '获得电力专班', '今日到期', '签收时限');
      at.electricityGroup.mentions(at.liaison, '今日办理提醒');
      at.liaison.hearsNothing();
      await at.until('2026-11-23T16:00:00+08:00');
      at.liaison.hears('最后提醒', '签收时限为11月23日(周一)17:30');
      at.electricityGroup.hearsNothing();
      await at.until('2026-11-24T12:00:00+08:00');
      at.electricityGroup.hears('今日办理提醒', '已到期未录入', '签收时限11月23日');
      at.electricityGroup.mentions(at.deputy, '今日办理提醒');
      at.electricityGroup.hearsNothing();
      at.deputy.hearsNothing();
    });
  });
});
