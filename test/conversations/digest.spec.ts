import { expect } from 'chai';
import type { Card } from '../../src/domain/message.ts';
import { buttonsOf, textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { Group, type Player } from '../support/conversation.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇××机械有限公司申请变压器增容两个月未批复，影响新生产线投产，请协调。';
const second = '沈巷镇××食品有限公司申请双电源接入三周无人受理，请帮助解决。';
const reform = 'development-reform-commission';
const friday = '2026-11-20';
const monday = '2026-11-23';
const tuesday = '2026-11-24';
const wednesday = '2026-11-25';

interface Story extends District {
  commander: Player;
  creditCommander: Player;
  head: Player;
  otherHead: Player;
  leadersGroup: Group;
}

describe('晨报 — to leaders and heads, each once, and nobody is named before he was told', () => {
  onSqlite((open) => {
    let at: Story;

    beforeEach(async () => {
      const world = await district(fridayMorning, open);
      const commander = world.person('ou_commander', '获得电力专班组长', { role: 'task-force-leader', taskForce: 3 });
      const other = world.person('ou_commander8', '获得信贷专班组长', { role: 'task-force-leader', taskForce: 8 });
      // Deputy leader of the task force that his unit leads, too: one card over everything of his.
      const head = world.person(
        'ou_head',
        '区发改委主要负责人',
        { role: 'contact', unit: reform, tier: 1 },
        { role: 'deputy-leader', taskForce: 3, unit: reform },
      );
      const otherHead = world.person('ou_head2', '区财政局主要负责人', {
        ...{ role: 'contact', unit: 'finance-bureau', tier: 1 },
      });
      const leadersGroup = new Group(world, '区领导群', 'oc_leaders');
      const database = await open();
      await database.transact(async (store) => {
        for (const { person } of [commander, other, head, otherHead]) await store.savePerson(person);
        await store.saveChat({ id: 'oc_leaders', name: '区领导群', external: false, alive: true, bindings: [] });
      });
      at = Object.assign(world, {
        ...{ commander: commander.player, creditCommander: other.player, head: head.player },
        ...{ otherHead: otherHead.player, leadersGroup },
      }) as Story;
    });

    afterEach(() => at.end());

    const until = (date: string, time: string) => at.until(`${date}T${time}:00+08:00`);
    const submits = (text: string) => at.specialist.says(text, { mentioning: [at.liaison] });
    const forget = () => {
      for (const one of [at.leader, at.commander, at.creditCommander, at.head, at.otherHead, at.leadersGroup]) {
        one.forgets();
      }
    };
    const digest = (reader: { card: Player['card'] }): Card => {
      const { message } = reader.card('企业诉求晨报');
      if (message.kind !== 'card') throw new Error('a digest is a card');
      return message;
    };

    it('arrives a few minutes after 08:30, each once; who has nothing of his gets none', async () => {
      await submits(appeal);
      await until(monday, '08:30');
      for (const reader of [at.leader, at.commander, at.head]) reader.hearsNothing();
      await until(monday, '08:36');
      at.leader.hears(
        '企业诉求晨报 · 11月23日(周一)',
        '数据截至08:3',
        '在办1件',
        '11月20日(周五)以来：新收1件，交办1件',
      );
      at.commander.hears('企业诉求晨报', '在办1件', '交办1件');
      at.creditCommander.hears('企业诉求晨报', '在办0件：超期0件。', '无新的办理情况');
      at.head.hears('企业诉求晨报', '在办1件');
      at.otherHead.hearsNothing();
      await until(monday, '18:00');
      for (const reader of [at.leader, at.commander, at.creditCommander, at.head]) reader.hearsNothing();
    });

    it('a new overdue is a number only; once its unit was told, the next working morning names it', async () => {
      await submits(appeal);
      await until(monday, '18:00');
      forget();
      await until(tuesday, '08:50');
      at.leader.hears('超期0件；新增超期1件，已列入今日提示，不计入前数');
      for (const reader of [at.leader, at.commander, at.head]) {
        expect(textOf(digest(reader))).not.to.include('××机械');
        expect(buttonsOf(digest(reader)).map(({ label }) => label)).not.to.include('新增超期1');
      }
      await until(wednesday, '08:50');
      at.leader.hears(
        '超期1件（获得电力1）',
        '需关注1件',
        '××机械有限公司',
        '区发改委承办',
        '签收11月23日到期，尚未录入',
      );
      at.commander.shows('企业诉求晨报', '需关注1件', '发送“意见 编号：内容”');
      at.head.shows('企业诉求晨报', '需关注1件');
      at.creditCommander.hides('企业诉求晨报', '××机械');
    });

    it('whose step was taken is not named; where it is stuck is told', async () => {
      await submits(appeal);
      await at.liaison.says('签收 001');
      await at.liaison.says('进展 001：外线路径待市级审批，联系人王强13900001234');
      await until('2026-11-26', '08:50');
      at.leader.hides('企业诉求晨报', '签收11月23日', '需关注');
      at.leader.shows('企业诉求晨报', '新增超期1件');
      await until('2026-11-27', '08:50');
      at.leader.shows('企业诉求晨报', '需关注1件', '方案11月25日到期，尚未录入；进展：外线路径待市级审批，');
      at.leader.hides('企业诉求晨报', '13900001234', '王强');
      await at.liaison.says('方案 001：已会同自规勘查，计划12月11日办结');
      await until('2026-12-01', '08:50');
      at.leader.hides('企业诉求晨报', '需关注');
    });

    it('every number opens exactly its appeals, as they are now', async () => {
      await submits(appeal);
      await submits(second);
      await at.liaison.says('方案 001：已现场勘查，计划11月30日办结');
      await until(wednesday, '08:50');
      const card = digest(at.leader);
      expect(buttonsOf(card).map(({ label }) => label)).to.include('在办2');
      for (const { label, say } of buttonsOf(card)) {
        const [, name, count] = /^(\D+)(\d+)$/.exec(label) as RegExpExecArray;
        at.leader.forgets();
        await at.leader.clicks({ message: at.leader.card('企业诉求晨报').messageId, chat: at.leader.privateChat, say });
        const list = at.leader.hears(`${name}（${count}件）`).message;
        expect(textOf(list).match(/JJ\d{8}-\d{3}/g), label).to.have.length(Number(count));
      }
      await at.liaison.says('方案 002：已联系供电公司');
      await at.leader.presses('在办2');
      at.leader.shows('在办（2件）', 'JJ20261120-002', '已于今日提出方案');
    });

    it('who may not see an appeal behind a number is told how many; a report that is gone says so', async () => {
      await submits(appeal);
      await until(monday, '08:40');
      const press = buttonsOf(digest(at.leader)).find(({ label }) => label === '在办1');
      await at.creditLiaison.says(press?.say ?? '');
      at.creditLiaison.hears('在办（1件）', '本页另有1件不在您的查看范围内');
      expect(textOf(at.creditLiaison.card('在办').message)).not.to.include('××机械');
      at.leader.forgets();
      await at.leader.says('清单 nosuchreport 在办');
      at.leader.hears('这份报表的明细已找不到');
    });

    it('nothing on a day off', async () => {
      await submits(appeal);
      await until(friday, '18:00');
      forget();
      await until('2026-11-22', '20:00');
      for (const reader of [at.leader, at.commander, at.head, at.leadersGroup]) reader.hearsNothing();
    });

    it('after downtime it is made up for until noon, marked 补发; later it is missed', async () => {
      await submits(appeal);
      await until(friday, '18:00');
      forget();
      await at.nowIs(`${monday}T10:20:00+08:00`);
      at.leader.hears('企业诉求晨报（补发）', '数据截至10:20，系统恢复后补发');
      at.head.hears('企业诉求晨报（补发）');
      await until(monday, '18:00');
      forget();
      await at.nowIs(`${tuesday}T13:00:00+08:00`);
      at.leader.hearsNothing();
      at.head.hearsNothing();
    });

    it('the leaders’ group reads it only when it is bound, without names and phones', async () => {
      await submits(`${appeal}联系人王强，13900001234`);
      await until(monday, '12:00');
      at.leadersGroup.hearsNothing();
      await at.office.says('绑定领导群', { in: at.leadersGroup });
      at.leadersGroup.forgets();
      await until(wednesday, '12:00');
      at.leadersGroup.hears('企业诉求晨报');
      at.leadersGroup.hears('企业诉求晨报', '需关注1件');
      at.leadersGroup.hides('企业诉求晨报', '13900001234', '王强', '意见');
      at.leadersGroup.hearsNothing();
      at.leader.forgets();
      await at.leader.presses('超期1', { on: at.leadersGroup });
      at.leader.toasted('清单已私发给您');
      at.leader.hears('超期（1件）', 'JJ20261120-001');
      at.leadersGroup.hearsNothing();
    });
  });
});
