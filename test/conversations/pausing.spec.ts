import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const number = 'JJ20261120-001';
const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const paused = '暂停 001 待企业 至12月3日：企业补办土地手续';

describe('暂停计时 — with the centre’s consent, for so many working days, and it ends by itself', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.liaison.says('方案 001：已安排勘查（计划12月4日办结）');
      await town.nowIs('2026-11-30T10:00:00+08:00');
      quiet();
    });
    afterEach(() => town.end());

    function quiet(): void {
      const { liaison, specialist, centre, centreGroup, electricityGroup } = town;
      for (const reader of [liaison, specialist, centre, centreGroup, electricityGroup]) reader.forgets();
    }

    async function agreed(): Promise<void> {
      await town.liaison.says(paused);
      await town.centre.presses('同意', { on: town.centreGroup });
      quiet();
    }

    async function result() {
      const clocks = await town.deps.read((store) => store.clocks(number));
      return clocks.find(({ kind }) => kind === 'result');
    }

    it('by form: asked, agreed, the card says so, and the company’s side knows the date will move', async () => {
      const { liaison, centre, centreGroup, electricityGroup, specialist } = town;
      await liaison.presses('暂停计时', { on: electricityGroup });
      await liaison.presses('提交暂停申请', {
        on: electricityGroup,
        form: { 暂停原因: '待企业', 申请暂停至: '2026-12-03', 具体情况: '企业补办土地手续' },
      });
      liaison.toasted('已申请暂停计时');
      electricityGroup.shows(number, '暂停申请待定', '申请暂停至12月3日(周四)');
      centreGroup.hears('请审核暂停计时', '申请暂停至：12月3日(周四)（待企业）', '理由：企业补办土地手续');
      specialist.hearsNothing();
      await centre.presses('同意', { on: centreGroup });
      centre.toasted('已同意暂停计时');
      liaison.hears('暂停计时申请已获同意', '暂停至12月3日(周四)');
      specialist.hears('有事项需企业先行配合', '暂停计时至12月3日(周四)');
      specialist.hides('有事项需企业先行配合', '土地手续');
      specialist.shows('诉求已受理', '已暂停计时', '待企业');
      electricityGroup.shows(number, '已暂停计时', '待企业，至12月3日(周四)', '【恢复计时】');
      electricityGroup.hides(number, '【申请延期】');
      electricityGroup.hearsNothing();
    });

    it('asked on Monday and granted on Wednesday: it stands still from Monday, the days of deciding are not the unit’s', async () => {
      await town.liaison.says(paused);
      await town.until('2026-12-02T10:00:00+08:00');
      await town.centre.says('同意 001');
      quiet();
      await town.until('2026-12-04T10:00:00+08:00');
      // Three working days from Monday: due on Friday, the 4th, it is due on Wednesday, the 9th.
      expect((await result())?.dueAt).to.equal(new Date('2026-12-09T17:30:00+08:00').toISOString());
    });

    it('the next unit may ask anew', async () => {
      await town.liaison.says('延期 001 至12月15日：外线路径未定');
      await town.centre.says('同意 001');
      await town.centre.says('改派 001 获得信贷');
      await town.creditLiaison.says('方案 001：重新安排（计划12月18日办结）');
      town.creditLiaison.forgets();
      await town.creditLiaison.says('延期 001 至12月25日：设备未到货');
      town.creditLiaison.hears('已申请延期');
    });

    it('resumed early by the unit: the clock gets back the days it stood still, no more', async () => {
      const { liaison, electricityGroup, specialist } = town;
      await agreed();
      await town.nowIs('2026-12-02T10:00:00+08:00');
      quiet();
      await liaison.presses('恢复计时', { on: electricityGroup });
      liaison.toasted('已恢复计时');
      liaison.hearsNothing();
      specialist.hears('预计办结日期调整为12月8日(周二)', '原计划12月4日(周五)');
      electricityGroup.shows(number, '请于12月8日(周二)17:30前办结', '首次期限12月4日(周五)17:30');
      const clock = await result();
      expect(clock?.pausedAt).to.equal(undefined);
      await liaison.says('恢复 001');
      liaison.hears('没有暂停计时');
      await town.nowIs('2026-12-04T09:00:00+08:00');
      liaison.hearsNothing();
      expect((await result())?.dueAt).to.equal(clock?.dueAt);
    });

    it('the centre resumes it, and the handler is told', async () => {
      await agreed();
      await town.nowIs('2026-12-01T10:00:00+08:00');
      await town.centre.says('恢复 001');
      town.centre.hears('已恢复计时');
      town.liaison.hears('已恢复计时', '顺延1个工作日', '12月7日(周一)17:30');
    });

    it('it ends by itself on the morning after its last day', async () => {
      const { liaison, specialist, electricityGroup } = town;
      await agreed();
      await town.nowIs('2026-12-03T18:00:00+08:00');
      liaison.hearsNothing();
      await town.nowIs('2026-12-04T08:30:00+08:00');
      liaison.hears('暂停期满，已自动恢复计时', '顺延3个工作日', '12月9日(周三)17:30（首次期限12月4日(周五)17:30）');
      liaison.hearsNothing();
      specialist.hears('预计办结日期调整为12月9日(周三)');
      electricityGroup.shows(number, '请于12月9日(周三)17:30前办结');
    });

    it('after downtime it ends late, with no more days than were granted', async () => {
      await agreed();
      await town.nowIs('2026-12-19T23:00:00+08:00');
      town.liaison.hearsNothing();
      expect((await result())?.dueAt).to.equal('2026-12-09T09:30:00.000Z');
      await town.nowIs('2026-12-21T08:30:00+08:00');
      town.liaison.hears('暂停期满，已自动恢复计时', '12月9日(周三)17:30');
      town.liaison.hearsNothing();
    });

    it('what is handed in or passed on while it is paused is not resumed later', async () => {
      const { liaison, centre } = town;
      await agreed();
      await liaison.says('办结 001：已解决，已送电');
      await centre.says('退回补正 001：请附答复函');
      quiet();
      await town.nowIs('2026-12-04T09:00:00+08:00');
      liaison.hearsNothing();
      const happened = await town.deps.read((store) => store.timeline(number));
      expect(happened.map(({ type }) => type)).to.not.include('resumed');
    });

    it('a step that comes although nothing is paused does nothing', async () => {
      await town.deps.transact((store) =>
        store.addStep({ id: 'late', kind: 'resume', ref: number, dueAt: '2026-11-30T01:00:00.000Z' }),
      );
      await town.later(60);
      town.liaison.hearsNothing();
      expect((await result())?.firstDueAt).to.equal(undefined);
    });

    for (const [said, why] of [
      ['暂停 001 待企业 至12月31日：企业补办土地手续', '最多还可暂停10个工作日'],
      ['暂停 001 待企业 至11月30日：企业补办土地手续', '最多还可暂停10个工作日'],
      ['暂停 001', '暂停原因'],
      ['暂停 001 至12月3日：企业补办土地手续', '申请暂停至（合计不超过10个工作日）:2026-12-03'],
    ] as const) {
      it(`not at once: ${said}`, async () => {
        await town.liaison.says(said);
        town.liaison.hears(why);
        town.centreGroup.hearsNothing();
      });
    }

    it('refused: without consent, while paused, when it is over, by others', async () => {
      const { liaison, centre, specialist, deputy } = town;
      await deputy.says(paused);
      deputy.hears('不在您的职责范围内');
      await liaison.says(paused);
      await centre.says('不同意 001：请照常办理');
      liaison.hears('已申请暂停计时');
      liaison.hears('暂停计时申请未获同意', '照常计时', '请照常办理');
      specialist.hearsNothing();
      await agreed();
      await liaison.says('延期 001 至12月20日：外线受阻');
      liaison.hears('正在暂停计时');
      await specialist.says('恢复 001');
      specialist.hears('“恢复计时”不在您的职责范围内');
      await town.nowIs('2026-12-04T10:00:00+08:00');
      quiet();
      await town.nowIs('2026-12-09T18:00:00+08:00');
      quiet();
      await liaison.says('暂停 001 待上级 至12月11日：等市局批复');
      liaison.hears('已经到期，不能申请暂停计时');
      await liaison.says('进展 001：等市局批复');
      town.electricityGroup.hides('企业诉求交办', '【暂停计时】', '【申请延期】');
      town.electricityGroup.shows('企业诉求交办', '【补录】');
    });

    it('怎么算的 tells of the pause, of the first due date and of what stopped', async () => {
      const { liaison } = town;
      await agreed();
      await liaison.says('怎么算的 001');
      liaison.hears('办结：', '起暂停计时', '已停止的时限', '签收：');
      await liaison.says('恢复 001');
      liaison.forgets();
      await town.nowIs('2026-12-01T10:00:00+08:00');
      await liaison.says('暂停 001 待上级 至12月2日：等批复');
      await town.centre.says('同意暂停 001');
      await town.nowIs('2026-12-02T10:00:00+08:00');
      await liaison.says('恢复 001');
      liaison.forgets();
      await liaison.says('怎么算的 001');
      liaison.hears('暂停计时1个工作日 → 12月7日(周一)17:30', '首次期限12月4日(周五)17:30');
    });
  });
});
