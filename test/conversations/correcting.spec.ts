import { expect } from 'chai';
import type { Appeal } from '../../src/domain/appeal/appeal.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase, onSqlite } from '../support/databases.ts';

const first = 'JJ20261120-001';
const appeal = '沈巷镇江畔机械有限公司反映，申请变压器增容两个月未批复，联系人王建国 13900000001';

describe('更正 — company, contact and place that were read or written wrongly', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    it('by number: stored, kept in the history, found by the new name; the text stays', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      specialist.forgets();
      await specialist.says('001 企业是同兴五金厂');
      specialist.hears('已更正', first, '企业名称由“江畔机械有限公司”更正为“同兴五金厂”');
      specialist.shows('诉求已受理', '企业：同兴五金厂');
      const stored = await town.deps.read((store) => store.appeal(first));
      expect(stored).to.include({ company: '同兴五金厂', text: appeal });
      await specialist.says('查 同兴五金');
      specialist.hears('查询“同兴五金”（1件）', '同兴五金厂');
      await specialist.says('查 001');
      specialist.hears('更正信息', '企业名称由“江畔机械有限公司”更正为“同兴五金厂”');
    });
  });
});

describe('更正 — how it is said, who may, who reads of it', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    async function stored(number = first): Promise<Appeal | undefined> {
      return town.deps.read((store) => store.appeal(number));
    }

    const said: [words: string, changed: Partial<Appeal>][] = [
      ['企业是同兴五金厂', { company: '同兴五金厂' }],
      ['企业名称错了，应为同兴五金厂', { company: '同兴五金厂' }],
      ['公司名称改为同兴五金有限公司。', { company: '同兴五金有限公司' }],
      ['联系人是王经理 13900001234', { contact: { name: '王经理', phone: '13900001234' } }],
      ['电话改为13900000009', { contact: { name: '王建国', phone: '13900000009' } }],
      ['地点是二坝镇', { town: 'town:二坝镇' }],
      ['更正 001：企业是同兴五金厂，地点是二坝镇', { company: '同兴五金厂', town: 'town:二坝镇' }],
      [
        '001 企业是同兴五金厂，联系人李四 13900000002',
        { company: '同兴五金厂', contact: { name: '李四', phone: '13900000002' } },
      ],
    ];
    for (const [words, changed] of said) {
      it(`“${words}”, said of what was just submitted`, async () => {
        const { specialist } = town;
        await specialist.says(appeal);
        specialist.forgets();
        await specialist.says(words);
        specialist.hears('已更正', first);
        expect(await stored()).to.deep.include({ text: appeal, ...changed });
      });
    }

    it('by quoting the receipt, days later', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      await town.later(3 * 86_400);
      await specialist.says('企业名称是同兴五金厂', { quoting: specialist.card('诉求已受理').messageId });
      expect((await stored())?.company).to.equal('同兴五金厂');
    });

    it('with a form, filled with what is known; what stays the same is no correction', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      await specialist.says('更正 001');
      specialist.shows('更正 JJ', '企业名称:江畔机械有限公司', '联系人:王建国', '地点', '沈巷镇');
      await specialist.presses('更正', {
        form: { 联系人: '王建华', 联系电话: '13900000001', 企业名称: '江畔机械有限公司' },
      });
      specialist.toasted('联系人由王建国更正为王建华');
      expect((await stored())?.contact).to.deep.equal({ name: '王建华', phone: '13900000001' });
      specialist.forgets();
      await specialist.says('001 企业是江畔机械有限公司');
      specialist.hears('登记的就是这些');
    });

    it('when several may be meant, a list asks', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      await town.later(1_200);
      await specialist.says('恒远食品反映食品经营许可证到期换不了证，联系人赵敏 13900000003');
      await town.later(1_200);
      specialist.forgets();
      await specialist.says('更正：企业是同兴五金厂');
      specialist.hears('请选择是哪件诉求');
      await specialist.presses(first);
      expect((await stored())?.company).to.equal('同兴五金厂');
    });

    it('free words come back as a card, filled in: nothing changes before the press', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      specialist.forgets();
      await specialist.says('刚才那个企业名字写错了，其实是同兴五金厂');
      specialist.hears('是否更正', first, '由“江畔机械有限公司”更正为“同兴五金厂”', '【更正】');
      expect((await stored())?.company).to.equal('江畔机械有限公司');
      await specialist.presses('更正');
      specialist.toasted('已更正', first);
      expect(await stored()).to.include({ company: '同兴五金厂', text: appeal });
    });

    it('a wrong number in free words, by the number of its appeal, too', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      await town.later(3_600);
      specialist.forgets();
      await specialist.says('001的电话不对，改成13900002258');
      specialist.hears('是否更正', '联系电话由13900000001更正为13900002258');
      await specialist.presses('更正');
      expect((await stored())?.contact).to.deep.equal({ name: '王建国', phone: '13900002258' });
    });

    it('after the dispatch the group reads of it once, and its card shows it; the contact stays masked', async () => {
      const { specialist, liaison, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      electricityGroup.hears('企业诉求交办', first);
      await specialist.says('001 企业是同兴五金厂，联系人李大有 13900000002');
      electricityGroup.hears(first, '企业名称由“江畔机械有限公司”更正为“同兴五金厂”');
      electricityGroup.hearsNothing();
      electricityGroup.shows('企业诉求交办', '企业：同兴五金厂', '李** 139****0002');
      for (const name of ['李大有', '王建国', '13900000001', '13900000002'])
        electricityGroup.hides('企业诉求交办', name);
      liaison.hearsNothing();
    });

    it('who signed reads the new contact in full, privately; the group reads nothing of a contact', async () => {
      const { specialist, liaison, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await liaison.presses('签收', { on: electricityGroup });
      liaison.forgets();
      electricityGroup.forgets();
      await specialist.says('001 联系人是李大有 13900000002');
      liaison.hears('企业联系方式（已更正）', '李大有 13900000002');
      electricityGroup.hearsNothing();
    });

    it('at night the group reads of it in the morning', async () => {
      const { specialist, liaison, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      electricityGroup.forgets();
      await town.later(12 * 3600);
      await specialist.says('001 企业是同兴五金厂');
      electricityGroup.hearsNothing();
      await town.later(59 * 3600);
      electricityGroup.card(first, '更正为“同兴五金厂”');
    });

    it('somebody who may not is told so, and nothing changes', async () => {
      const { specialist, otherSpecialist, liaison, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      const quoting = electricityGroup.card('企业诉求交办').messageId;
      await liaison.says('更正：企业是同兴五金厂', { in: electricityGroup, quoting });
      liaison.hears('不在您的职责范围内');
      await liaison.says('企业是同兴五金厂', { in: electricityGroup, quoting });
      liaison.hears('请确认如何办理', '企业是同兴五金厂');
      await otherSpecialist.says(`${first} 企业是同兴五金厂`);
      otherSpecialist.hears('没有找到编号');
      expect((await stored())?.company).to.equal('江畔机械有限公司');
    });

    it('a plain sentence, days later, corrects nothing: the bot asks whose it is', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      await town.later(3 * 86_400);
      specialist.forgets();
      await specialist.says('企业是同兴五金厂');
      specialist.hears('请确认属于哪件诉求', '企业是同兴五金厂');
      expect((await stored())?.company).to.equal('江畔机械有限公司');
    });

    it('of an old and a new name the new one counts', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      await specialist.says('更正 001：企业由江畔机械有限公司改为大兴五金厂，联系人不是王建国，是李会计');
      expect(await stored()).to.deep.include({
        company: '大兴五金厂',
        contact: { name: '李会计', phone: '13900000001' },
      });
      await specialist.says('电话由13900000001改为13900005678');
      expect((await stored())?.contact?.phone).to.equal('13900005678');
    });

    it('two names for one field are refused, and the form opens', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      specialist.forgets();
      await specialist.says('更正 001：企业是同兴五金厂或大兴五金厂');
      specialist.hears('没有看出', '更正 JJ', '企业名称');
      expect((await stored())?.company).to.equal('江畔机械有限公司');
    });

    it('what else stands in a correction is asked about, and kept by the press', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      specialist.forgets();
      await specialist.says('更正 001：企业是同兴五金厂，另外电费也多收了2000元');
      specialist.hears('是否更正', '更正为“同兴五金厂”', '电费也多收了2000元', '【更正】', '【补充');
      expect((await stored())?.company).to.equal('江畔机械有限公司');
      await specialist.presses('更正');
      expect((await stored())?.company).to.equal('同兴五金厂');
      expect((await stored())?.text).to.include('电费也多收了2000元');
    });

    it('files of a correction are asked about, and kept by the press', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      specialist.forgets();
      await specialist.says('更正 001：企业是同兴五金厂', { files: ['image'] });
      specialist.hears('是否更正', '【更正】');
      await specialist.presses('更正');
      expect((await stored())?.company).to.equal('同兴五金厂');
      expect((await stored())?.attachments).to.have.length(1);
    });

    for (const complaint of ['王建国的电话错了', '王建国电话不对', '江畔机械有限公司的名字错了']) {
      it(`a complaint is not taken for what is there already: ${complaint}`, async () => {
        const { specialist } = town;
        await specialist.says(appeal);
        specialist.forgets();
        await specialist.says(complaint);
        specialist.hears('请确认如何记录', complaint, '【补充到 001】');
      });
    }

    it('the service centre and the town’s other specialists may', async () => {
      await town.specialist.says(appeal);
      await town.centre.says(`${first} 企业是同兴五金厂`);
      town.centre.hears('已更正', first);
      expect((await stored())?.company).to.equal('同兴五金厂');
    });

    it('words that name nothing usable are refused, with the way to say it', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      specialist.forgets();
      await specialist.says('001 电话应该是打不通的');
      specialist.hears('没有看出', '更正');
      await specialist.says('更正 001：企业是不是写错了');
      specialist.hears('没有看出', first);
      expect(await stored()).to.include({ company: '江畔机械有限公司' });
    });

    it('an accusation does not become a name that groups read', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      specialist.forgets();
      await specialist.says('更正 001');
      await specialist.presses('更正', { form: { 企业名称: '索贿大王有限公司' } });
      specialist.toasted('未加到', first);
      expect((await stored())?.company).to.equal('江畔机械有限公司');
    });

    for (const matter of [
      '企业是做外贸的，出口退税三个月没到账，请协调',
      '公司名称改为江畔新材料有限公司后，银行基本户变更一直办不下来',
      '企业叫了三年的招牌被人抢注了商标，现在要我们赔钱，请帮忙协调维权',
    ]) {
      it(`a matter that begins alike is an appeal: ${matter}`, async () => {
        await town.specialist.says(matter);
        expect((await stored())?.text).to.equal(matter);
      });
    }

    it('what is held in confidence tells its readers alone', async () => {
      const { specialist, office, centreGroup } = town;
      await specialist.says('江畔机械有限公司反映，所里的人索贿两万元才肯办，联系人王建国 13900000001');
      expect((await stored())?.confidential).to.equal(true);
      office.forgets();
      await specialist.says('001 企业是同兴五金厂');
      office.hears('保密件', first, '同兴五金厂');
      centreGroup.hearsNothing();
      await town.centre.says(`${first} 企业是宏泰机械厂`);
      town.centre.hears('没有找到编号');
    });
  });
});
