import type { Card } from '../../src/domain/message.ts';
import { buttonsOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复，影响新生产线投产，联系人张经理 13900000001';

describe('诉求受理 — a specialist submits an appeal', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    it('by text with an @-mentioned liaison: dispatched at once, the liaison is @-mentioned in the group', async () => {
      const { specialist, liaison, electricityGroup, creditGroup, centreGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      specialist.hears(
        '诉求已受理 JJ20261120-001',
        '宏泰机械有限公司（沈巷镇）',
        '承办：获得电力专班，区发改委主办',
        '11月25日(周三)17:30',
      );
      specialist.hearsNothing();
      electricityGroup.hears(
        '企业诉求交办 JJ20261120-001',
        '变压器增容',
        '11月23日(周一)17:30前签收',
        '11月25日(周三)17:30前提出解决方案',
      );
      electricityGroup.mentions(liaison, 'JJ20261120-001');
      electricityGroup.hides('JJ20261120-001', '13900000001', '张经理');
      electricityGroup.hearsNothing();
      creditGroup.hearsNothing();
      centreGroup.hearsNothing();
    });

    it('by text alone: the guess is shown with its reason and dispatched after the grace time', async () => {
      const { specialist, electricityGroup } = town;
      await specialist.says(appeal);
      specialist.hears(
        '诉求已受理 JJ20261120-001',
        '拟派：获得电力专班，区发改委主办',
        '因提到“变压器',
        '请于10:03前点【换一个】',
      );
      electricityGroup.hearsNothing();
      await town.later(179);
      electricityGroup.hearsNothing();
      await town.later(2);
      electricityGroup.hears('企业诉求交办 JJ20261120-001');
      specialist.shows('JJ20261120-001', '已交办，待签收');
      specialist.hearsNothing();
    });

    it('changes the guess by one press within the grace time', async () => {
      const { specialist, electricityGroup, creditGroup } = town;
      await specialist.says(appeal);
      specialist.forgets();
      await specialist.presses('换一个');
      await specialist.presses('确定', { form: { 承办专班: '8' } });
      specialist.toasted('已交办获得信贷专班');
      creditGroup.hears('企业诉求交办 JJ20261120-001');
      await town.later(600);
      electricityGroup.hearsNothing();
      specialist.hearsNothing();
    });

    it('by words such as 专班8 or 获得信贷专班: dispatched at once', async () => {
      const { specialist, creditGroup } = town;
      await specialist.says('请专班8协调：企业流动资金贷款到期周转困难');
      creditGroup.hears('企业诉求交办 JJ20261120-001');
      await specialist.says('另一家合作社反映农担迟迟不放款，转获得信贷专班');
      creditGroup.hears('企业诉求交办 JJ20261120-002');
    });

    it('when it is not clear, offers the best to choose from and dispatches the chosen one', async () => {
      const { specialist, creditGroup, centreGroup } = town;
      await specialist.says('有家厂费用太高了，希望降一降');
      specialist.hears('诉求已受理 JJ20261120-001', '请点选', '专班】', '【其他…】');
      await specialist.presses('其他…');
      await specialist.presses('确定', { form: { 承办专班: '8' } });
      creditGroup.hears('企业诉求交办 JJ20261120-001');
      await town.later(600);
      centreGroup.hearsNothing();
    });

    it('when nobody chooses within the grace time, the service centre does', async () => {
      const { specialist, centre, centreGroup, creditGroup } = town;
      await specialist.says('有家厂费用太高了，希望降一降');
      await town.later(181);
      centreGroup.hears('请确定承办专班 JJ20261120-001', '11月20日(周五)');
      await centre.presses('其他…', { on: centreGroup });
      await centre.presses('确定', { on: centreGroup, form: { 承办专班: '8' } });
      creditGroup.hears('企业诉求交办 JJ20261120-001');
      centreGroup.shows('JJ20261120-001', '本事项已处理');
      centreGroup.hearsNothing();
    });

    it('in the evening: numbered at once, dispatched at 08:30 of the next working day, and the receipt says so', async () => {
      const { specialist, electricityGroup, liaison } = town;
      await town.nowIs('2026-11-20T20:15:00+08:00');
      await specialist.says(appeal, { mentioning: [liaison] });
      specialist.hears('诉求已受理 JJ20261120-001', '现在是非工作时间', '11月23日(周一)08:30');
      await town.nowIs('2026-11-21T09:00:00+08:00');
      await town.nowIs('2026-11-23T08:29:59+08:00');
      electricityGroup.hearsNothing();
      await town.nowIs('2026-11-23T08:30:00+08:00');
      electricityGroup.hears('企业诉求交办 JJ20261120-001', '11月24日(周二)17:30前签收');
      specialist.hearsNothing();
    });

    it('in a group: the thread gets the number, the rest is private', async () => {
      const { specialist, specialistsGroup } = town;
      await specialist.says(appeal, { in: specialistsGroup });
      specialistsGroup.hears('已受理，编号 JJ20261120-001');
      specialistsGroup.hearsNothing();
      specialist.hears('诉求已受理 JJ20261120-001');
      specialist.hearsNothing();
    });

    it('the same words again raise one polite question, and nothing is made of them unless asked', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      specialist.hears('诉求已受理 JJ20261120-001');
      await specialist.says(appeal);
      specialist.hears('诉求提交确认', 'JJ20261120-001', '【不用了】【仍要提交】');
      specialist.hearsNothing();
      const { messageId: message, chatId: chat } = specialist.card('诉求提交确认');
      const again = buttonsOf(specialist.card('诉求提交确认').message as Card).find(
        ({ label }) => label === '仍要提交',
      );
      await specialist.presses('仍要提交');
      specialist.hears('诉求已受理 JJ20261120-002');
      await specialist.clicks({ message, chat, say: again?.say ?? '' });
      specialist.toasted('您已于', '仍要提交');
      specialist.hearsNothing();
    });

    it('a sensitive text goes to no group and no bureau, only to two people of the district office', async () => {
      const { specialist, electricityGroup, centreGroup, office, office2, liaison } = town;
      await specialist.says('宏泰机械有限公司反映，办理变压器增容时工作人员索贿，要求给好处费', {
        mentioning: [liaison],
      });
      specialist.hears('诉求已受理 JJ20261120-001', '保密办理');
      office.hears('保密件 JJ20261120-001', '索贿');
      office2.hears('保密件 JJ20261120-001');
      await town.later(3600);
      electricityGroup.hearsNothing();
      centreGroup.hearsNothing();
      liaison.hearsNothing();
    });
  });
});
