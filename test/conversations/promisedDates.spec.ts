import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const number = 'JJ20261120-001';

describe('计划日期 — what a plan promises, and what its readers read', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says('沈巷镇恒远机械有限公司申请变压器增容两个月未批复', { mentioning: [town.liaison] });
      for (const one of [town.specialist, town.liaison]) one.forgets();
    });
    afterEach(() => town.end());

    const stored = async () => (await town.deps.read((store) => store.appeal(number)))?.plan;

    it('a date inside a longer word is that of the longer word, and the sentence stays whole', async () => {
      await town.liaison.says('方案 001：预计下个月底前办结，外线由供电公司负责');
      expect((await stored())?.promisedOn).to.equal('2026-12-31');
      expect((await stored())?.companyText).to.equal('预计下个月底前办结，外线由供电公司负责');
    });

    it('what the company wishes is no promise: the default counts, and whoever wrote it is told', async () => {
      const { liaison } = town;
      await liaison.says('方案 001：企业要求11月25日前办结，需上级批准');
      expect((await stored())?.promisedOn).to.equal(undefined);
      expect((await stored())?.text).to.equal('企业要求11月25日前办结，需上级批准');
      liaison.hears('企业联系方式');
      liaison.hears('已记录方案', '“11月25日”未计作承办单位的计划办结日期', '15个工作日');
    });

    it("of two dates the unit's own counts", async () => {
      await town.liaison.says('方案 001：企业要求11月25日前办结，我方计划12月10日办结');
      expect((await stored())?.promisedOn).to.equal('2026-12-10');
      expect((await stored())?.text).to.equal('企业要求11月25日前办结，我方计划12月10日办结');
    });

    it('working days are counted by the calendar', async () => {
      await town.liaison.says('方案 001：已联系供电公司（计划10个工作日内办结）');
      expect((await stored())?.promisedOn).to.equal('2026-12-04');
      expect((await stored())?.text).to.equal('已联系供电公司');
    });

    it('a date gone by and one far away are refused as before', async () => {
      const { liaison } = town;
      await liaison.says('方案 001：已勘查（计划11月10日办结）');
      liaison.hears('11月10日');
      await liaison.says('方案 001：已勘查（计划9999年12月31日办结）');
      liaison.hears('超过');
      expect(await stored()).to.equal(undefined);
    });
  });
});
