import { expect } from 'chai';
import { workdaysBetween } from '../../src/domain/clocks/ladder.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const number = 'JJ20261120-001';
const years = ['0000', '0001', '1900', '2126', '2926', '9999'];

describe('写错的年份 — a date too far off is refused before anything is counted with it', () => {
  it('working days are not counted to the end of a mistyped year', () => {
    const asked = new Set<string>();
    const calendar = {
      isWorkday: (date: string) => {
        asked.add(date);
        return true;
      },
      isKnownYear: () => true,
    };
    expect(workdaysBetween('2026-11-20', '9999-12-31', calendar)).to.equal(1000);
    expect(asked.size).to.be.at.most(1001);
  });

  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says('沈巷镇恒远机械有限公司申请变压器增容两个月未批复', { mentioning: [town.liaison] });
    });
    afterEach(() => town.end());

    const stored = () => town.deps.read((store) => store.appeal(number));
    async function refuses(said: (date: string) => Promise<unknown>, dates: string[]): Promise<void> {
      const { version } = (await stored()) ?? {};
      for (const date of dates) {
        await said(date);
        expect((await stored())?.version, date).to.equal(version);
      }
      expect(await town.deps.inbox.left()).not.to.have.property('failed');
    }
    const chinese = years.map((year) => `${year}年12月31日`);
    const iso = years.map((year) => `${year}-12-31`);
    const none = ['2026年11月31日', '2027年2月29日', '2026-13-01'];

    it('方案, typed and picked', async () => {
      const { liaison } = town;
      await refuses((date) => liaison.says(`方案 001：已勘查（计划${date}办结）`), chinese.slice(1));
      await liaison.says('签收 001');
      await liaison.presses('填方案', { on: town.electricityGroup });
      await refuses(
        (date) =>
          liaison.presses('提交方案', {
            on: town.electricityGroup,
            form: { 解决方案: '已勘查', 计划办结日期: date },
          }),
        [...iso, ...none],
      );
    });

    it('办结, 延期, 暂停 and 补录', async () => {
      const { liaison } = town;
      await refuses((date) => liaison.says(`办结 001：计划解决（${date}），外线已排期`), [...chinese, ...none]);
      await liaison.says('方案 001：已勘查（计划12月20日办结）');
      await refuses((date) => liaison.says(`延期 001 至${date}：外线受阻`), [...chinese, ...none]);
      await refuses((date) => liaison.says(`暂停 001 待企业 至${date}：企业补办手续`), [...chinese, ...none]);
      await refuses((date) => liaison.says(`补录 001 办结 ${date}：已解决，已送电`), [...chinese, ...none]);
    });

    it('督办 and 代岗', async () => {
      const { office, liaison } = town;
      await office.says('督办 001 红 多次提醒仍未办理');
      await refuses(
        (date) => office.presses('签发', { form: { 督办事由: '多次提醒', 办理期限: date } }),
        [...iso, ...none],
      );
      office.toasted('看不懂日期');
      await refuses((date) => liaison.says(`代岗 @某同志 至${date}`, { mentioning: [town.officer] }), chinese);
      expect((await town.deps.read((store) => store.people({ standsInFor: liaison.address }))).length).to.equal(0);
    });
  });
});
