import { expect } from 'chai';
import { layLadders } from '../../../src/jobs/reminders/layLadders.ts';
import { district, fridayMorning } from '../../support/cast.ts';
import { eachDatabase } from '../../support/databases.ts';

const appeal = '沈巷镇××机械有限公司申请变压器增容两个月未批复，影响新生产线投产，请协调。';

describe('clocks that began before there were reminders', () => {
  eachDatabase((open) => {
    it('get the steps still ahead of them, once; who is late is told the next morning and climbs from there', async () => {
      const at = await district(fridayMorning, open);
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      await at.liaison.says('签收 001');
      const clocks = await at.deps.read((store) => store.clocks('JJ20261120-001'));
      await at.deps.transact((store) => store.cancelReminders(clocks.map(({ id }) => id)));
      await at.nowIs('2026-11-26T14:00:00+08:00');
      for (const reader of [at.electricityGroup, at.deputy, at.centreGroup]) reader.forgets();
      await layLadders(at.deps);
      await layLadders(at.deps);
      await at.until('2026-11-27T12:00:00+08:00');
      at.electricityGroup.hears('今日办理提醒', '已到期未录入', '方案时限11月25日');
      at.electricityGroup.mentions(at.deputy, '今日办理提醒');
      at.centreGroup.hearsNothing();
      await at.until('2026-11-30T12:00:00+08:00');
      at.centreGroup.hears('请审发提示');
      const steps = (await at.deps.read((store) => store.reminders('JJ20261120-001'))).map(({ step }) => step);
      expect(new Set(steps).size).to.equal(steps.length);
      await at.end();
    });
  });
});
