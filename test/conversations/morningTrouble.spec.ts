import { expect } from 'chai';
import { textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇××机械有限公司申请变压器增容两个月未批复，影响新生产线投产，请协调。';

describe('提醒遇到意外 — holidays, clocks that jump, groups and people that are gone', () => {
  onSqlite((open) => {
    let at: District;

    async function begins(moment: string): Promise<void> {
      at = await district(moment, open);
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      for (const one of [at.electricityGroup, at.liaison, at.centreGroup]) one.forgets();
    }

    afterEach(() => at.end());

    it('over National Day nobody hears anything; the day after, what fell due in between', async () => {
      await begins('2026-09-29T10:00:00+08:00');
      await at.until('2026-09-30T23:00:00+08:00');
      at.electricityGroup.hears('今日办理提醒', '签收时限9月30日(周三)17:30');
      for (const one of [at.electricityGroup, at.liaison, at.leader, at.head, at.specialist]) one.forgets();
      await at.until('2026-10-08T08:29:00+08:00');
      for (const one of [at.electricityGroup, at.liaison, at.leader, at.head, at.specialist]) one.hearsNothing();
      await at.until('2026-10-08T10:00:00+08:00');
      at.leader.hears('企业诉求晨报 · 10月8日(周四)');
      // Five days from 29 September end on a holiday: the plan is due on the first working day.
      at.electricityGroup.hears('今日办理提醒', '签收时限9月30日', '方案时限10月8日(周四)17:30');
      at.electricityGroup.hearsNothing();
    });

    it('a clock set back by a day and forth again: nothing twice', async () => {
      await begins(fridayMorning);
      await at.until('2026-11-23T16:00:00+08:00');
      for (const one of [at.electricityGroup, at.liaison, at.leader, at.head]) one.forgets();
      await at.nowIs('2026-11-22T16:00:00+08:00');
      await at.until('2026-11-23T16:30:00+08:00');
      for (const one of [at.electricityGroup, at.liaison, at.leader, at.head]) one.hearsNothing();
      await at.until('2026-11-24T10:00:00+08:00');
      at.electricityGroup.hears('已到期未录入');
    });

    it('the bot was put out of the group: the list reaches those who work there, once', async () => {
      await begins(fridayMorning);
      at.platform.gone.add(at.electricityGroup.chat);
      await at.until('2026-11-23T12:00:00+08:00');
      at.electricityGroup.hearsNothing();
      at.liaison.hears('今日办理提醒', '签收时限11月23日');
      at.liaison.hearsNothing();
      await at.until('2026-11-24T12:00:00+08:00');
      at.liaison.hears('最后提醒');
      at.liaison.hears('今日办理提醒', '已到期未录入');
      at.liaison.hearsNothing();
    });

    it('the platform was away at the end of the day: what waits for hours is not sent at night, an answer is', async () => {
      await begins(fridayMorning);
      at.platform.down = true;
      await at.nowIs('2026-11-20T17:45:00+08:00');
      await at.liaison.says('退件 001：不属于本单位职责');
      await at.nowIs('2026-11-20T20:00:00+08:00');
      at.platform.down = false;
      await at.until('2026-11-20T21:00:00+08:00');
      at.liaison.hears('已申请退件');
      at.centreGroup.hearsNothing();
      await at.until('2026-11-23T08:29:00+08:00');
      at.centreGroup.hearsNothing();
      await at.until('2026-11-23T08:35:00+08:00');
      at.centreGroup.hears('退件');
      at.centreGroup.hearsNothing();
    });

    it('the bot was put out of the centre’s group: its list reaches each of its people', async () => {
      await begins(fridayMorning);
      await at.liaison.says('退件 001：不属于本单位职责');
      await at.until('2026-11-20T18:00:00+08:00');
      at.platform.gone.add(at.centreGroup.chat);
      for (const one of [at.centre, at.duty]) one.forgets();
      await at.until('2026-11-23T12:00:00+08:00');
      at.centre.hears('今日办理提醒', '已到期未录入');
      at.centre.hearsNothing();
      at.duty.hears('今日办理提醒', '已到期未录入');
    });

    it('a liaison who left: the centre is told to call, and the ladder goes on', async () => {
      await begins(fridayMorning);
      at.platform.unreachable.add(at.liaison.address);
      await at.until('2026-11-23T16:00:00+08:00');
      const told = at.centreGroup.messages.filter(({ message }) => textOf(message).includes('获得电力专班联络员'));
      expect(told.map(({ message }) => textOf(message)).join()).to.include('不在应用可用范围');
      await at.until('2026-11-24T12:00:00+08:00');
      at.electricityGroup.forgets();
      at.electricityGroup.mentions(at.deputy, '今日办理提醒');
    });
  });
});
