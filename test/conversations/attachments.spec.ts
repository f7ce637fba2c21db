import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const number = 'JJ20261120-001';

describe('附件 — photos and voices find their appeal', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    async function filesOf(which: string): Promise<number | undefined> {
      return (await town.deps.read((store) => store.appeal(which)))?.attachments.length;
    }

    it('photos and a voice after the text, within two minutes: one receipt, updated', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      specialist.hears('诉求已受理', number);
      await town.later(30);
      await specialist.says('', { files: ['image', 'image'] });
      await specialist.says('', { files: ['audio'] });
      specialist.shows(number, '附件 3 个');
      specialist.hearsNothing();
      expect(await filesOf(number)).to.equal(3);
    });

    it('a short addition within two minutes belongs to the same appeal', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      specialist.forgets();
      await specialist.says('联系电话 13900000001');
      specialist.hears('已补充到', number);
      specialist.hearsNothing();
    });

    it('photos before the text wait for it and come along', async () => {
      const { specialist } = town;
      await specialist.says('', { files: ['image'] });
      specialist.hearsNothing();
      await town.later(60);
      await specialist.says(appeal);
      specialist.hears('诉求已受理', number, '附件 1 个');
      await town.later(300);
      expect(await filesOf(number)).to.equal(1);
    });

    it('photos whose text does not come are asked about after two minutes, once, and are not lost', async () => {
      const { specialist } = town;
      await specialist.says('', { files: ['image'] });
      await town.later(121);
      specialist.hears('已收到 1 个附件', '请发一句话说明');
      await town.later(590);
      specialist.hearsNothing();
      await specialist.says(appeal);
      specialist.hears('诉求已受理', '附件 1 个');
    });

    it('later photos, within ten minutes, go to the last appeal and can be taken out again', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      specialist.forgets();
      await town.later(300);
      await specialist.says('', { files: ['image'] });
      specialist.hears('附件已归入', number, '【归错了】');
      await specialist.presses('归错了');
      specialist.toasted('移出 1 个附件');
      specialist.hears('请发一句话说明');
      expect(await filesOf(number)).to.equal(0);
      await specialist.says('沈巷镇同兴五金反映，厂区用水高峰水压低，请自来水公司查看');
      specialist.hears('诉求已受理 JJ20261120-002', '附件 1 个');
    });

    it('photos after ten minutes are a new matter', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      specialist.forgets();
      await town.later(601);
      await specialist.says('', { files: ['image'] });
      await town.later(121);
      specialist.hears('已收到 1 个附件');
      expect(await filesOf(number)).to.equal(0);
    });

    it('photos of a handler that quote the card are progress', async () => {
      const { specialist, liaison, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      const card = electricityGroup.hears('企业诉求交办', number);
      await liaison.says('已联系企业，周三去现场', { in: electricityGroup, quoting: card.messageId, files: ['image'] });
      await liaison.presses('报进展');
      electricityGroup.shows(number, '最新进展：已联系企业，周三去现场');
      expect(await filesOf(number)).to.equal(1);
    });
  });
});
