import { expect } from 'chai';
import type { Example } from '../../src/domain/learning/examples.ts';
import { buttonsOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

/** Words that nobody taught: 补充医疗保险, as workers say it. */
const first = '沈巷镇江畔机械有限公司想给工人买那个补充的看病的险，不知找谁，联系人张经理 13900001234';
const second = '同兴五金厂要给工人上补充的看病的险，不晓得找谁办，电话13900005678';
const next = '湾里街道恒远食品有限公司问，补充的看病险给工人怎么买，找哪个';
const credit = 8;

describe('从更正中学 — what people correct counts for the next text like it', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    const routingOf = async (number: string) =>
      (await town.deps.read((store) => store.appeal(`JJ20261120-${number}`)))?.routing;
    const stored = (): Promise<Example[]> => town.deps.read((store) => store.examples(10));

    /** Two appeals of unusual wording, which went elsewhere, are sent to 获得信贷. */
    async function corrected(): Promise<void> {
      await town.specialist.says(first);
      await town.otherSpecialist.says(second);
      await town.centre.says('改派 001 获得信贷：属补充保险试点');
      await town.centre.says('改派 002 获得信贷：属补充保险试点');
      town.specialist.forgets();
      await town.later(3_600);
    }

    it('two appeals were 改派: the next one like them is proposed there, and the receipt says why', async () => {
      await corrected();
      await town.specialist.says(next);
      expect(await routingOf('003')).to.nested.include({
        kind: 'guess',
        'choice.taskForce': credit,
        'choice.corrections': 2,
      });
      town.specialist.hears('诉求已受理', '拟派', '获得信贷', '与近期更正的2件相似', '换一个');
    });

    it('测试派单 and 为什么派给我们 tell of the corrections, too', async () => {
      await corrected();
      town.centre.forgets();
      await town.centre.says(`测试派单 ${next}`);
      town.centre.hears('按更正拟派', '与近期更正的2件相似');
      await town.specialist.says(next);
      await town.later(300);
      town.specialist.forgets();
      await town.specialist.says('为什么派给我们 003');
      town.specialist.hears('系统按内容拟派，与近期更正的2件相似');
    });

    it('one that is like them, but not about the same, is asked about: the corrected one stands first', async () => {
      await town.specialist.says('沈巷镇江畔机械有限公司的老师傅想带徒弟，听说带出来有钱补，怎么弄');
      await town.centre.says('改派 001 获得信贷');
      await town.later(3_600);
      town.specialist.forgets();
      await town.specialist.says('恒远食品有限公司老师傅带徒弟的钱补怎么拿');
      const card = town.specialist.hears('暂不能确定', '供参考', '获得信贷专班', '与近期更正的1件相似');
      const [best] = card.message.kind === 'card' ? buttonsOf(card.message) : [];
      expect(best?.label).to.equal('获得信贷专班');
    });

    it('what is not like them goes where it went before, without a word of it', async () => {
      await corrected();
      await town.specialist.says('沈巷镇江畔机械有限公司申请变压器增容两个月未批复');
      const { message } = town.specialist.hears('拟派', '获得电力');
      expect(JSON.stringify(message)).not.to.include('近期更正');
    });

    it('of several corrections of one appeal the last one counts', async () => {
      await town.specialist.says(first);
      await town.centre.says('改派 001 获得信贷');
      await town.centre.says('改派 001 获得电力：核实后属电力');
      expect((await stored()).map(({ kind, taskForce }) => ({ kind, taskForce }))).to.deep.equal([
        { kind: 'transferred', taskForce: 3 },
      ]);
      await town.later(3_600);
      await town.specialist.says(next);
      expect(await routingOf('002')).to.nested.include({
        'candidates[0].taskForce': 3,
        'candidates[0].corrections': 1,
      });
    });

    it('no name, firm or number of them is kept', async () => {
      await corrected();
      const kept = JSON.stringify((await stored()).map(({ text }) => text));
      expect(kept)
        .to.include('补充的看病的险')
        .and.not.match(/江畔|同兴|张|1390|[1-9]/);
    });

    it('换一个, a choice where nobody could tell, and a return that is upheld are corrections, too', async () => {
      const { specialist, liaison, centre } = town;
      await specialist.says('沈巷镇江畔机械有限公司申请变压器增容两个月未批复');
      await specialist.says('拟派 001 专班8');
      await town.later(300);
      await specialist.says('有家厂费用太高了，希望降一降');
      await specialist.says('拟派 002 专班8');
      await town.later(300);
      await specialist.says('宏泰机械有限公司反映变压器总跳闸', { mentioning: [liaison] });
      await liaison.says('申请退件 003：属信贷事项');
      await centre.says('退件成立，改派 003 获得信贷');
      const kept = (await stored()).map(({ kind, taskForce }) => `${kind} ${taskForce}`).sort();
      expect(kept).to.deep.equal(['chosen 8', 'rerouted 8', 'return-upheld 8']);
    });

    it('another unit of the same task force, or a command that is refused, corrects nothing', async () => {
      await town.specialist.says('沈巷镇江畔机械有限公司申请变压器增容两个月未批复', { mentioning: [town.liaison] });
      await town.centre.says('改派 001 获得电力 区住建局');
      await town.centre.says('改派 001 获得电力 区住建局');
      expect(await stored()).to.deep.equal([]);
    });

    it('另立一件 says that two things are not the same, 转普通件 that nothing in a text needs confidence', async () => {
      await town.specialist.says('沈巷镇江畔机械有限公司申请变压器增容两个月未批复');
      await town.specialist.says('企业着急，联系人李建国 13900001111');
      await town.specialist.presses('另立一件');
      const [apart] = await stored();
      expect(apart).to.include({ kind: 'apart', about: 'matter', appeal: 'JJ20261120-001' });
      expect(apart?.text).to.include('变压器增容').and.not.include('着急');
      expect(apart?.part)
        .to.include('企业着急')
        .and.not.match(/李|1390/);
      await town.later(600);
      await town.specialist.says(
        '沈巷镇江畔机械有限公司办理厂房过户，材料交了三回，经办的人提了一句他同学开代理公司，企业听了有些为难。',
      );
      await town.office.presses('转普通件');
      const released = (await stored()).find(({ kind }) => kind === 'released');
      expect(released).to.include({ about: 'confidence', sensitive: false });
      expect(released?.text).to.include('厂房过户').and.not.include('江畔');
    });
  });
});
