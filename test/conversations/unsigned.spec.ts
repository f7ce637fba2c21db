import { expect } from 'chai';
import type { Appeal } from '../../src/domain/appeal/appeal.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复，联系人张经理 13900000001';
const number = 'JJ20261120-001';

describe('承办方的话 — nothing is signed, returned or promised by implication', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.later(700);
      town.liaison.forgets();
      town.centreGroup.forgets();
    });
    afterEach(() => town.end());

    async function stored(): Promise<Appeal | undefined> {
      return town.deps.read((store) => store.appeal(number));
    }

    async function quotes(text: string): Promise<void> {
      const { liaison, electricityGroup } = town;
      await liaison.says(text, { in: electricityGroup, quoting: electricityGroup.card(number).messageId });
    }

    for (const said of ['收到，马上办', '我们周三去现场看看']) {
      it(`an unsigned card quoted with “${said}”: asked back, the words are kept`, async () => {
        await quotes(said);
        town.liaison.hears(number, '尚未签收', said, '【签收】【报进展】【申请退件】');
        town.liaison.hearsNothing();
        expect((await stored())?.status).to.equal('dispatched');
        await town.liaison.presses('报进展');
        expect((await stored())?.status).to.equal('signed');
        town.electricityGroup.shows(number, `最新进展：${said}`);
      });
    }

    it('【签收】 on that question signs and records nothing else', async () => {
      await quotes('收到，马上办');
      await town.liaison.presses('签收');
      town.liaison.toasted('已签收', number);
      expect((await stored())?.status).to.equal('signed');
      town.electricityGroup.hides(number, '最新进展');
    });

    for (const said of ['不是我们的', '不归我们管，应该是住建局的', '这件不属于我单位职责']) {
      it(`“${said}” offers 申请退件 first, with the words as its reason`, async () => {
        await quotes(said);
        town.liaison.hears(number, said, '【申请退件】');
        expect((await stored())?.status).to.equal('dispatched');
        await town.liaison.presses('申请退件');
        expect(await stored()).to.include({ status: 'returned', returnReason: said });
      });
    }

    for (const said of ['请问企业电话是多少', '这件什么情况？', '什么时候要办好']) {
      it(`a question is answered with the detail: ${said}`, async () => {
        await quotes(said);
        town.liaison.hears(`诉求 ${number}`, '宏泰机械');
        expect((await stored())?.status).to.equal('dispatched');
        town.electricityGroup.hides(number, '最新进展');
      });
    }

    it('a promise on a signed card without a plan: plan or progress is asked, the words are kept', async () => {
      await town.liaison.says('签收 001');
      town.liaison.forgets();
      await quotes('我们已经联系企业，计划12月4日前办结');
      town.liaison.hears(number, '计划12月4日前办结', '【提方案】');
      expect((await stored())?.status).to.equal('signed');
      await town.liaison.presses('提方案');
      const planned = await stored();
      expect(planned?.status).to.equal('planned');
      expect(planned?.plan?.promisedOn).to.equal('2026-12-04');
    });

    it('a photo alone on an unsigned card signs nothing; as progress it is kept', async () => {
      const { liaison, electricityGroup } = town;
      const card = electricityGroup.card(number).messageId;
      await liaison.says('', { in: electricityGroup, quoting: card, files: ['image'] });
      liaison.hears(number, '附件 1 个', '【签收】【报进展】');
      expect((await stored())?.status).to.equal('dispatched');
      await liaison.presses('报进展');
      expect((await stored())?.attachments).to.have.length(1);
    });

    it('a handler without any appeal is still asked, and greeted when he says little', async () => {
      const { creditLiaison } = town;
      await creditLiaison.says('办得怎么样了');
      creditLiaison.hears('办得怎么样了', '【报进展】');
      await creditLiaison.says('今天天晴');
      creditLiaison.hears('您好', '我的待办');
    });

    it('plain words on a signed card are progress as before', async () => {
      await town.liaison.says('签收 001');
      await quotes('供电公司周三到现场');
      town.electricityGroup.shows(number, '最新进展：供电公司周三到现场');
    });

    const steps: [said: string, button: string, status: string][] = [
      ['001：已现场勘查', '报进展', 'signed'],
      ['方案001已联系', '提方案', 'planned'],
      ['已签收001，马上办', '签收', 'signed'],
    ];
    for (const [said, button, status] of steps) {
      it(`“${said}” is asked with the number kept: ${button}`, async () => {
        await town.liaison.says(said);
        town.liaison.hears(number, `【${button}】`);
        expect((await stored())?.status).to.equal('dispatched');
        await town.liaison.presses(button);
        expect((await stored())?.status).to.equal(status);
      });
    }

    it('“退回 001 不归我们管” is a return with its reason', async () => {
      await town.liaison.says('退回 001 不归我们管');
      expect(await stored()).to.include({ status: 'returned', returnReason: '不归我们管' });
    });

    for (const said of ['001 已办结', '001 办完了', '已办结 001']) {
      it(`“${said}” opens the form of the result`, async () => {
        await town.liaison.says(said);
        town.liaison.hears(`办结 ${number}`, '办理结果');
      });
    }

    it('finished in free words: 【提交办结】 opens the form with the words in it', async () => {
      await town.liaison.says('企业的变压器已经解决了');
      town.liaison.hears(number, '【提交办结】');
      await town.liaison.presses('提交办结');
      town.liaison.hears(`办结 ${number}`, '企业的变压器已经解决了');
    });

    for (const [said, answer] of [
      ['企业电话多少', `诉求 ${number}`],
      ['我有哪些待办', '我的待办（1件）'],
      ['001', `诉求 ${number}`],
    ] as const) {
      it(`a handler asks “${said}”`, async () => {
        await town.liaison.says(said);
        town.liaison.hears(answer);
        expect((await stored())?.status).to.equal('dispatched');
      });
    }

    it('one unknown number among several is told, the others are signed', async () => {
      await town.liaison.says('001、009 签收');
      town.liaison.hears('企业联系方式', number);
      town.liaison.hears(`${number} 已签收`, '009');
      expect((await stored())?.status).to.equal('signed');
    });

    it('unknown numbers alone are refused', async () => {
      await town.liaison.says('008、009 签收');
      town.liaison.hears('008');
      expect((await stored())?.status).to.equal('dispatched');
    });
  });
});
