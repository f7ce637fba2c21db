import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const number = 'JJ20261120-001';

describe('送达 — who is told when the usual way is closed', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    it('a unit without a group: its officer gets the card privately and can sign it there', async () => {
      const { specialist, centre, housingOfficer } = town;
      await specialist.says('请办理建筑许可专班协调：施工许可证迟迟没有下来');
      housingOfficer.hears('企业诉求交办', number);
      await housingOfficer.presses('签收');
      housingOfficer.toasted('已签收');
      housingOfficer.shows('企业诉求交办', '已签收');
      await centre.says('改派 001 获得电力');
      housingOfficer.shows('企业诉求交办', '已改派');
    });

    it('a unit with a group of its own, outside the task force: the card goes there', async () => {
      const { admin, strangeGroup, specialist, centre, electricityGroup } = town;
      await admin.says('绑定单位 区税务局', { in: strangeGroup });
      strangeGroup.forgets();
      await specialist.says(appeal, { mentioning: [town.liaison] });
      electricityGroup.forgets();
      await centre.says('改派 001 获得电力 区税务局');
      strangeGroup.hears('企业诉求交办', '区税务局');
      electricityGroup.hearsNothing();
    });

    it('nobody to tell: the centre is asked to call', async () => {
      const { specialist, centreGroup } = town;
      await specialist.says('请执行合同专班协调：对方拖欠货款，判决迟迟不能执行');
      centreGroup.hears(number, '没有绑定群，也没有可通知的联系人');
    });

    it('a mention the platform refuses: the card is sent without it, and the centre learns of it', async () => {
      const { specialist, liaison, electricityGroup, centreGroup } = town;
      town.platform.unknownPeople.add(liaison.address);
      await specialist.says(appeal, { mentioning: [liaison] });
      electricityGroup.hears('企业诉求交办', number, '获得电力专班联络员');
      electricityGroup.hearsNothing();
      centreGroup.hears(number, '获得电力专班', '未能@到人');
      centreGroup.hearsNothing();
    });

    it('a person who cannot be reached: the centre learns of it, once', async () => {
      const { specialist, liaison, centreGroup } = town;
      town.platform.unreachable.add(specialist.address);
      await specialist.says(appeal, { mentioning: [liaison] });
      centreGroup.hears(number, '沈巷镇专员', '不在应用可用范围');
      centreGroup.hearsNothing();
    });

    it('what somebody else caused waits for the morning; the answer to one’s own message does not', async () => {
      const { specialist, liaison, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      specialist.forgets();
      await town.nowIs('2026-11-20T19:30:00+08:00');
      await liaison.presses('签收', { on: electricityGroup });
      liaison.hears('企业联系方式');
      specialist.hearsNothing();
      specialist.shows('诉求已受理', '已签收');
      await specialist.says('查 001');
      specialist.hears('诉求 JJ20261120-001');
      await town.nowIs('2026-11-23T08:30:00+08:00');
      specialist.hears('区发改委已签收');
    });

    it('several at once: each is signed, one that cannot be is named', async () => {
      const { specialist, liaison } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await specialist.says('沈巷镇同兴五金反映，园区三天两头跳闸停电，想上双电源', { mentioning: [liaison] });
      await specialist.says('沈巷镇江畔商贸反映，屋顶光伏并网备案没有人受理', { mentioning: [liaison] });
      await liaison.says('1号 签收');
      liaison.forgets();
      await liaison.says('001、002 签收');
      liaison.hears('企业联系方式 JJ20261120-002');
      liaison.hears('JJ20261120-001 当前为“已签收', 'JJ20261120-002 已签收');
      await liaison.says('全部签收');
      liaison.hears('企业联系方式 JJ20261120-003');
      liaison.hears('已签收 JJ20261120-003');
      await liaison.says('签收');
      liaison.hears('目前没有可以签收的诉求');
    });
  });
});
