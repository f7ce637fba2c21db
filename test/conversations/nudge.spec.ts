import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const number = 'JJ20261120-001';
const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';

describe('催办 — privately to whose step it is, in the name of the office', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.later(900);
      quiet();
    });
    afterEach(() => town.end());

    function quiet(): void {
      const { liaison, officer, deputy, specialist, centre, leader, centreGroup, electricityGroup } = town;
      for (const reader of [liaison, officer, deputy, specialist, centre, leader]) reader.forgets();
      for (const group of [centreGroup, electricityGroup]) group.forgets();
    }

    function nobodyElse(): void {
      const { officer, deputy, centre, leader, centreGroup, electricityGroup } = town;
      for (const reader of [officer, deputy, centre, leader, centreGroup, electricityGroup]) reader.hearsNothing();
    }

    it('the submitter’s goes to whoever is to sign it, and copies nobody', async () => {
      const { specialist, liaison } = town;
      await specialist.says('催 001：企业反映影响投产');
      liaison.hears('催办', '营商环境专员催办', '企业反映影响投产', '【签收】');
      liaison.hides('催办', '沈巷镇专员');
      specialist.hears('已催办', number);
      specialist.hearsNothing();
      nobodyElse();
      await liaison.presses('签收');
      liaison.toasted('已签收');
    });

    it('once it is signed it goes to who signed it', async () => {
      const { specialist, liaison, officer } = town;
      await officer.says('签收 001');
      quiet();
      await specialist.says('催办');
      officer.hears('营商环境专员催办', '【填方案】');
      liaison.hearsNothing();
    });

    it('a leader’s stands in the history of those inside, not of the company’s side', async () => {
      const { specialist, leader, liaison } = town;
      await leader.says('催办 001');
      await specialist.says('查 001');
      specialist.hears(`诉求 ${number}`);
      specialist.hides(`诉求 ${number}`, '催办');
      await liaison.says('查 001');
      liaison.shows(`诉求 ${number}`, '催办');
    });

    it('not again within a working day, whoever it is', async () => {
      const { specialist, centre, liaison } = town;
      await specialist.says('催 001');
      quiet();
      await specialist.says('催 001');
      specialist.hears('刚催办过', '11月23日(周一)');
      await centre.says('催 001');
      centre.hears('刚催办过');
      liaison.hearsNothing();
      await town.nowIs('2026-11-23T10:30:00+08:00');
      quiet();
      await centre.says(`催 ${number}`);
      liaison.hears('区为企服务中心催办');
    });

    it('a leader and the district office may, the handler and other towns may not', async () => {
      const { leader, office, liaison, otherSpecialist } = town;
      await leader.says('催 001：请本周答复');
      liaison.hears('区领导催办', '请本周答复');
      await town.nowIs('2026-11-24T10:00:00+08:00');
      quiet();
      await office.says(`催办 ${number}`);
      liaison.hears('区营商办催办');
      await liaison.says(`催 ${number}`);
      liaison.hears('“催办”不在您的职责范围内');
      await otherSpecialist.says(`催 ${number}`);
      otherSpecialist.hears('没有找到编号');
    });

    it('while the centre determines or reviews it is the centre’s step', async () => {
      const { specialist, liaison, centreGroup } = town;
      await liaison.says('申请退件 001：属信贷事项');
      quiet();
      await specialist.says('催 001');
      centreGroup.hears('营商环境专员催办');
      liaison.hearsNothing();
    });

    it('in the evening it waits for the morning, and is not sent when the matter was handed in by then', async () => {
      const { specialist, liaison } = town;
      await town.nowIs('2026-11-20T19:00:00+08:00');
      await specialist.says('催 001');
      specialist.hears('已催办');
      liaison.hearsNothing();
      await liaison.says('办结 001：已解决，已送电');
      liaison.forgets();
      await town.nowIs('2026-11-23T08:30:00+08:00');
      liaison.hearsNothing();
    });

    it('nothing to urge: nobody has it yet, it is answered, or there is none', async () => {
      const { otherSpecialist, specialist, liaison, centre } = town;
      await otherSpecialist.says('催办');
      otherSpecialist.hears('目前没有可以催办的诉求');
      await liaison.says('办结 001：已解决，已送电');
      await centre.says('审核通过 001');
      quiet();
      await specialist.says('催 001');
      specialist.hears('当前为“已答复”，不能催办');
    });

    it('an accusation is not passed on; free words that urge offer it', async () => {
      const { specialist, liaison } = town;
      await specialist.says('催 001：窗口人员索贿两千元');
      specialist.hears('内容涉及敏感事项');
      liaison.hearsNothing();
      await specialist.says('001请尽快办理');
      await specialist.presses('催办');
      liaison.hears('营商环境专员催办');
      const happened = await town.deps.read((store) => store.timeline(number));
      expect(happened.filter(({ type }) => type === 'nudged')).to.have.length(1);
    });

    it('several fit: a press says which one', async () => {
      const { specialist, liaison } = town;
      await specialist.says('沈巷镇同兴五金反映，园区三天两头跳闸停电', { mentioning: [liaison] });
      quiet();
      await specialist.says('催办：企业很着急');
      specialist.hears('请选择是哪件诉求');
      liaison.hearsNothing();
      await specialist.presses('JJ20261120-002');
      liaison.hears('催办 JJ20261120-002', '企业很着急');
    });
  });
});
