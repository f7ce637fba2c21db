import { expect } from 'chai';
import { buttonsOf, textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { Group } from '../support/conversation.ts';
import { eachDatabase } from '../support/databases.ts';

const appeal = '沈巷镇××机械有限公司申请变压器增容两个月未批复，影响新生产线投产，请协调。联系人王强，13900001234。';
const loan = '沈巷镇××纸业有限公司贷款续贷被拒，流动资金紧张，请协调。';

describe('超期, 临期, 今日, 统计 — whoever asks gets what is his', () => {
  eachDatabase((open) => {
    let at: District;

    beforeEach(async () => {
      at = await district(fridayMorning, open);
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      await at.specialist.says(loan, { mentioning: [at.creditLiaison] });
      forget();
    });

    afterEach(() => at.end());

    const everybody = () => [at.specialist, at.otherSpecialist, at.liaison, at.creditLiaison, at.leader, at.centre];
    const forget = () => {
      for (const one of [...everybody(), at.electricityGroup, at.centreGroup]) one.forgets();
    };
    const until = async (moment: string) => {
      await at.until(`2026-11-${moment}:00+08:00`);
      forget();
    };

    it('an officer lists his own, a specialist hers, the centre all; the leader only what was told', async () => {
      await until('24T08:45');
      await at.liaison.says('超期');
      at.liaison.hears('超期（1件）', 'JJ20261120-001', '××机械', '待签收', '11月23日(周一)17:30前');
      await at.specialist.says('有哪些超期的？');
      at.specialist.hears('超期（2件）');
      await at.otherSpecialist.says('超期');
      at.otherSpecialist.hears('超期（0件）', '目前没有超期的诉求');
      await at.centre.says('已超期的诉求');
      at.centre.hears('超期（2件）');
      await at.leader.says('超期');
      at.leader.hears('超期（0件）', '另有新增超期2件，已列入今日提示，不计入本清单。');
      at.leader.hides('超期（0件）', '目前没有');
      await until('25T08:45');
      await at.leader.says('超期');
      at.leader.hears('超期（2件）');
      await at.stranger.says('超期');
      at.stranger.hears('不在本系统的联系人名单中');
      await at.specialist.says('我的意见');
      at.specialist.hears('您的角色不能');
    });

    it('in a group it is answered there, masked, with what is the group’s', async () => {
      await until('23T10:00');
      await at.creditLiaison.says('今日', { in: at.electricityGroup });
      at.electricityGroup.hears('今日要办（1件）', '××机械');
      at.electricityGroup.hides('今日要办（1件）', '13900001234', '××纸业');
      at.creditLiaison.hearsNothing();
      await at.centre.says('临期', { in: at.centreGroup });
      at.centreGroup.hears('临期（2件）', '××机械', '××纸业');
      await at.liaison.says('临期', { in: at.strangeGroup });
      at.liaison.hears('临期（1件）', '××机械');
      at.strangeGroup.hearsNothing();
    });

    it('a long list is turned page by page', async () => {
      for (let count = 3; count <= 23; count += 1) {
        await at.specialist.says(`沈巷镇第${count}号厂房变压器增容申请未批复，影响投产，请协调。`, {
          mentioning: [at.liaison],
        });
        await at.later(700);
      }
      await until('24T08:45');
      await at.liaison.says('超期');
      const numbers = (text: string) => text.match(/JJ\d{8}-\d{3}/g) ?? [];
      const first = numbers(textOf(at.liaison.hears('超期（22件，第1页）').message));
      await at.liaison.presses('下一页');
      const last = at.liaison.hears('超期（22件，第2页）').message;
      expect([first.length, numbers(textOf(last)).length]).to.deep.equal([20, 2]);
      expect(new Set([...first, ...numbers(textOf(last))]).size).to.equal(22);
      expect(last.kind === 'card' && buttonsOf(last)).to.deep.equal([]);
      await at.centre.says('超期 获得电力');
      at.centre.hears('获得电力专班超期（22件，第1页）');
      await at.centre.presses('下一页');
      at.centre.hears('获得电力专班超期（22件，第2页）');
    });

    it('统计 counts a period, with on-time rates once enough came due; 晨报 at any hour', async () => {
      await at.liaison.says('签收 001');
      await at.liaison.says('方案 001：已现场勘查，计划11月30日办结');
      await at.nowIs('2026-11-24T18:00:00+08:00');
      await until('26T10:00');
      await at.leader.says('统计');
      at.leader.hears(
        '统计 · 全区 · 本月',
        '统计期间：11月1日至26日。数据截至10:00。',
        '新收2件，交办2件，签收1件，提出方案1件',
        '按时签收率1/2（样本不足）',
      );
      await at.leader.says('统计一下获得电力本周');
      at.leader.hears('统计 · 获得电力专班 · 本周', '在办1件');
      await at.liaison.says('统计 本月');
      at.liaison.hears('统计 · 获得电力专班 · 本月', '在办1件', '提出方案1件');
      at.liaison.hides('统计 · 获得电力专班', '获得信贷');
      await at.liaison.says('统计 获得信贷');
      at.liaison.hears('不能查看统计和晨报');
      await at.specialist.says('统计');
      at.specialist.hears('不能查看统计和晨报');
      await at.leader.says('晨报');
      at.leader.hears('企业诉求晨报 · 11月26日(周四)', '数据截至10:00', '超期1件（获得信贷1）');
      await at.creditLiaison.says('晨报');
      at.creditLiaison.hears('企业诉求晨报', '在办1件', '超期1件');
    });

    it('words that only begin like it are an appeal', async () => {
      await at.otherSpecialist.says('统计 本月 社保缴费基数申报不上去');
      at.otherSpecialist.hears('诉求已受理', '社保缴费基数申报不上去');
    });
  });
});

describe('半月调度, 月度小结, the monthly reminders — by the calendar, each once', () => {
  eachDatabase((open) => {
    let at: District;

    beforeEach(async () => {
      at = await district('2026-11-10T10:00:00+08:00', open);
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
    });

    afterEach(() => at.end());

    const forget = () => {
      for (const one of [at.office, at.office2, at.leader, at.liaison, at.forceOffice, at.doubleLiaison]) one.forgets();
    };
    const titles = (one: District['office'], word: string) =>
      one.messages.map(({ message }) => textOf(message)).filter((text) => text.startsWith(word));

    it('the half month is the one before, and names what is overdue', async () => {
      await at.nowIs('2026-11-12T18:00:00+08:00');
      await at.until('2026-11-18T12:00:00+08:00');
      expect(titles(at.office, '半月调度材料')).to.have.length(1);
      at.office.shows(
        '半月调度材料 · 11月1日至15日',
        '初稿',
        '新收1件，交办1件',
        '需关注1件',
        '××机械',
        '签收11月11日到期',
      );
      expect(titles(at.office2, '半月调度材料')).to.have.length(1);
      expect(titles(at.leader, '半月调度材料')).to.deep.equal([]);
    });

    it('the leaders’ group has the pack when it is bound, masked', async () => {
      const group = new Group(at, '区领导群', 'oc_strange');
      await at.office.says('绑定领导群', { in: group });
      await at.nowIs('2026-11-13T18:00:00+08:00');
      await at.until('2026-11-16T12:00:00+08:00');
      group.shows('半月调度材料', '新收1件');
      group.hides('半月调度材料', '13900001234');
    });

    it('the meeting and the visit are reminded of on their days, to the offices of task forces', async () => {
      await at.nowIs('2026-11-17T18:00:00+08:00');
      forget();
      await at.until('2026-11-18T12:00:00+08:00');
      at.forceOffice.shows('专班推进会提醒 · 11月18日', '获得电力专班', '组长', '在办1件');
      expect(titles(at.liaison, '专班推进会提醒')).to.have.length(1);
      expect(titles(at.doubleLiaison, '专班推进会提醒')).to.have.length(1);
      expect(titles(at.leader, '专班推进会提醒')).to.deep.equal([]);
      await at.nowIs('2026-12-07T18:00:00+08:00');
      await at.until('2026-12-08T12:00:00+08:00');
      at.liaison.shows('市级专班对接提醒 · 12月8日', '推进会前');
    });

    it('the month’s summary comes on the first working day after, with rates and a year unknown in the digest', async () => {
      await at.nowIs('2026-11-27T18:00:00+08:00');
      await at.until('2026-12-01T12:00:00+08:00');
      at.leader.shows(
        '月度小结 · 2026年11月',
        '初稿',
        '统计期间：11月1日至30日',
        '新收1件',
        '按时签收率0/1（样本不足）',
      );
      at.office.shows('月度小结 · 2026年11月');
      at.leader.shows('企业诉求晨报 · 12月1日', '2027年节假日安排尚未录入');
      at.leader.hides('企业诉求晨报 · 11月30日', '2027年');
    });
  });
});
