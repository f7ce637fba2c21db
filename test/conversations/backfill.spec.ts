import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const number = 'JJ20261120-001';
const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复，联系人张经理 13900000001';

describe('补录 — done in time and entered later: both dates stay', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.nowIs('2026-11-27T10:00:00+08:00');
      for (const reader of [town.liaison, town.specialist, town.centreGroup, town.electricityGroup]) reader.forgets();
    });
    afterEach(() => town.end());

    async function stopped(): Promise<Record<string, string | undefined>> {
      const clocks = await town.deps.read((store) => store.clocks(number));
      return Object.fromEntries(clocks.filter(({ ended }) => ended === 'done').map((row) => [row.kind, row.stoppedAt]));
    }

    it('signed in on the day it was: in time, and marked on the card and in the history', async () => {
      const { liaison, electricityGroup, specialist } = town;
      await liaison.says('补录 001 签收 11月23日');
      liaison.hears('企业联系方式');
      liaison.hears('已补录签收', number);
      expect((await stopped())['sign-in']).to.equal('2026-11-23T09:30:00.000Z');
      electricityGroup.shows('企业诉求交办', '（补录：11月23日(周一)办理，11月27日(周五)录入）', '【补录】');
      specialist.hears('区发改委已签收');
      await liaison.says('查 001');
      liaison.hears('诉求', '11月27日(周五)10:00 签收 区发改委（补录，11月23日(周一)办理）');
    });

    it('a plan, with its promise and the company’s part; it signs in on the same day', async () => {
      const { liaison, electricityGroup, specialist } = town;
      await liaison.says('补录 001 方案 11月24日：已安排勘查（计划12月4日办结）。给企业：正在协调');
      electricityGroup.shows('企业诉求交办', '方案：已安排勘查', '计划12月4日(周五)办结', '（补录：11月24日(周二)办理');
      electricityGroup.hides(number, '【补录】');
      specialist.hears('已提出方案', '正在协调');
      expect(await stopped()).to.include({ plan: '2026-11-24T09:30:00.000Z', 'sign-in': '2026-11-24T09:30:00.000Z' });
    });

    it('a result: the centre sees when it was done', async () => {
      const { liaison, centreGroup } = town;
      await liaison.says('001 补录 办结 11月24日：已解决，已完成增容送电');
      liaison.forgets();
      centreGroup.hears('请审核办结', '已解决', '（补录：11月24日(周二)办理，11月27日(周五)录入）', '已完成增容送电');
      expect((await stopped()).plan).to.equal('2026-11-24T09:30:00.000Z');
    });

    it('by the form on the overdue card; what is missing is said and nothing is lost', async () => {
      const { liaison, electricityGroup } = town;
      await liaison.presses('签收', { on: electricityGroup });
      await liaison.presses('补录', { on: electricityGroup });
      const form = { 补录事项: '方案', 实际办理日期: '2026-11-24 +0800' };
      await liaison.presses('提交补录', { on: electricityGroup, form });
      liaison.toasted('还缺：方案内容');
      electricityGroup.shows('企业诉求交办', '【提交补录】');
      await liaison.presses('提交补录', { on: electricityGroup, form: { ...form, 方案内容: '已安排勘查' } });
      liaison.toasted('已补录方案');
      electricityGroup.shows('企业诉求交办', '方案：已安排勘查（补录：11月24日(周二)办理');
    });

    it('words without a day open the form with what was said', async () => {
      const { liaison } = town;
      await liaison.says('补录 001 办结：已解决，已送电');
      liaison.hears('补录', '补录事项:办结', '办理结果（仅补录办结填写）:已解决', '已送电');
      await liaison.presses('提交补录', {
        form: { 补录事项: '办结', 实际办理日期: '2026-11-26', 办理结果: '已解决', 方案内容或答复企业的内容: '已送电' },
      });
      liaison.toasted('已补录办结');
      await liaison.says('补录 001 签收 11月24日');
      liaison.forgets();
      await liaison.says('补录 001');
      liaison.hears('不能提交办结');
    });

    for (const [said, why] of [
      ['补录 001 签收 11月28日', '补录日期11月28日(周六)不对'],
      ['补录 001 签收 11月19日', '应在11月20日(周五)交办之后'],
      ['补录 001 方案 11月24日：已勘查（计划11月26日办结）', '已经过去'],
      ['补录 001 方案 11月24日：已勘查（计划2028年1月1日办结）', '超过12个月'],
      ['补录 001 办结 11月24日：计划解决，新线路建成后送电', '须写明日期'],
      ['方案 001：已勘查（计划11月26日办结）', '已经过去'],
      ['方案 001：已勘查（计划2028年1月1日办结）', '超过12个月'],
    ] as const) {
      it(`refused, and nothing is recorded: ${said}`, async () => {
        await town.liaison.says(said);
        town.liaison.hears(why);
        const now = await town.deps.read((store) => store.appeal(number));
        expect(now?.status).to.equal('dispatched');
      });
    }

    it('refused: by who does not handle it; twice', async () => {
      const { specialist, creditLiaison, liaison } = town;
      await specialist.says('补录 001 签收 11月24日');
      specialist.hears('“签收”不在您的职责范围内');
      await creditLiaison.says(`补录 ${number} 签收 11月24日`);
      creditLiaison.hears('没有找到编号');
      await liaison.says('补录 001 签收 11月24日');
      liaison.forgets();
      await liaison.says('补录 001 签收 11月24日');
      liaison.hears('不能签收');
    });

    it('who enters at once stands there without a mark', async () => {
      const { liaison, electricityGroup } = town;
      await liaison.says('签收 001');
      electricityGroup.shows('企业诉求交办', '签收：获得电力专班联络员，11月27日(周五)10:00');
      electricityGroup.hides(number, '（补录：');
    });

    it('another unit has time of its own, and 怎么算的 says until when', async () => {
      const { centre, creditLiaison } = town;
      await centre.says('改派 001 获得信贷');
      creditLiaison.forgets();
      await creditLiaison.says('怎么算的 001');
      creditLiaison.hears('方案：', '本单位自11月27日起计，12月1日(周二)17:30前不计本单位逾期');
      const { message } = creditLiaison.card('时限怎么算的');
      expect(JSON.stringify(message).match(/方案：/g)).to.have.length(1);
    });
  });
});
