import { expect } from 'chai';
import { textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const appeal = '沈巷镇××机械有限公司申请变压器增容两个月未批复，影响新生产线投产，请协调。';

describe('告知不到的单位 — nobody is reported upwards before he was told', () => {
  eachDatabase((open) => {
    let at: District;

    beforeEach(async () => {
      at = await district(fridayMorning, open);
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
    });
    afterEach(() => at.end());

    it('neither group nor people: the centre reads of it, and no note, no 督办 and no name goes upward', async () => {
      await at.centre.says('改派 001 获得电力 区税务局');
      await at.until('2026-11-23T12:00:00+08:00');
      at.centreGroup.shows('今日办理提醒', '签收时限11月23日');
      for (const reader of [at.centreGroup, at.leader, at.office]) reader.forgets();
      await at.until('2026-12-03T12:00:00+08:00');
      const told = [at.centreGroup, at.leader, at.office].flatMap(({ messages }) =>
        messages.map(({ message }) => textOf(message)),
      );
      expect(told.filter((text) => /请审发提示|督办单/.test(text))).to.deep.equal([]);
      at.leader.hides('企业诉求晨报 · 12月3日', '变压器');
      at.leader.shows('企业诉求晨报 · 12月3日', '新增超期1件');
      at.centreGroup.shows('今日办理提醒', '已到期未录入');
    });

    it('no group, but people: once overdue the deputy reads it too, privately', async () => {
      const deputy = at.person('ou_housing2', '区住建局分管负责同志', {
        role: 'contact',
        unit: 'housing-construction-bureau',
        tier: 2,
      });
      await at.deps.transact((store) => store.savePerson(deputy.person));
      await at.centre.says('改派 001 办理建筑许可 区住建局');
      at.housingOfficer.forgets();
      await at.until('2026-11-23T12:00:00+08:00');
      at.housingOfficer.hears('今日办理提醒', '今日到期');
      deputy.player.hearsNothing();
      await at.until('2026-11-24T12:00:00+08:00');
      at.housingOfficer.hears('最后提醒');
      at.housingOfficer.hears('今日办理提醒', '已到期未录入');
      deputy.player.hears('今日办理提醒', '已到期未录入');
      deputy.player.hearsNothing();
    });
  });
});
