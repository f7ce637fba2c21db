import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复，联系人张经理 13900000001';
const number = 'JJ20261120-001';

describe('人员与群 — who may, who may not, and which group serves what', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    it('not allowed: a press by somebody of another task force is a toast, nothing in the group', async () => {
      const { specialist, liaison, creditLiaison, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      electricityGroup.forgets();
      await creditLiaison.presses('签收', { on: electricityGroup });
      creditLiaison.toasted(number, '不在您的职责范围内');
      electricityGroup.shows(number, '已交办，待签收');
      electricityGroup.hearsNothing();
      creditLiaison.hearsNothing();
    });

    it('not allowed by text: a private message, nothing public, and a stranger learns nothing of the number', async () => {
      const { specialist, liaison, creditLiaison, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      electricityGroup.forgets();
      await creditLiaison.says('签收 JJ20261120-001', { in: electricityGroup });
      creditLiaison.hears('没有找到编号');
      await creditLiaison.says('查 JJ20261120-001');
      creditLiaison.hears('没有找到编号');
      electricityGroup.hearsNothing();
    });

    it('a query in a group is answered at the group’s right, masked; people in the text are not searched there', async () => {
      const { specialist, liaison, creditLiaison, electricityGroup, creditGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      electricityGroup.forgets();
      await creditLiaison.says('查 001', { in: electricityGroup });
      electricityGroup.hears(`诉求 ${number}`, '变压器增容', '139****0001');
      creditLiaison.hearsNothing();
      await creditLiaison.says('查 001', { in: creditGroup });
      creditLiaison.hears('没有找到编号');
      await liaison.says('查 宏泰机械', { in: electricityGroup });
      electricityGroup.hears('查询“宏泰机械”（1件）');
      await liaison.says('查 张经理', { in: electricityGroup });
      liaison.hears('查询“张**”');
      electricityGroup.hearsNothing();
      creditGroup.hearsNothing();
    });

    it('a head may look but not sign', async () => {
      const { specialist, liaison, deputy, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await deputy.presses('签收', { on: electricityGroup });
      deputy.toasted('不在您的职责范围内');
    });

    it('an unknown person gets a private note how to be added; a command is refused', async () => {
      const { stranger, electricityGroup } = town;
      await stranger.says('签收 001', { in: electricityGroup });
      stranger.hears('不在本系统的联系人名单中', '区营商办');
      await stranger.says('我是谁');
      stranger.hears('ou_stranger');
      electricityGroup.hearsNothing();
    });

    it('an appeal text of somebody who may not submit is a 线索: the centre accepts it in one press', async () => {
      const { stranger, centre, centreGroup } = town;
      await stranger.says('沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复，联系人张经理 13900000001');
      stranger.hears('线索', '区为企服务中心');
      centreGroup.hears('收到一条线索', '139****0001', '【受理】【不予受理】');
      await centre.presses('受理', { on: centreGroup });
      centre.toasted('已受理', number);
      centre.hears('诉求已受理', number);
      centreGroup.shows('收到一条线索', number, '无需操作');
      stranger.hears('线索已由区为企服务中心受理');
      stranger.hearsNothing();
    });

    it('bind and unbind: by an administrator, answered in the group with one message', async () => {
      const { admin, liaison, specialist, strangeGroup, electricityGroup } = town;
      await liaison.says('绑定专班 获得用水用气', { in: strangeGroup });
      liaison.hears('不能绑定');
      strangeGroup.hearsNothing();
      await admin.says('绑定专班 获得用水用气', { in: strangeGroup });
      strangeGroup.hears('本群已绑定：获得用水用气专班');
      await specialist.says('请获得用水用气专班协调：厂区用水高峰水压低');
      strangeGroup.hears('企业诉求交办', number);
      await admin.says('绑定专班 获得电力', { in: strangeGroup });
      admin.hears('已绑定在“获得电力专班”群');
      await admin.says('解绑', { in: strangeGroup });
      strangeGroup.hears('本群已解绑：获得用水用气专班');
      strangeGroup.hearsNothing();
      electricityGroup.hearsNothing();
    });

    it('two administrators binding two groups to one task force at once: one gets it, the other is told', async () => {
      const { admin, office, strangeGroup, specialistsGroup } = town;
      await Promise.all([
        admin.says('绑定专班 6', { in: strangeGroup }),
        office.says('绑定专班 6', { in: specialistsGroup }),
      ]);
      const told = [...admin.messages, ...office.messages].length;
      const bound = [...strangeGroup.messages, ...specialistsGroup.messages].length;
      if (told !== 1 || bound !== 1) throw new Error(`refused ${told}, bound ${bound}`);
    });

    it('a group that adds the bot is greeted with a bind card; one with external members is not bound', async () => {
      const { admin } = town;
      const { strangeGroup } = town;
      const added = { kind: 'bot_added', chat: strangeGroup.chat, operator: 'ou_admin' } as const;
      await town.receives('e:added', { ...added, name: '跨境贸易专班', external: false });
      strangeGroup.hears('诉求管家已入群', '【绑定】');
      await admin.presses('绑定', { on: strangeGroup, form: { 绑定为: '专班 6' } });
      admin.toasted('绑定成功');
      strangeGroup.shows('诉求管家已入群', '已绑定：跨境贸易专班');
      await town.receives('e:added2', { ...added, name: '外部群', external: true });
      strangeGroup.hears('有外部成员');
    });

    it('a group that removed the bot gets nothing; its officer is told privately', async () => {
      const { specialist, liaison, electricityGroup } = town;
      await town.receives('e:removed', { kind: 'bot_removed', chat: electricityGroup.chat });
      await specialist.says(appeal, { mentioning: [liaison] });
      electricityGroup.hearsNothing();
      liaison.hears('企业诉求交办', number);
    });

    it('help fits the person and the place', async () => {
      const { specialist, liaison, stranger, electricityGroup } = town;
      await specialist.says('帮助');
      specialist.hears('直接发送企业诉求', '撤回');
      specialist.hides('诉求管家使用说明', '签收 003');
      await liaison.says('帮助', { in: electricityGroup });
      electricityGroup.hears('签收 003', '群内请@诉求管家');
      liaison.hearsNothing();
      await stranger.says('帮助');
      stranger.hears('不在联系人名单中');
      await specialist.says('专班');
      specialist.hears('18个专班', '3. 获得电力专班');
    });

    it('多个专班的联络员 narrows: the sender chooses', async () => {
      const { specialist, doubleLiaison } = town;
      await specialist.says('企业反映有件事情一直没有结果', { mentioning: [doubleLiaison] });
      specialist.hears('请点选', '政府采购专班', '招标投标专班');
    });
  });
});
