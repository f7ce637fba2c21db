import { expect } from 'chai';
import { townPrefix } from '../../src/domain/rules.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import type { Player } from '../support/conversation.ts';
import { eachDatabase, type Open } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const number = 'JJ20261120-001';
const second = 'JJ20261120-002';

describe('引用回复 — a quoted card always means its appeal', () => {
  eachDatabase((open) => {
    let town: District;
    let database: Awaited<ReturnType<Open>>;
    beforeEach(async () => {
      town = await district(fridayMorning, async (options) => {
        database = await open(options);
        return database;
      });
    });
    afterEach(() => town.end());

    /** A specialist of a street who is also liaison of the electricity task force. */
    async function both(): Promise<Player> {
      const { player, person } = town.person(
        'ou_both',
        '双角色人员',
        { role: 'specialist', unit: `${townPrefix}湾里街道` },
        { role: 'liaison', taskForce: 3, unit: 'development-reform-commission' },
      );
      await database.transact((store) => store.savePerson(person));
      return player;
    }

    it('a withdrawn receipt: the state is told, the words are kept and become an appeal only when asked', async () => {
      const { specialist, liaison } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      const receipt = specialist.card('诉求已受理');
      await specialist.says('撤回 001');
      specialist.forgets();
      await specialist.says('企业说确实已经自己解决不用再办', { quoting: receipt.messageId });
      specialist.hears(number, '已撤回', '企业说确实已经自己解决不用再办', '【另立一件】');
      specialist.hearsNothing();
      expect(await town.deps.read((store) => store.appeal(second))).to.equal(undefined);
      await specialist.presses('另立一件');
      expect((await town.deps.read((store) => store.appeal(second)))?.text).to.include('自己解决');
    });

    it('a withdrawn card quoted by its handler is no 线索', async () => {
      const { specialist, liaison, electricityGroup, centreGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      const card = electricityGroup.card(number);
      await specialist.says('撤回 001');
      liaison.forgets();
      await liaison.says('好的，我们已经停止办理这件诉求', { in: electricityGroup, quoting: card.messageId });
      liaison.hears(number, '已撤回');
      centreGroup.hearsNothing();
    });

    it('the former handler is told that it was moved; his words go to the centre only when he says so', async () => {
      const { specialist, liaison, centre, electricityGroup, centreGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      const card = electricityGroup.card(number);
      await centre.says('改派 001 获得信贷');
      liaison.forgets();
      await liaison.says('我们之前已经联系过企业，请新单位接着办', {
        in: electricityGroup,
        quoting: card.messageId,
      });
      liaison.hears(number, '已改派', '【转区为企服务中心】');
      centreGroup.hearsNothing();
      await liaison.presses('转区为企服务中心');
      centreGroup.hears('请新单位接着办');
    });

    it('the quoted card decides what somebody of two roles means', async () => {
      const { electricityGroup } = town;
      const player = await both();
      await player.says('湾里街道宏泰机械有限公司反映，申请变压器增容两个月未批复');
      const receipt = player.card('诉求已受理');
      await town.later(200);
      await player.says('企业补来了供电方案的照片请一并参考', { quoting: receipt.messageId });
      electricityGroup.hides(number, '最新进展');
      electricityGroup.shows(number, '企业补来了供电方案的照片');
      const card = electricityGroup.card(number);
      await player.says('供电公司周三到现场', { in: electricityGroup, quoting: card.messageId });
      electricityGroup.hides(number, '最新进展');
      await player.presses('报进展');
      electricityGroup.shows(number, '最新进展：供电公司周三到现场');
    });

    it('the stamp of an act names the role and unit that allow it', async () => {
      const player = await both();
      await player.says('湾里街道宏泰机械有限公司反映，申请变压器增容两个月未批复');
      await town.later(200);
      await player.says('签收 001');
      const timeline = await town.deps.read((store) => store.timeline(number));
      const by = (type: string) => timeline.find((event) => event.type === type)?.by;
      expect(by('submitted')).to.deep.include({ role: 'specialist', unit: `${townPrefix}湾里街道` });
      expect(by('signed')).to.deep.include({ role: 'liaison', unit: 'development-reform-commission' });
    });

    it('a photo alone that quotes the card of a superior is answered, not dropped', async () => {
      const { specialist, liaison, deputy, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      const card = electricityGroup.card(number);
      await deputy.says('', { in: electricityGroup, quoting: card.messageId, files: ['image'] });
      deputy.hears(number, '附件未保存');
    });
  });
});
