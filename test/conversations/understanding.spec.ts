import { expect } from 'chai';
import type { Appeal } from '../../src/domain/appeal/appeal.ts';
import type { Card } from '../../src/domain/message.ts';
import { buttonsOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const first = 'JJ20261120-001';

describe('听懂诉求 — what people write as they talk', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    const stored = (): Promise<Appeal[]> => town.deps.read((store) => store.appeals({}));

    const forces: [style: string, text: string, force: number][] = [
      ['terse', '变压器烧了，全厂停产，急', 3],
      [
        'rambling',
        '领导好，我跟你讲个事，我们这个厂吧开了也有十来年了，今年好不容易接了个大单，结果银行讲我们行业不好，贷款到期不给续了，说要压掉一半，你看这不是要命吗',
        8,
      ],
      ['with slips', '我们在沈巷这边申请的生产许可证换证网上老是提交不了 食品的', 17],
      ['as spoken', '喂你好我是二坝这边做家具的厂里那个自来水管子太细了一到中午就没水你们能不能来个人看看', 13],
      ['without textbook words', '那个牌子我家叫了十几年，今年给外地人抢先登记了，现在反过来要告我', 16],
    ];
    for (const [style, text, force] of forces) {
      it(`${style}: goes to its task force by itself`, async () => {
        await town.specialist.says(text);
        const [appeal] = await stored();
        expect(appeal?.routing).to.nested.include({ kind: 'guess', 'choice.taskForce': force });
        await town.later(200);
        expect((await stored())[0]?.assignments.at(-1)?.taskForce).to.equal(force);
      });
    }

    it('the receipt says which words decided', async () => {
      await town.specialist.says('沈巷镇江畔机械有限公司申请变压器增容两个月未批复');
      town.specialist.hears('诉求已受理', '变压器');
    });

    it('the place is that of the text; without one, the specialist’s own town', async () => {
      await town.specialist.says('二坝镇江畔机械有限公司申请变压器增容两个月未批复');
      await town.later(300);
      await town.specialist.says('同兴五金有限公司反映变压器增容两个月没有批');
      expect((await stored()).map(({ town: place }) => place).sort()).to.deep.equal(['town:二坝镇', 'town:沈巷镇']);
    });

    for (const said of ['谢谢各位，辛苦了，改天请大家来厂里指导', '下周三下午两点在三楼开调度会，请各单位准时参加']) {
      it(`“${said}” gets no number before a press makes it an appeal`, async () => {
        await town.specialist.says(said);
        town.specialist.hears('尚未编号', '【作为新诉求受理】');
        expect(await stored()).to.have.length(0);
        await town.specialist.presses('作为新诉求受理');
        expect(await stored()).to.have.length(1);
      });
    }

    describe('several matters in one message', () => {
      const minutes =
        '走访记录：\n1.江畔机械：变压器增容报了两个月没动静；\n2.同兴五金：银行续贷压着不批，流动资金紧张；\n3.恒远食品：食品经营许可证到期换证换不了。';

      it('are shown with where each would go, and one press takes them all', async () => {
        const { specialist, electricityGroup, creditGroup } = town;
        await specialist.says(minutes);
        specialist.hears(
          '看起来有 3 件事项',
          '1. 江畔机械',
          '拟派获得电力专班',
          '2. 同兴五金',
          '获得信贷',
          '3. 恒远食品',
        );
        await town.later(600);
        electricityGroup.hearsNothing();
        expect(await stored()).to.have.length(0);
        await specialist.presses('分成 3 件受理');
        const made = (await stored()).sort((one, other) => one.number.localeCompare(other.number));
        expect(made.map(({ company }) => company)).to.deep.equal(['江畔机械', '同兴五金', '恒远食品']);
        await town.later(200);
        electricityGroup.hears('企业诉求交办', first);
        electricityGroup.hearsNothing();
        creditGroup.hears('企业诉求交办', 'JJ20261120-002');
      });

      it('or it stays one, and a second press does nothing', async () => {
        await town.specialist.says(minutes);
        await town.specialist.presses('作为一件受理');
        expect((await stored()).map(({ text }) => text)).to.deep.equal([minutes]);
        await town.specialist.presses('分成 3 件受理').catch(() => undefined);
        expect(await stored()).to.have.length(1);
      });
    });

    describe('what may be an accusation', () => {
      const hint =
        '沈巷镇江畔机械有限公司办理厂房过户，材料交了三回，经办的人提了一句他同学开代理公司，企业听了有些为难。';

      it('one clause in a long ordinary text holds it from every group', async () => {
        await town.specialist.says(hint);
        expect((await stored())[0]).to.include({ confidential: true });
        await town.later(600);
        for (const group of [town.electricityGroup, town.creditGroup, town.centreGroup]) group.hearsNothing();
      });

      it('two readers hear which words did it, and one press of one lets it go the ordinary way', async () => {
        await town.specialist.says(hint);
        const card = town.office.card('保密件', first);
        expect(JSON.stringify(card.message)).to.include('疑似敏感').and.include('同学');
        await town.office.presses('转普通件');
        expect((await stored())[0]).to.include({ confidential: false, status: 'received' });
        town.centreGroup.hears('请确定承办专班');
      });

      it('what private firms want of each other is ordinary', async () => {
        for (const text of [
          '我们给超市供货，采购经理要我们返两个点才肯结账，合同里没有写，想问怎么维权',
          '房东要涨租金还要我们另给他两万好处费才肯续，合同没到期，能不能帮忙协调',
        ]) {
          await town.specialist.says(text);
          await town.later(700);
        }
        expect((await stored()).map(({ confidential }) => confidential)).to.deep.equal([false, false]);
      });
    });

    describe('what a handler says in free words', () => {
      const appeal = '沈巷镇江畔机械有限公司申请变压器增容两个月未批复';
      const said: [words: string, offered: string][] = [
        ['这个我们接了', '签收'],
        ['不归我们局管，应该住建那边', '申请退件'],
        ['打算下周三去现场看线路', '提方案'],
      ];
      for (const [words, offered] of said) {
        it(`“${words}” is shown as ${offered} first, and nothing is done before a press`, async () => {
          await town.specialist.says(appeal, { mentioning: [town.liaison] });
          await town.liaison.says(words);
          const card = town.liaison.card('请确认');
          const [first] = buttonsOf(card.message as Card);
          expect(first?.label).to.equal(offered);
          expect((await stored())[0]?.status).to.equal('dispatched');
        });
      }

      it('what was done on an appeal in hand is recorded at once, and said so; before the sign-in it is asked', async () => {
        const { liaison, electricityGroup } = town;
        await town.specialist.says(appeal, { mentioning: [liaison] });
        await liaison.says('供电公司的人上午来厂里看过线路了');
        expect((await town.deps.read((store) => store.timeline(first))).at(-1)?.type).to.equal('dispatched');
        await liaison.says('签收 001');
        liaison.forgets();
        await liaison.says('供电公司的人上午来厂里看过线路了');
        liaison.hears('已', first);
        electricityGroup.shows(first, '最新进展：供电公司的人上午来厂里看过线路了');
      });

      it('one press signs in', async () => {
        await town.specialist.says(appeal, { mentioning: [town.liaison] });
        await town.liaison.says('这个我们接了');
        await town.liaison.presses('签收');
        expect((await stored())[0]?.status).to.equal('signed');
      });
    });
  });
});
