import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const number = 'JJ20261120-001';

describe('各种说法 — commands as people phrase them', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.later(700);
      for (const one of [town.specialist, town.liaison, town.centreGroup]) one.forgets();
    });
    afterEach(() => town.end());

    async function stored() {
      return town.deps.read((store) => store.appeals({}));
    }

    const handled: [string, string][] = [
      ['签收001诉求', 'signed'],
      ['请签收001', 'signed'],
      ['已签收001', 'signed'],
      ['签收了', 'signed'],
      ['进展 外线路径已经批复了', 'signed'],
      ['方案 已联系供电公司现场勘查，计划12月4日办结', 'planned'],
      ['方案，已联系供电公司现场勘查，计划12月4日办结', 'planned'],
      ['请签收 001', 'signed'],
      ['办结 已解决，已完成增容送电', 'resolved'],
      ['退件，不属于我单位职责', 'returned'],
    ];
    for (const [said, status] of handled) {
      it(`of a handler: ${said}`, async () => {
        await town.liaison.says(said);
        const [only] = await stored();
        expect(only?.status).to.equal(status);
        const tips = await town.deps.transact((store) => store.openTips(10));
        expect(tips).to.have.length(0);
      });
    }

    it('of a handler, unclear: asked back with his words kept, no 线索', async () => {
      const { liaison, centreGroup, electricityGroup } = town;
      await liaison.says('方案已联系供电公司现场勘查');
      liaison.hears('方案已联系供电公司现场勘查', '【报进展】', '【提方案】', '【转区为企服务中心】');
      centreGroup.hearsNothing();
      await liaison.presses('报进展');
      electricityGroup.shows(number, '最新进展：方案已联系供电公司现场勘查');
      liaison.toasted('已记录进展');
    });

    it('a handler may still hand a tip to the centre', async () => {
      const { liaison, centreGroup } = town;
      await liaison.says('湾里街道一家食品厂说排污许可证办不下来');
      centreGroup.hearsNothing();
      await liaison.presses('转区为企服务中心');
      centreGroup.hears('收到一条线索', '排污许可证');
    });

    const asked: [string, string][] = [
      ['查宏泰机械有限公司', '查询“宏泰机械有限公司”（1件）'],
      ['查询宏泰机械有限公司', '查询“宏泰机械有限公司”（1件）'],
      ['001办得怎么样了', `诉求 ${number}`],
      ['001进展如何？', `诉求 ${number}`],
    ];
    for (const [said, answer] of asked) {
      it(`of a specialist, a question: ${said}`, async () => {
        await town.specialist.says(said);
        town.specialist.hears(answer);
        expect(await stored()).to.have.length(1);
      });
    }

    const withdrawing = [
      '撤回这个诉求',
      '我要撤回001',
      '撤回：企业自己解决了',
      '撤回 001，企业自己解决了',
      '请撤回001',
    ];
    for (const said of withdrawing) {
      it(`of a specialist, a withdrawal: ${said}`, async () => {
        await town.specialist.says(said);
        const [only, another] = await stored();
        expect(only?.status).to.equal('withdrawn');
        expect(another).to.equal(undefined);
      });
    }

    for (const said of ['查一下沈巷镇变压器那家', '撤销之前报的那个诉求']) {
      it(`of a specialist, like a command but unclear, asked before it gets a number: ${said}`, async () => {
        await town.specialist.says(said);
        town.specialist.hears(said, '【作为新诉求受理】');
        expect(await stored()).to.have.length(1);
        await town.specialist.presses('作为新诉求受理');
        expect(await stored()).to.have.length(2);
      });
    }

    for (const said of [
      '查询12345平台工单一直没有回复，请区里协调',
      '撤回行政处罚的申请交了两个月，窗口一直没有答复',
    ]) {
      it(`an appeal that merely begins like a command stays one: ${said}`, async () => {
        await town.specialist.says(said);
        expect(await stored()).to.have.length(2);
      });
    }

    it('the same tip again is answered politely and makes no second one', async () => {
      const { stranger, centreGroup } = town;
      const tip = '湾里街道一家食品厂说排污许可证办不下来';
      await stranger.says(tip);
      centreGroup.hears('收到一条线索');
      stranger.forgets();
      await town.later(3600);
      await stranger.says(`${tip}。`);
      stranger.hears('已收到', '无需重复');
      centreGroup.hearsNothing();
      await town.later(25 * 3600);
      await stranger.says(tip);
      expect(await town.deps.transact((store) => store.openTips(10))).to.have.length(2);
    });
  });
});
