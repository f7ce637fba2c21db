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

    it('a plan that never comes: tomorrow, today, last call, 黄, a note to the head, a 督办 draft, each once', async () => {
      const { electricityGroup, liaison, deputy, head, centreGroup, office, leader, officer, duty } = at;
      await liaison.says('签收 001');
      const everybody = [electricityGroup, liaison, deputy, head, centreGroup, office, leader, officer, duty];
      const quiet = (...but: unknown[]) => {
        for (const one of everybody) if (!but.includes(one)) one.hearsNothing();
      };
      for (const one of everybody) one.forgets();
      await at.until('2026-11-23T18:00:00+08:00');
      leader.hears('企业诉求晨报', '在办1件');
      head.hears('企业诉求晨报', '在办1件');
      quiet();

      await at.until('2026-11-24T18:00:00+08:00');
      leader.hears('企业诉求晨报');
      head.hears('企业诉求晨报');
      electricityGroup.hears('今日办理提醒', '明日到期', '方案时限11月25日');
      electricityGroup.mentions(liaison, '今日办理提醒');
      quiet();

      await at.until('2026-11-25T12:00:00+08:00');
      leader.hears('企业诉求晨报', '今日到期1件');
      head.hears('企业诉求晨报', '今日到期1件');
      electricityGroup.hears('今日办理提醒', '今日到期', '方案时限11月25日(周三)17:30');
      quiet();
      await at.until('2026-11-25T18:00:00+08:00');
      liaison.hears('最后提醒', '方案时限为11月25日(周三)17:30');
      quiet();

      await at.until('2026-11-26T18:00:00+08:00');
      leader.hears('企业诉求晨报', '新增超期1件');
      leader.hides('企业诉求晨报', '变压器');
      head.hears('企业诉求晨报');
      electricityGroup.hears('今日办理提醒', '已到期未录入', '方案时限11月25日');
      electricityGroup.mentions(liaison, '今日办理提醒');
      electricityGroup.mentions(deputy, '今日办理提醒');
      electricityGroup.shows('企业诉求交办', '补录');
      quiet();
      await liaison.says('怎么算的 001');
      liaison.hears('11月24日(周二)09:0', '到期前一工作日提示', '到期当日提示', '最后提醒', '逾期提示');

      await at.until('2026-11-27T10:00:00+08:00');
      leader.hears('企业诉求晨报', '超期1件', '变压器');
      head.hears('企业诉求晨报');
      electricityGroup.hears('今日办理提醒', '已到期未录入');
      centreGroup.hears('请审发提示', '主任：贵委', '11月24日、11月25日已提示联络员');
      quiet();
      await duty.presses('发送', { on: centreGroup });
      head.hears('诉求办理情况的提示', '解决方案时限为11月25日(周三)17:30');
      quiet();

      await at.until('2026-11-30T18:00:00+08:00');
      for (const one of [leader, head, electricityGroup]) one.forgets();
      quiet();
      await at.until('2026-12-01T10:00:00+08:00');
      office.hears('督办单（待签发）');
      for (const one of [leader, head, electricityGroup]) one.forgets();
      await office.presses('签发');
      electricityGroup.hears('督办单 鸠营商办督〔2026〕1号');
      head.hears('督办单');
    });

    it('a plan given stops its ladder; what follows is reminded of by its own date', async () => {
      await at.liaison.says('方案 001：已安排现场勘查，计划11月30日办结');
      at.electricityGroup.forgets();
      at.liaison.forgets();
      await at.until('2026-11-26T18:00:00+08:00');
      at.electricityGroup.hearsNothing();
      at.liaison.hearsNothing();
      await at.until('2026-11-27T12:00:00+08:00');
      at.electricityGroup.hears('今日办理提醒', '次一工作日到期', '办结时限11月30日');
      await at.liaison.says('办结 001：已解决，增容已批复');
      await at.until('2026-12-04T18:00:00+08:00');
      at.electricityGroup.hearsNothing();
    });

    it('a transfer keeps the company’s clock; the new unit has its own two working days', async () => {
      await at.until('2026-11-25T10:00:00+08:00');
      await at.centre.says('改派 001 获得信贷');
      at.creditGroup.hears('企业诉求交办', '11月25日(周三)17:30');
      await at.until('2026-11-26T12:00:00+08:00');
      at.creditGroup.hears('今日办理提醒', '今日到期', '签收时限');
      at.creditGroup.hides('今日办理提醒', '已到期未录入');
      await at.creditLiaison.says('签收 001');
      await at.until('2026-11-27T12:00:00+08:00');
      at.creditGroup.hears('今日办理提醒', '今日到期', '本单位时限11月27日(周五)17:30', '企业时限11月25日');
      await at.until('2026-11-30T12:00:00+08:00');
      at.creditGroup.hears('今日办理提醒', '已到期未录入');
    });

    it('the bot stood still when the last call was due: it goes out once, marked', async () => {
      await at.until('2026-11-23T12:00:00+08:00');
      await at.nowIs('2026-11-23T16:40:00+08:00');
      at.liaison.hears('最后提醒（补发）', '签收时限为11月23日(周一)17:30');
      await at.later(60);
      at.liaison.hearsNothing();
    });

    it('down until the evening: the last call is moot, and nothing goes out at night', async () => {
      await at.until('2026-11-23T12:00:00+08:00');
      at.electricityGroup.forgets();
      await at.nowIs('2026-11-23T20:00:00+08:00');
      at.liaison.hearsNothing();
      await at.until('2026-11-24T12:00:00+08:00');
      at.liaison.hearsNothing();
      at.electricityGroup.hears('已到期未录入');
    });

    it('down over the morning: the list comes late, marked, while it is of use', async () => {
      await at.nowIs('2026-11-23T10:20:00+08:00');
      at.electricityGroup.hears('今日办理提醒（补发）', '今日到期');
      at.electricityGroup.mentions(at.liaison, '今日办理提醒');
      await at.later(60);
      at.electricityGroup.hearsNothing();
    });

    it('the day of 黄 was lost: it is told the next morning, and what climbs keeps its distance', async () => {
      await at.until('2026-11-23T18:00:00+08:00');
      at.electricityGroup.forgets();
      await at.nowIs('2026-11-24T19:00:00+08:00');
      at.electricityGroup.hearsNothing();
      await at.until('2026-11-25T12:00:00+08:00');
      at.electricityGroup.hears('已到期未录入', '签收时限11月23日', '补发');
      at.electricityGroup.mentions(at.deputy, '今日办理提醒');
    });
  });
});
