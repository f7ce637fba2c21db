import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const number = 'JJ20261120-001';
const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复，联系人张经理 13900000001';

describe('诉求办理 — from 签收 to 审核通过', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      town.specialist.forgets();
      town.electricityGroup.forgets();
    });
    afterEach(() => town.end());

    it('sign in by a press: the card changes in place, the contact comes privately, the submitter is told', async () => {
      const { liaison, specialist, electricityGroup } = town;
      await liaison.presses('签收', { on: electricityGroup });
      liaison.toasted('已签收', number);
      electricityGroup.shows(number, '签收：获得电力专班联络员');
      electricityGroup.hearsNothing();
      liaison.hears('企业联系方式', '13900000001');
      liaison.hearsNothing();
      specialist.hears('区发改委已签收', '11月25日(周三)17:30');
      specialist.hearsNothing();
    });

    it('plan with a date, progress, resolve, approve: each step where it belongs', async () => {
      const { liaison, specialist, electricityGroup, centre, centreGroup } = town;
      await liaison.presses('签收', { on: electricityGroup });
      liaison.forgets();
      specialist.forgets();
      await liaison.presses('填方案', { on: electricityGroup });
      await liaison.presses('提交方案', {
        on: electricityGroup,
        form: { 解决方案: '外线路径本周批复', 给企业的话: '供电方案本月底前答复', 计划办结日期: '2026-12-04 +0800' },
      });
      liaison.toasted('已记录方案');
      electricityGroup.shows(number, '外线路径本周批复', '计划12月4日(周五)办结', '请于12月4日(周五)17:30前办结');
      specialist.hears('已提出方案', '供电方案本月底前答复', '12月4日(周五)');
      specialist.hides('已提出方案', '外线路径本周批复');

      await liaison.says('进展：外线路径已批复');
      electricityGroup.shows(number, '最新进展：外线路径已批复');
      specialist.hears('办理进展', '外线路径已批复');
      specialist.hearsNothing();

      await liaison.says('办结 001：已解决，已完成增容送电');
      specialist.shows('诉求已受理', '已提交办结，待审核');
      specialist.hides('诉求已受理', '已完成增容送电');
      centreGroup.hears('请审核办结', '已解决', '已完成增容送电', '11月23日(周一)17:30前');
      await centre.presses('审核通过', { on: centreGroup });
      specialist.hears('办结已审核通过', '已完成增容送电');
      electricityGroup.shows(number, '已答复');
      electricityGroup.hearsNothing();
      centreGroup.hearsNothing();
    });

    for (const said of [
      '方案 001：已安排勘查（计划11月30日办结）给企业：供电方案本周确定',
      '方案 001：已安排勘查（计划11月30日办结）。给企业：供电方案本周确定',
      '方案 001：已安排勘查。给企业：供电方案本周确定（计划11月30日办结）',
      '方案 001：已安排勘查 给企业：供电方案本周确定，计划11月30日办结',
      '001 方案 计划11月30日办结，已安排勘查！给企业的话：供电方案本周确定',
    ]) {
      it(`what stays inside does not reach the company: ${said}`, async () => {
        const { liaison, specialist, electricityGroup } = town;
        await liaison.says(said);
        specialist.shows('已提出方案', '供电方案本周确定', '计划11月30日(周一)办结');
        specialist.hides('已提出方案', '勘查', '给企业');
        electricityGroup.shows(number, '已安排勘查', '计划11月30日(周一)办结');
        electricityGroup.hides(number, '给企业：');
      });
    }

    it('a plan on an unsigned appeal first signs it in, and the submitter is told once', async () => {
      const { liaison, specialist, electricityGroup } = town;
      await liaison.says('方案 001：已联系供电公司现场勘查（计划11月30日办结）');
      liaison.hears('企业联系方式');
      liaison.hears('已记录方案');
      electricityGroup.shows(number, '签收：获得电力专班联络员', '已联系供电公司现场勘查', '计划11月30日(周一)办结');
      specialist.hears('已提出方案', '已联系供电公司现场勘查');
      specialist.hearsNothing();
    });

    it('resolve without an outcome asks for it and keeps what was written', async () => {
      const { liaison, centreGroup, centre, electricityGroup } = town;
      await liaison.says('办结 001：已完成增容送电');
      liaison.hears('办结', '办理结果', '答复企业的内容:已完成增容送电');
      centreGroup.hearsNothing();
      await liaison.presses('提交办结', { form: { 办理结果: '已解决', 答复企业的内容: '已完成增容送电' } });
      centreGroup.hears('请审核办结');
      await centre.presses('退回补正', { on: centreGroup });
      await centre.presses('退回补正', { on: centreGroup, form: { 需要补正的内容: '请附供电方案答复函' } });
      liaison.forgets();
      electricityGroup.shows(number, '办理中');
    });

    it('transfer by the centre: a new card, the old one closed, the former handler told', async () => {
      const { centre, liaison, electricityGroup, creditGroup, specialist } = town;
      await liaison.presses('签收', { on: electricityGroup });
      liaison.forgets();
      await centre.says('改派 001 获得信贷');
      creditGroup.hears('企业诉求交办', number);
      electricityGroup.shows(number, '已改派');
      electricityGroup.hearsNothing();
      liaison.hears('已改派');
      specialist.shows('诉求已受理', '承办：获得信贷专班');
    });

    it('a task-force office transfers only among its own member units', async () => {
      const { forceOffice, creditGroup, electricityGroup, housingOfficer } = town;
      await forceOffice.says('改派 001 获得信贷');
      forceOffice.hears('不是本专班成员单位');
      creditGroup.hearsNothing();
      await forceOffice.says('改派 001 区住建局');
      electricityGroup.hears('企业诉求交办', '区住建局');
      electricityGroup.mentions(housingOfficer, '区住建局', number);
    });

    it('return: the centre decides; not upheld counts as signed, upheld goes elsewhere in one step', async () => {
      const { liaison, centre, centreGroup, electricityGroup, creditGroup } = town;
      await liaison.says('申请退件 001：属信贷事项，建议由区财政局办理');
      electricityGroup.shows(number, '已申请退件');
      centreGroup.hears('请认定退件', '属信贷事项');
      await centre.presses('退件不成立', { on: centreGroup });
      await centre.presses('退件不成立', { on: centreGroup, form: { 不成立的理由: '供电事项属本单位职责' } });
      expect(liaison.card('退件理由不成立', '供电事项属本单位职责')).to.not.equal(undefined);
      liaison.forgets();
      electricityGroup.shows(number, '已签收');

      await liaison.says('申请退件 001：确属信贷事项');
      centreGroup.hears('请认定退件', '确属信贷事项');
      await centre.presses('退件成立，改派', { on: centreGroup });
      await centre.presses('改派', { on: centreGroup, form: { 改派到专班: '8' } });
      creditGroup.hears('企业诉求交办', number, '改派理由：确属信贷事项');
      electricityGroup.shows(number, '已改派');
    });

    it('withdraw: early by the submitter; after the plan only by the centre', async () => {
      const { specialist, liaison, electricityGroup, centre } = town;
      await liaison.says('方案 001：已安排勘查（计划11月30日办结）');
      specialist.forgets();
      await specialist.says('撤回 001');
      specialist.hears('不能自行撤回');
      await centre.says('撤回 001');
      electricityGroup.shows(number, '已撤回');
      liaison.forgets();
      await specialist.says('沈巷镇宏泰机械有限公司反映，双电源接入一直没有答复', { mentioning: [liaison] });
      specialist.forgets();
      await specialist.says('撤回');
      electricityGroup.shows('JJ20261120-002', '已撤回');
    });
  });
});
