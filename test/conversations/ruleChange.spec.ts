import { expect } from 'chai';
import type { Calendar } from '../../src/domain/time/calendar.ts';
import { reviewRules } from '../../src/jobs/tick/reviewRules.ts';
import { textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const number = 'JJ20261120-001';
const card = '时限规则或日历有变化';

describe('时限变化 — changed rules move a running deadline only after a press', () => {
  onSqlite((open) => {
    let town: District;

    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await starts();
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.liaison.says('签收 001');
      for (const reader of [town.office, town.office2, town.centre]) reader.forgets();
    });
    afterEach(() => town.end());

    /** The bot starts, as it does with whatever stands in its settings. */
    async function starts(): Promise<void> {
      await reviewRules(town.deps);
      await town.settles();
    }

    /** These days are off from now on, besides those that were. */
    function daysOff(...dates: string[]): void {
      const known: Calendar = town.deps.calendar;
      const isWorkday = (date: string) => !dates.includes(date) && known.isWorkday(date);
      town.deps.calendar = { ...known, isWorkday };
    }

    function planDays(days: number): void {
      const { rules } = town.deps;
      const clocks = { ...rules.district.clocks, plan: { days, dayMode: 'calendar' as const } };
      town.deps.rules = { ...rules, district: { ...rules.district, clocks } };
    }

    async function planDue(): Promise<string | undefined> {
      const clocks = await town.deps.read((store) => store.clocks(number));
      return clocks.find(({ kind, stoppedAt }) => kind === 'plan' && stoppedAt === undefined)?.dueAt;
    }

    const before = '2026-11-25T09:30:00.000Z';
    const after = '2026-11-26T09:30:00.000Z';

    it('a start without a change says nothing, also weeks later', async () => {
      await starts();
      town.office.hearsNothing();
      await town.liaison.says('方案 001：已安排勘查（计划12月10日办结）');
      town.office.forgets();
      await town.nowIs('2027-01-15T10:00:00+08:00');
      town.office.forgets();
      await starts();
      town.office.hearsNothing();
    });

    it('shows what would move, and moves nothing', async () => {
      daysOff('2026-11-25');
      await starts();
      town.office.hears(
        card,
        '在办时限1个，其中提前0个、推后1个、不变0个',
        `${number} 方案 11月25日(周三)17:30 11月26日(周四)17:30`,
        '【按新规则调整】【保持原时限】',
      );
      town.office2.hears(card);
      town.centre.hearsNothing();
      expect(await planDue()).to.equal(before);
      await starts();
      town.office.hearsNothing();
    });

    it('按新规则调整: the clock, its card, its derivation and its reminders move', async () => {
      daysOff('2026-11-25');
      await starts();
      await town.office.presses('按新规则调整');
      town.office.toasted('已开始按新规则调整');
      await town.settles();
      expect(await planDue()).to.equal(after);
      town.specialist.shows('诉求已受理', '11月26日(周四)17:30');
      await town.liaison.says('怎么算的 001');
      town.liaison.shows('时限怎么算的', '11月25日(周三)非工作日，顺延');
      const timeline = await town.deps.read((store) => store.timeline(number));
      expect(timeline.at(-1)).to.include({ type: 'recalculated' });
      await town.nowIs('2026-11-25T18:00:00+08:00');
      await town.until('2026-11-26T08:59:00+08:00');
      town.electricityGroup.forgets();
      await town.until('2026-11-26T12:00:00+08:00');
      town.electricityGroup.hears('今日到期', '方案时限');
      await starts();
      town.office.forgets();
      await starts();
      town.office.hearsNothing();
    });

    it('保持原时限: nothing moves, and it is not asked again', async () => {
      daysOff('2026-11-25');
      await starts();
      await town.office.presses('保持原时限');
      town.office.toasted('在办时限保持不变');
      await town.settles();
      expect(await planDue()).to.equal(before);
      town.office.forgets();
      await starts();
      town.office.hearsNothing();
      await town.office.says('时限变化');
      town.office.hears('目前没有待处理的时限变化');
    });

    it('the second press is told that somebody decided', async () => {
      daysOff('2026-11-25');
      await starts();
      await town.office.presses('按新规则调整');
      await town.office2.presses('保持原时限');
      town.office2.toasted('目前没有待处理的时限变化');
      await town.settles();
      expect(await planDue()).to.equal(after);
    });

    it('a calendar that changed again meanwhile is seen', async () => {
      daysOff('2026-11-25');
      await starts();
      daysOff('2026-11-26');
      await town.office.presses('按新规则调整');
      town.office.toasted('时限规则或日历又有变化');
      expect(await planDue()).to.equal(before);
      await starts();
      town.office2.shows(card, '11月25日(周三)17:30 11月27日(周五)17:30');
      await town.office.presses('按新规则调整');
      await town.settles();
      expect(await planDue()).to.equal('2026-11-27T09:30:00.000Z');
    });

    it('what happened between preview and press counts: a plan that was given stays given', async () => {
      daysOff('2026-11-25');
      await starts();
      await town.liaison.says('方案 001：已安排勘查（计划12月10日办结）');
      await town.office.presses('按新规则调整');
      await town.settles();
      expect(await planDue()).to.equal(undefined);
      const types = (await town.deps.read((store) => store.timeline(number))).map(({ type }) => type);
      expect(types).not.to.include('recalculated');
    });

    it('shorter days: earlier, and how many would be past already', async () => {
      await town.nowIs('2026-11-24T10:00:00+08:00');
      town.office.forgets();
      planDays(3);
      await starts();
      town.office.hears(card, '提前1个、推后0个', '1个调整后即已到期');
      await town.specialist.says('湾里街道××食品有限公司反映双电源申请未批', { mentioning: [town.liaison] });
      town.specialist.shows('诉求已受理 JJ20261124-001', '11月27日(周五)17:30');
    });

    it('what is not late any more: the draft of a note is withdrawn, and its ladder begins anew', async () => {
      const states = async () => (await town.deps.read((store) => store.papers(number))).map(({ state }) => state);
      await town.nowIs('2026-11-25T18:00:00+08:00');
      await town.until('2026-11-27T10:00:00+08:00');
      expect(await states()).to.deep.equal(['draft']);
      planDays(10);
      await starts();
      await town.office.presses('按新规则调整');
      await town.settles();
      expect(await states()).to.deep.equal(['void']);
      await town.nowIs('2026-11-30T18:00:00+08:00');
      await town.until('2026-12-01T18:00:00+08:00');
      expect(await states()).to.deep.equal(['void']);
      await town.until('2026-12-02T18:00:00+08:00');
      expect((await states()).sort()).to.deep.equal(['draft', 'void']);
    });

    it('an extended clock moves with the calendar, from what was granted', async () => {
      await town.liaison.says('方案 001：已安排勘查（计划12月1日办结）');
      await town.liaison.says('延期 001 至12月10日：外线路径待批');
      await town.centre.says('同意 001');
      const due = async () => {
        const clocks = await town.deps.read((store) => store.clocks(number));
        return clocks.find(({ kind }) => kind === 'result')?.dueAt;
      };
      expect(await due()).to.equal('2026-12-10T09:30:00.000Z');
      town.office.forgets();
      daysOff('2026-12-10');
      await starts();
      town.office.card(card, '12月11日(周五)17:30');
      await town.office.presses('按新规则调整');
      await town.settles();
      expect(await due()).to.equal('2026-12-11T09:30:00.000Z');
    });

    it('a change that moves nothing is noted in silence', async () => {
      daysOff('2027-03-03');
      await starts();
      town.office.hearsNothing();
    });

    it('时限变化 shows it again, to the district office alone', async () => {
      daysOff('2026-11-25');
      await starts();
      town.office.forgets();
      await town.office.says('时限变化');
      town.office.hears(card, '推后1个');
      for (const player of [town.centre, town.leader]) {
        player.forgets();
        await player.says('时限变化');
        player.hears('您的角色不能调整在办时限');
      }
      const press = town.office.card(card);
      const report = await town.deps.read((store) => store.meta('rules:shown'));
      const id = JSON.parse(report ?? '{}').report as string;
      await town.centre.clicks({ message: press.messageId, chat: press.chatId, say: `按新规则调整 ${id}` });
      town.centre.toasted('您的角色不能调整在办时限');
      expect(await planDue()).to.equal(before);
    });

    it('two processes that start at once show it once', async () => {
      daysOff('2026-11-25');
      await Promise.all([reviewRules(town.deps), reviewRules(town.deps)]);
      await town.settles();
      const shown = town.office.messages.filter(({ message }) => textOf(message).includes(card));
      expect(shown).to.have.length(1);
    });

    it('more appeals than one batch: each moves, a step at a time', async () => {
      const texts = Array.from({ length: 30 }, (_, index) => `湾里街道第${index + 1}食品有限公司反映双电源申请未批`);
      for (const text of texts) await town.otherSpecialist.says(`${text}，请协调`, { mentioning: [town.liaison] });
      daysOff('2026-11-25');
      await starts();
      await town.office.presses('按新规则调整');
      await town.settles();
      const running = await town.deps.read((store) => store.running());
      const plans = running.filter(({ kind }) => kind === 'plan');
      expect(plans.length).to.be.greaterThan(25);
      expect(new Set(plans.map(({ dueAt }) => dueAt))).to.deep.equal(new Set([after]));
    });
  });
});
