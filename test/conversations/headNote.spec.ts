import { expect } from 'chai';
import { textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复，联系人王强 13900001234';
const number = 'JJ20261120-001';
const draft = '请审发提示';
const note = `关于${number}诉求办理情况的提示`;

describe('提示主要负责人 — drafted by the clock, read by the duty desk, sent by a press', () => {
  onSqlite((open) => {
    let town: District;

    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.liaison.says('签收 001');
    });
    afterEach(() => town.end());

    /** The plan was due on Wednesday; the unit was told in its group on Thursday morning. */
    async function pastThursday(): Promise<void> {
      await town.nowIs('2026-11-25T18:00:00+08:00');
      await town.until('2026-11-27T09:30:00+08:00');
    }

    async function onFriday(): Promise<void> {
      await pastThursday();
      for (const reader of [town.head, town.liaison, town.deputy, town.centreGroup, town.office]) reader.forgets();
    }

    it('shows the duty desk what would be said, and says nothing to the head before', async () => {
      await town.until('2026-11-27T08:59:00+08:00');
      expect(town.centreGroup.messages.filter(({ message }) => textOf(message).includes(draft))).to.deep.equal([]);
      town.head.forgets();
      await town.until('2026-11-27T09:30:00+08:00');
      town.centreGroup.shows(
        draft,
        '发往：区发改委主要负责人（主任）',
        '主任：贵委主办的',
        '解决方案时限为11月25日(周三)17:30',
        '系统未见方案',
        '11月24日、11月25日已提示联络员，11月26日已提示联络员和分管负责同志',
        '烦请督促于11月27日(周五)17:30前提出方案',
        '【发送】【暂不发送】',
      );
      town.centreGroup.hides(draft, '13900001234');
      town.head.hearsNothing();
      town.leader.hides('企业诉求晨报', '王强');
    });

    it('the press sends it to the head alone; whoever presses next is told', async () => {
      await onFriday();
      const { messageId: message, chatId: chat } = town.centreGroup.card(draft);
      await town.duty.presses('发送', { on: town.centreGroup });
      town.duty.toasted('私发主要负责人');
      town.head.hears(note, '主任：贵委', '烦请督促', '区为企服务中心', '【转联络员办理】【说明情况】');
      town.centreGroup.shows(draft, '已发送');
      const [paper] = await town.deps.read((store) => store.papers(number));
      await town.centre.clicks({ message, chat, say: `签发提示 ${number} ${paper?.id}`, rev: 3 });
      town.centre.toasted('提示已由服务中心值班人员于', '签发');
      for (const reader of [town.head, town.liaison, town.leader, town.commander]) reader.forgets();
      await town.later(60);
      town.head.hearsNothing();
    });

    it('only the centre may; others learn nothing but that', async () => {
      await onFriday();
      for (const player of [town.liaison, town.office, town.leader]) {
        await player.presses('发送', { on: town.centreGroup });
        player.toasted('不在您的职责范围内');
      }
      town.head.hearsNothing();
      town.centreGroup.shows(draft, '【发送】');
    });

    it('the step done meanwhile takes the draft back, and the note too', async () => {
      await onFriday();
      const { messageId: message, chatId: chat } = town.centreGroup.card(draft);
      const [paper] = await town.deps.read((store) => store.papers(number));
      await town.liaison.says('方案 001：已安排勘查（计划12月10日办结）');
      town.centreGroup.shows(draft, '已办理，本提示已撤销');
      await town.duty.clicks({ message, chat, say: `签发提示 ${number} ${paper?.id}`, rev: 3 });
      town.duty.toasted('没有待签发的提示或督办');
      town.head.hearsNothing();
    });

    it('a note that was sent is withdrawn once the plan is there', async () => {
      await onFriday();
      await town.duty.presses('发送', { on: town.centreGroup });
      await town.liaison.says('方案 001：已安排勘查（计划12月10日办结）');
      town.head.shows(note, '已办理，本提示已撤销');
    });

    it('a transfer takes the draft back: the new unit has a time of its own', async () => {
      await onFriday();
      await town.centre.says('改派 001 获得信贷');
      town.centreGroup.shows(draft, '本件已改派，本提示已撤销');
      town.head.hearsNothing();
    });

    it('暂不发送 sets it aside and nothing goes out', async () => {
      await onFriday();
      await town.centre.presses('暂不发送', { on: town.centreGroup });
      town.centre.toasted('暂不发送');
      town.centreGroup.shows(draft, '暂不发送，无需操作');
      town.head.hearsNothing();
      const [paper] = await town.deps.read((store) => store.papers(number));
      expect(paper).to.include({ kind: 'head-note', state: 'void', releasedBy: 'centre' });
    });

    it('the head hands it on: the officer reads it once, and nothing is signed by that', async () => {
      await onFriday();
      await town.duty.presses('发送', { on: town.centreGroup });
      town.liaison.forgets();
      await town.head.says('收到');
      await town.head.presses('转联络员办理');
      town.head.toasted('已转联络员办理');
      town.liaison.hears('单位主要负责人请联络员接续办理本件');
      await town.head.presses('转联络员办理');
      town.liaison.hearsNothing();
      await town.liaison.presses('转联络员办理', { on: town.head });
      town.liaison.toasted('不在您的职责范围内');
    });

    it('what the head explains reaches the centre', async () => {
      await onFriday();
      await town.duty.presses('发送', { on: town.centreGroup });
      town.centreGroup.forgets();
      await town.head.presses('说明情况');
      await town.head.presses('报送说明', { form: { 情况说明: '外线路径待批，联系王强13900001234' } });
      town.head.toasted('已将情况说明报区为企服务中心');
      town.centreGroup.hears('外线路径待批');
      town.centreGroup.hides('外线路径待批', '13900001234');
      town.liaison.forgets();
      await town.liaison.says('说明情况 001：已在办');
      town.liaison.hears('“代表单位说明情况”不在您的职责范围内');
      await town.liaison.says('怎么算的 001');
      town.liaison.hears('已发提示：', '逾期提示');
      town.liaison.hides('时限怎么算的', '提示主要负责人');
    });

    it('a vacant head: the card says so, the district office is asked to fill it, and nobody above is told', async () => {
      await town.centre.says('改派 001 获得电力 区住建局');
      await town.housingOfficer.says('签收 001');
      await pastThursday();
      town.centreGroup.shows(draft, '区住建局主要负责人', '补报前不能发送，也不改发上级');
      town.office.card('区住建局的主要负责人在名单中空缺');
      await town.duty.presses('发送', { on: town.centreGroup });
      town.duty.toasted('暂不能发送', '区住建局主要负责人');
      for (const above of [town.commander, town.leader, town.head])
        expect(above.messages.filter(({ message }) => textOf(message).includes('办理情况的提示'))).to.deep.equal([]);
    });

    it('a unit outside the district’s authority is asked, not urged', async () => {
      const { person } = town.person('ou_tax', '区税务局主要负责人', { role: 'contact', unit: 'tax-bureau', tier: 1 });
      const officer = town.person('ou_tax3', '区税务局业务人员', {
        role: 'contact',
        unit: 'tax-bureau',
        tier: 3,
      }).person;
      await town.deps.transact(async (store) => {
        for (const one of [person, officer]) await store.savePerson(one);
      });
      await town.centre.says('改派 001 获得电力 区税务局');
      await pastThursday();
      town.centreGroup.shows(draft, '主要负责同志：贵局', '商请协调有关人员');
      await town.duty.presses('发送', { on: town.centreGroup });
      const sent = town.platform.delivered.filter(({ to }) => to === 'ou_tax').map(({ message }) => textOf(message));
      expect(sent.at(-1)).to.include(`关于${number}诉求办理情况的商请`);
    });
  });
});
