import { expect } from 'chai';
import type { Appeal } from '../../src/domain/appeal/appeal.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const first = 'JJ20261120-001';
const second = 'JJ20261120-002';

describe('两分钟内的话 — what belongs together and what is another matter', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    async function stored(number: string): Promise<Appeal | undefined> {
      return town.deps.read((store) => store.appeal(number));
    }

    for (const more of ['企业着急，下周一批设备就要进场', '老板姓王，13900000001', '联系人王建国 13900000001']) {
      it(`more of the same, added at once and said so: ${more}`, async () => {
        const { specialist } = town;
        await specialist.says(appeal);
        specialist.hears('诉求已受理', first);
        await town.later(20);
        await specialist.says(more);
        specialist.hears('已补充到', first, '【另立一件】');
        specialist.hearsNothing();
        expect((await stored(first))?.text).to.include(more);
        expect(await stored(second)).to.equal(undefined);
      });
    }

    it('contact data a few minutes later still belong to it; any other text is a new matter', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      await town.later(300);
      await specialist.says('联系人：王建国，13900000001');
      expect((await stored(first))?.contact).to.deep.equal({ name: '王建国', phone: '13900000001' });
      await specialist.says('园区三天两头跳闸停电，想上双电源');
      expect((await stored(second))?.text).to.include('双电源');
    });

    const others = [
      '另外一家企业同兴五金反映，贷款到期银行抽贷，联系人李四 13900000002',
      '同兴五金反映，园区三天两头跳闸停电',
      '电话线路被施工挖断，江畔商贸断网三天',
      '地址变更登记办了一个月还没办下来',
      '请获得信贷专班协调一下这边的情况',
    ];
    for (const other of others) {
      it(`another matter gets its own number and is not shown with the first: ${other}`, async () => {
        const { specialist, liaison, electricityGroup } = town;
        await specialist.says(appeal, { mentioning: [liaison] });
        await town.later(60);
        await specialist.says(other);
        expect((await stored(second))?.text).to.equal(other);
        electricityGroup.hides(first, other);
      });
    }

    const doubtful = ['企业反映水压也不够'];
    for (const words of doubtful) {
      it(`in doubt it asks, and either answer keeps the words: ${words}`, async () => {
        const { specialist } = town;
        await specialist.says(appeal);
        specialist.forgets();
        await specialist.says(words);
        specialist.hears(first, words, `【补充到 001】【另立一件】`);
        expect((await stored(first))?.text).to.equal(appeal);
        await specialist.presses('另立一件');
        specialist.hears('诉求已受理', second);
        expect((await stored(second))?.text).to.equal(words);
      });

      it(`in doubt the other answer adds them: ${words}`, async () => {
        const { specialist } = town;
        await specialist.says(appeal);
        await specialist.says(words);
        await specialist.presses('补充到 001');
        specialist.toasted('已补充到', first);
        expect((await stored(first))?.text).to.equal(`${appeal}\n${words}`);
        expect(await stored(second)).to.equal(undefined);
      });
    }

    it('a task force named right after words that left it open decides where they go', async () => {
      const { specialist, creditGroup } = town;
      await specialist.says('有家厂费用太高了，希望降一降');
      await specialist.says('请获得信贷专班看一下');
      specialist.shows('诉求已受理', '承办：获得信贷专班');
      creditGroup.hears('企业诉求交办', first, '请获得信贷专班看一下');
      expect(await stored(second)).to.equal(undefined);
    });

    it('the same addition twice is added once', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      await specialist.says('联系人王建国 13900000001');
      specialist.forgets();
      await specialist.says('联系人王建国 13900000001');
      specialist.hears('已在', first);
      expect((await stored(first))?.text.split('王建国')).to.have.length(2);
    });

    it('【另立一件】 takes the words and what was read from them out again and makes an appeal of them', async () => {
      const { specialist, liaison, electricityGroup } = town;
      await specialist.says('申请变压器增容两个月未批复', { mentioning: [liaison] });
      await specialist.says('企业着急，联系人王建国 13900000001', { files: ['image'] });
      electricityGroup.shows(first, '企业着急', '王**', '附件 1 个');
      await specialist.presses('另立一件');
      specialist.toasted('已另立一件', second);
      electricityGroup.hides(first, '企业着急', '王**', '附件');
      expect((await stored(first))?.contact).to.equal(undefined);
      const made = await stored(second);
      expect(made?.text).to.equal('企业着急，联系人王建国 13900000001');
      expect(made?.contact?.name).to.equal('王建国');
      expect(made?.attachments).to.have.length(1);
      await specialist.presses('另立一件').catch(() => undefined);
      expect(await stored('JJ20261120-003')).to.equal(undefined);
    });

    it('company and contact of a supplement fill what is missing, and are masked in the group', async () => {
      const { specialist, liaison, electricityGroup } = town;
      await specialist.says('申请变压器增容两个月未批复', { mentioning: [liaison] });
      await specialist.says('企业名称：宏泰机械有限公司，联系人王建国 13900000001，王建国急等答复');
      electricityGroup.shows(first, '企业：宏泰机械有限公司', '王** 139****0001');
      electricityGroup.hides(first, '王建国');
      await liaison.presses('签收', { on: electricityGroup });
      liaison.hears('企业联系方式', '王建国 13900000001');
      await specialist.says('补充 001：另有同事李大有 13900000002 也清楚情况');
      expect((await stored(first))?.contact).to.deep.equal({ name: '王建国', phone: '13900000001' });
      await specialist.says('补充 001：联系人改为李大有 13900000002');
      expect((await stored(first))?.contact).to.deep.equal({ name: '李大有', phone: '13900000002' });
      await specialist.says('补充 001：联系电话更正为13900000003');
      expect((await stored(first))?.contact).to.deep.equal({ name: '李大有', phone: '13900000003' });
    });

    it('a leading or trailing @ of a liaison spoils neither company nor title', async () => {
      const { specialist, liaison } = town;
      await specialist.says('同兴五金反映，园区三天两头跳闸停电，想上双电源', { mentioning: [liaison] });
      specialist.hears('企业：同兴五金', '事项：园区三天两头跳闸停电');
      expect((await stored(first))?.text).not.to.include('@');
    });
  });
});
