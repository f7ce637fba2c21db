import { expect } from 'chai';
import { textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复，联系人王强 13900001234';
const number = 'JJ20261120-001';
const draft = '督办单（待签发）';
const first = '鸠营商办督〔2026〕1号';

describe('督办 — 黄 at once, 红 after a preview and a press', () => {
  onSqlite((open) => {
    let town: District;

    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.liaison.says('签收 001');
      for (const reader of [town.electricityGroup, town.liaison, town.deputy, town.head, town.centreGroup, town.office])
        reader.forgets();
    });
    afterEach(() => town.end());

    async function timeline() {
      return town.deps.read((store) => store.timeline(number));
    }

    async function papers() {
      return town.deps.read((store) => store.papers(number));
    }

    it('黄 is one message in the unit’s group, to officer and deputy', async () => {
      await town.centre.says('督办 001 黄 企业来访反映仍无进展，联系人13900001234');
      town.electricityGroup.hears('督办提醒（黄）', number, '企业来访反映仍无进展', '区为企服务中心', '139****1234');
      town.electricityGroup.mentions(town.liaison, '督办提醒（黄）');
      town.electricityGroup.mentions(town.deputy, '督办提醒（黄）');
      town.electricityGroup.hearsNothing();
      for (const reader of [town.liaison, town.deputy, town.head]) reader.hearsNothing();
      expect((await timeline()).at(-1)).to.include({ type: 'supervised', level: 'yellow' });
      town.electricityGroup.shows('企业诉求交办', '督办：黄，11月20日提醒');
    });

    const typed: [string, 'yellow' | 'red'][] = [
      ['督办001黄：超期无进展', 'yellow'],
      ['黄牌督办 001 超期无进展', 'yellow'],
      ['001 黄色督办：超期无进展', 'yellow'],
      ['请督办 001，黄，超期无进展', 'yellow'],
      ['督办 001 红色 超期无进展', 'red'],
      ['红色督办 001：超期无进展', 'red'],
    ];
    for (const [said, level] of typed) {
      it(said, async () => {
        await town.office.says(said);
        const [paper] = await papers();
        const event = (await timeline()).at(-1);
        if (level === 'red') expect(paper).to.include({ kind: 'supervision', state: 'draft', reason: '超期无进展' });
        else expect(event).to.include({ type: 'supervised', level, reason: '超期无进展' });
      });
    }

    it('蓝 goes out by itself; a missing reason or level is asked for', async () => {
      await town.centre.says('督办 001 蓝 快到期了');
      town.centre.hears('蓝色为临期提示，由系统在到期前自动发出');
      await town.centre.says('督办 001 黄');
      town.centre.hears('督办 ', '级别:黄', '督办事由:');
      await town.centre.presses('提交督办', { form: { 级别: '黄', 督办事由: '企业来电催办' } });
      town.centre.toasted('已发出督办提醒（黄）');
      town.electricityGroup.hears('企业来电催办');
      await town.office.says('督办 001');
      town.office.hears('督办 ', '级别');
    });

    it('who may not is told so, and nothing goes out', async () => {
      for (const player of [town.liaison, town.specialist, town.leader]) {
        player.forgets();
        await player.says('督办 001 黄 请快办');
        player.hears('不在您的职责范围内');
      }
      town.centre.forgets();
      await town.centre.says('督办 001 红 请快办');
      town.centre.hears('“督办”不在您的职责范围内');
      town.electricityGroup.hearsNothing();
      expect(await papers()).to.deep.equal([]);
    });

    it('an accusation in the reason reaches no group', async () => {
      await town.office.says('督办 001 黄 经办人索贿');
      town.office.hears('内容涉及敏感事项');
      town.electricityGroup.hearsNothing();
    });

    it('红 is released with its number of the year: the group, the head, the card and the detail', async () => {
      await town.office.says('督办 001 红 超期未见方案');
      town.office.hears(draft, '鸠营商办督〔2026〕××号（签发时自动编号）', '督办事由:超期未见方案', '【签发】');
      town.office2.card(draft);
      town.electricityGroup.hearsNothing();
      await town.office2.presses('签发', { form: { 督办事由: '超期未见方案，企业已停产', 办理期限: '2026-11-30' } });
      town.office2.toasted('已签发', first);
      town.electricityGroup.hears(
        `督办单 ${first}`,
        '超期未见方案，企业已停产',
        '请于2026年11月30日前提出方案',
        '区营商办',
      );
      town.electricityGroup.mentions(town.deputy, `督办单 ${first}`);
      town.electricityGroup.hides(`督办单 ${first}`, '13900001234');
      town.head.hears(`督办单 ${first}`);
      town.electricityGroup.shows('企业诉求交办', `督办：${first}，11月30日前`);
      town.office.shows(draft, '已签发', first);
      expect((await timeline()).at(-1)).to.include({ type: 'supervised', level: 'red', document: first });
      await town.deputy.says('查 001');
      town.deputy.hears(`督办：${first}，11月30日前`);
      town.specialist.forgets();
      await town.specialist.says('查 001');
      town.specialist.hides(`诉求 ${number}`, first);
    });

    it('the first press wins, the second is told; a second draft waits for the first', async () => {
      await town.office.says('督办 001 红 超期未见方案');
      await town.office.says('督办 001 红 再次督办');
      town.office.forgets();
      const { messageId: message, chatId: chat } = town.office2.card(draft);
      const [paper, another] = await papers();
      expect(another).to.equal(undefined);
      await town.office.presses('签发');
      town.office.toasted('已签发');
      await town.office2.clicks({ message, chat, say: `签发督办 ${number} ${paper?.id}`, rev: 3 });
      town.office2.toasted('督办单已由区营商办工作人员甲于', '签发');
      const orders = town.electricityGroup.messages.filter((one) => textOf(one.message).includes(first));
      expect(
        orders.filter(({ message: card }) => card.kind === 'card' && card.title.startsWith('督办单')),
      ).to.have.length(1);
    });

    it('numbers follow each other in the order of release', async () => {
      await town.specialist.says('湾里街道××食品有限公司反映双电源申请未批', { mentioning: [town.liaison] });
      for (const sequence of ['001', '002']) await town.office.says(`督办 ${sequence} 红 超期未见方案`);
      await town.office.presses('签发');
      await town.office.says('签发督办 001');
      const numbers = await town.deps.read(async (store) => {
        const both = [await store.appeal(number), await store.appeal('JJ20261120-002')];
        return both.map((one) => one?.supervision?.number);
      });
      expect(numbers).to.deep.equal(['鸠营商办督〔2026〕2号', first]);
    });

    it('only the district office releases it, with a day to come', async () => {
      await town.office.says('督办 001 红 超期未见方案');
      for (const player of [town.centre, town.liaison, town.leader]) {
        player.forgets();
        await player.says('签发督办 001');
        player.hears('不在您的职责范围内');
      }
      await town.office.presses('签发', { form: { 督办事由: '超期', 办理期限: '2026-11-19' } });
      town.office.toasted('督办期限11月19日(周四)已过');
      town.electricityGroup.hearsNothing();
      expect((await papers())[0]).to.include({ state: 'draft' });
    });

    it('不签发, a transfer and a result each take the draft back', async () => {
      await town.office.says('督办 001 红 超期未见方案');
      await town.office.presses('不签发');
      town.office2.shows(draft, '不签发，无需操作');
      await town.later(60);
      await town.office.says('督办 001 红 超期未见方案');
      await town.centre.says('改派 001 获得信贷');
      town.office2.shows(draft, '本件已改派，本督办单已撤销');
      await town.later(60);
      await town.office.says('督办 001 红 超期未见方案');
      await town.creditLiaison.says('办结 001：已解决，已放款');
      town.office2.shows(draft, '已办理，本督办单已撤销');
      expect((await papers()).map(({ state }) => state)).to.deep.equal(['void', 'void', 'void']);
      town.electricityGroup.hides('企业诉求交办', first);
    });

    it('after a transfer the 督办 of the former unit is not the new unit’s', async () => {
      await town.office.says('督办 001 红 超期未见方案');
      await town.office.presses('签发');
      await town.centre.says('改派 001 获得信贷');
      town.creditGroup.hides('企业诉求交办', first);
      town.electricityGroup.shows(`督办单 ${first}`, '本件已改派');
    });

    it('while a return is determined the 督办 waits; not upheld it speaks again', async () => {
      await town.office.says('督办 001 红 超期未见方案');
      await town.office.presses('签发');
      await town.liaison.says('退件 001：不属本单位职责');
      town.electricityGroup.shows(`督办单 ${first}`, '本件已申请退件，待认定，无需操作');
      town.electricityGroup.hides(`督办单 ${first}`, '【报进展】');
      await town.centre.says('退件不成立 001：属本单位职责');
      town.electricityGroup.shows(`督办单 ${first}`, '【报进展】');
    });

    it('黄 to a unit that is not supervised is a 商请', async () => {
      await town.office.says('绑定单位 区税务局', { in: town.strangeGroup });
      await town.centre.says('改派 001 获得电力 区税务局');
      town.strangeGroup.forgets();
      await town.centre.says('督办 001 黄 企业来电催办');
      town.strangeGroup.hears('商请提醒', '企业来电催办', '商请加快协调办理');
      town.strangeGroup.hides('商请提醒', '督办提醒');
    });

    it('the clock drafts it three working days after the unit was told', async () => {
      await town.until('2026-11-30T18:00:00+08:00');
      expect((await papers()).map(({ kind }) => kind)).to.deep.equal(['head-note']);
      await town.until('2026-12-01T10:00:00+08:00');
      town.office.shows(draft, '解决方案时限11月25日(周三)17:30已过，经提示仍未见方案', '此前11月24日');
      await town.later(60);
      expect((await papers()).map(({ kind }) => kind)).to.deep.equal(['supervision', 'head-note']);
      town.electricityGroup.forgets();
      await town.office.presses('签发');
      town.electricityGroup.hears(`督办单 ${first}`, '请于2026年12月2日前提出方案');
    });

    it('while the term of one runs no other is drafted, by a person or by the clock; then it is a 续督 that names it', async () => {
      await town.until('2026-11-27T10:00:00+08:00');
      await town.office.says('督办 001 红 超期未见方案');
      await town.office.presses('签发', { form: { 督办事由: '超期未见方案', 办理期限: '2026-12-02' } });
      await town.office.says('督办 001 红 仍未见方案');
      town.office.card('已督办', first, '12月2日(周三)17:30');
      await town.until('2026-12-02T17:00:00+08:00');
      expect((await papers()).filter(({ kind }) => kind === 'supervision')).to.have.length(1);
      await town.until('2026-12-03T10:00:00+08:00');
      town.office.shows(draft, '经提示仍未见方案', `续督：上次${first}，限12月2日，已逾期`);
    });

    it('a court is asked, by letter and without ranking', async () => {
      await town.centre.says('改派 001 获得电力 区税务局');
      await town.office.says('督办 001 红 超期未见方案');
      town.office.shows(draft, '签发后以商请函发出，不列入排名');
      town.centreGroup.forgets();
      await town.office.presses('签发');
      town.centreGroup.hears('督办未能送达', '区税务局');
      town.office.card('区税务局的主要负责人在名单中空缺');
    });
  });
});
