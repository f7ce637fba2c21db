import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const number = 'JJ20261120-001';
const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';

describe('提醒 — what climbs when time was asked for, granted or given back', () => {
  onSqlite((open) => {
    let at: District;
    beforeEach(async () => {
      at = await district(fridayMorning, open);
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      await at.liaison.says('方案 001：已安排勘查（计划12月4日办结）');
    });
    afterEach(() => at.end());

    function quiet(): void {
      const { liaison, deputy, specialist, office, leader, centreGroup, electricityGroup } = at;
      for (const reader of [liaison, deputy, specialist, office, leader, centreGroup, electricityGroup])
        reader.forgets();
    }

    it('a request that nobody decides is called for at the centre and climbs to its heads', async () => {
      const { liaison, centreGroup, office } = at;
      await at.until('2026-11-23T10:00:00+08:00');
      await liaison.says('延期 001 至12月10日：外线受阻');
      await at.until('2026-11-24T12:00:00+08:00');
      quiet();
      await at.until('2026-11-24T16:00:00+08:00');
      centreGroup.hears('最后提醒', number);
      await at.until('2026-11-25T12:00:00+08:00');
      centreGroup.hears('今日办理提醒', '已到期未录入');
      centreGroup.mentions(at.duty, '今日办理提醒');
      office.hearsNothing();
      await at.until('2026-11-26T12:00:00+08:00');
      office.hears(number);
    });

    it('told before the extension was granted is not told of the new date', async () => {
      const { liaison, centre, centreGroup, electricityGroup, leader } = at;
      await at.nowIs('2026-12-03T10:00:00+08:00');
      await liaison.says('延期 001 至12月8日：外线受阻');
      await at.nowIs('2026-12-04T18:00:00+08:00');
      await at.until('2026-12-07T10:00:00+08:00');
      electricityGroup.shows('今日办理提醒', '已到期未录入');
      await centre.says('同意延期 001');
      await at.until('2026-12-08T18:00:00+08:00');
      quiet();
      // The bot stood still all the next day.
      await at.nowIs('2026-12-10T10:00:00+08:00');
      electricityGroup.hears('今日办理提醒', '已到期未录入', '补发');
      centreGroup.hides('今日办理提醒', '请审核');
      expect((await at.deps.read((store) => store.papers(number))).length).to.equal(0);
      await at.until('2026-12-11T12:00:00+08:00');
      leader.shows('企业诉求晨报', '超期1件', '变压器');
      expect((await at.deps.read((store) => store.papers(number))).map(({ kind }) => kind)).to.deep.equal([
        'head-note',
      ]);
    });

    it('a pause granted after the due date leaves nothing that climbs without the unit being told', async () => {
      const { liaison, centre, electricityGroup } = at;
      await at.nowIs('2026-12-04T16:00:00+08:00');
      await liaison.says('暂停 001 待企业 至12月8日：企业补办土地手续');
      await at.nowIs('2026-12-07T08:00:00+08:00');
      await centre.says('同意暂停 001');
      await at.until('2026-12-07T18:00:00+08:00');
      await at.nowIs('2026-12-15T10:00:00+08:00');
      quiet();
      await at.until('2026-12-16T12:00:00+08:00');
      electricityGroup.hears('今日办理提醒', '已到期未录入');
      electricityGroup.mentions(at.deputy, '今日办理提醒');
      const papers = () => at.deps.read((store) => store.papers(number));
      expect(await papers()).to.deep.equal([]);
      await at.until('2026-12-17T12:00:00+08:00');
      expect((await papers()).map(({ kind }) => kind)).to.deep.equal(['head-note']);
    });

    it('refused late: the note and the 督办 keep their distance', async () => {
      const { liaison, centre } = at;
      await at.nowIs('2026-12-03T10:00:00+08:00');
      await liaison.says('延期 001 至12月10日：外线受阻');
      await at.nowIs('2026-12-08T18:00:00+08:00');
      await at.until('2026-12-11T10:00:00+08:00');
      await centre.says('不同意延期 001：请先报阶段性成果');
      await at.until('2026-12-14T18:00:00+08:00');
      const papers = async () => (await at.deps.read((store) => store.papers(number))).map(({ kind }) => kind);
      expect(await papers()).to.deep.equal(['head-note']);
      await at.until('2026-12-15T18:00:00+08:00');
      expect(await papers()).to.deep.equal(['head-note']);
      await at.until('2026-12-16T18:00:00+08:00');
      expect((await papers()).sort()).to.deep.equal(['head-note', 'supervision']);
    });
  });
});
