import { expect } from 'chai';
import type { Appeal } from '../../src/domain/appeal/appeal.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const first = 'JJ20261120-001';

describe('不是诉求的话 — questions, talk and second thoughts get no number', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    async function stored(): Promise<Appeal[]> {
      return town.deps.read((store) => store.appeals({}));
    }

    async function submitted(seconds: number): Promise<void> {
      const { specialist, liaison } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await town.later(seconds);
      for (const one of [specialist, liaison, town.centre, town.leader, town.deputy, town.centreGroup]) one.forgets();
      town.electricityGroup.forgets();
    }

    const questions = [
      '办得怎么样了',
      '什么时候能办好？',
      '昨天那件怎么样了',
      '怎么还没人签收',
      '我提交的诉求',
      '我上报的诉求什么时候有结果',
    ];
    for (const said of questions) {
      for (const seconds of [30, 900]) {
        it(`“${said}” ${seconds} s after his only appeal shows it`, async () => {
          await submitted(seconds);
          await town.specialist.says(said);
          town.specialist.hears(`诉求 ${first}`);
          expect(await stored()).to.have.length(1);
          expect((await stored())[0]?.text).to.equal(appeal);
        });
      }
    }

    it('with several open appeals a question gets the list, with none it is asked back', async () => {
      const { specialist } = town;
      await specialist.says('办得怎么样了');
      specialist.hears('办得怎么样了', '【作为新诉求受理】');
      expect(await stored()).to.have.length(0);
      await submitted(900);
      await specialist.says('湾里街道同兴五金反映，园区三天两头跳闸停电');
      specialist.forgets();
      await specialist.says('办得怎么样了');
      specialist.hears('我的待办（2件）');
    });

    const talk = ['电力专班电话多少', '获得电力专班联络员是谁', '收到，我转告企业', '今天开会材料发我一下'];
    for (const said of talk) {
      for (const seconds of [30, 900]) {
        it(`“${said}” ${seconds} s after an appeal is asked back and goes to nobody`, async () => {
          await submitted(seconds);
          await town.specialist.says(said);
          town.specialist.hears(said, '【作为新诉求受理】');
          town.electricityGroup.hearsNothing();
          expect(await stored()).to.have.length(1);
          expect((await stored())[0]?.text).to.equal(appeal);
          await town.specialist.presses('作为新诉求受理');
          expect(await stored()).to.have.length(2);
        });
      }
    }

    it('asked by the name of a company: its appeal, or a question back', async () => {
      const { specialist } = town;
      await submitted(900);
      await specialist.says('宏泰机械那件怎么样了');
      specialist.hears(`诉求 ${first}`);
      await specialist.says('江畔食品有限公司的诉求办得怎么样了？');
      specialist.hears('没有找到“江畔食品有限公司”', '【我的待办】【作为新诉求受理】');
      expect(await stored()).to.have.length(1);
    });

    it('how to submit is told', async () => {
      await town.specialist.says('怎么提交诉求？');
      town.specialist.hears('请直接发送企业诉求');
      expect(await stored()).to.have.length(0);
    });

    it('a longer question of how to do something may be a matter: asked back', async () => {
      await town.specialist.says('请问企业想申请用电补贴怎么操作');
      town.specialist.hears('用电补贴', '【作为新诉求受理】');
    });

    for (const said of ['张三索贿', '王所长张三索贿']) {
      it(`words that need confidence are held, however short: ${said}`, async () => {
        await town.specialist.says(said);
        expect(await stored()).to.have.length(1);
        expect((await stored())[0]?.confidential).to.equal(true);
      });
    }

    for (const said of ['我刚才发错了，撤回吧', '发错了', '作废', '不用办了']) {
      it(`“${said}” right after an appeal asks whether to withdraw it`, async () => {
        await submitted(30);
        await town.specialist.says(said);
        town.specialist.hears(first, said, '【撤回】');
        expect((await stored())[0]).to.include({ text: appeal, status: 'dispatched' });
        await town.specialist.presses('撤回');
        expect((await stored())[0]?.status).to.equal('withdrawn');
      });
    }

    it('contact data alone in a group belong to the appeal submitted there, else it is asked', async () => {
      const { specialist, specialistsGroup } = town;
      const contact = '联系电话13900000009';
      await specialist.says(contact, { in: specialistsGroup });
      specialist.hears(contact, '【补充到诉求】【作为新诉求受理】');
      expect(await stored()).to.have.length(0);
      await specialist.says(appeal, { in: specialistsGroup });
      await town.later(300);
      await specialist.says(contact, { in: specialistsGroup });
      const [only, another] = await stored();
      expect(another).to.equal(undefined);
      expect(only?.contact?.phone).to.equal('13900000009');
      await town.later(301);
      specialist.forgets();
      await specialist.says('联系电话13900000008', { in: specialistsGroup });
      specialist.hears('13900000008', '【补充到诉求】');
      await specialist.presses('补充到诉求');
      expect((await stored())[0]?.text).to.include('13900000008');
      expect(await stored()).to.have.length(1);
    });

    it('an appeal submitted in another chat does not take contact data of this one', async () => {
      const { specialist, specialistsGroup } = town;
      await submitted(60);
      await specialist.says('联系电话13900000009', { in: specialistsGroup });
      specialist.hears('13900000009', '【补充到诉求】');
      expect((await stored())[0]?.text).to.equal(appeal);
    });

    it('“企业很着急” right after an appeal is added to it', async () => {
      await submitted(30);
      await town.specialist.says('企业很着急');
      expect((await stored())[0]?.text).to.include('企业很着急');
      await town.later(900);
      town.specialist.forgets();
      await town.specialist.says('企业真着急');
      town.specialist.hears('没有看出企业和诉求事项');
      expect(await stored()).to.have.length(1);
    });

    it('a greeting is answered by what the person can do', async () => {
      const { specialist, centre, liaison, leader, stranger } = town;
      const expected = [
        [specialist, '企业诉求'],
        [centre, '企业诉求'],
        [liaison, '签收 编号'],
        [leader, '查 编号'],
        [stranger, '我是谁'],
      ] as const;
      for (const [player, words] of expected) {
        await player.says('你好');
        player.hears('您好', words);
      }
      stranger.shows('您好', '区营商办');
      leader.hides('您好', '请直接发送企业诉求');
    });

    it('leaders and deputies are asked back, and nothing of theirs becomes a 线索 by itself', async () => {
      const { leader, deputy, centreGroup, electricityGroup } = town;
      await submitted(900);
      await leader.says('今天有多少件啊');
      leader.hears('今天有多少件啊', '【查看在办诉求】');
      await leader.presses('查看在办诉求');
      leader.hears('我的待办（1件）');
      await deputy.says('001 请抓紧');
      deputy.hears(first, '001 请抓紧', '【记为备注】【查看】');
      centreGroup.hearsNothing();
      electricityGroup.hearsNothing();
      await deputy.presses('记为备注');
      deputy.toasted('已记备注', first);
    });

    it('a text with the number of an appeal is no supplement and no appeal: asked back', async () => {
      const { centre } = town;
      await submitted(900);
      await centre.says('江畔食品有限公司反映停电');
      centre.forgets();
      await centre.says('001 这件请电力专班再核实一下现场情况');
      centre.hears(first, '再核实一下现场情况', '【补充到 001】【记为备注】【查看】【作为新诉求受理】');
      expect(await stored()).to.have.length(2);
      for (const { text } of await stored()) expect(text).not.to.include('核实');
    });
  });
});
