import { expect } from 'chai';
import type { Appeal } from '../../src/domain/appeal/appeal.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const first = 'JJ20261120-001';
const bare = '变压器增容报了两个月没批，新线投不了产';

describe('缺企业或联系人 — asked once, in the receipt, and it goes on', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    async function stored(number = first): Promise<Appeal | undefined> {
      return town.deps.read((store) => store.appeal(number));
    }

    it('asks for exactly what is missing, with an example', async () => {
      const { specialist } = town;
      await specialist.says(bare);
      specialist.hears('诉求已受理', '还缺：企业名称、联系人、联系电话', '如“同兴五金厂，王经理13900001234”');
      specialist.hearsNothing();
      await town.later(300);
      await specialist.says('沈巷镇江畔机械有限公司反映食品经营许可证到期换证换不了，电话13900000001');
      specialist.hears('还缺：联系人。', '如“王经理”');
    });

    it('nothing is asked when nothing is missing', async () => {
      await town.specialist.says('江畔机械有限公司反映变压器增容两个月没批，联系人王建国 13900000001');
      town.specialist.hides('诉求已受理', '还缺');
    });

    for (const answer of [
      '同兴五金厂，王经理13900001234',
      '同兴五金厂 王经理 13900001234',
      '企业：同兴五金厂，联系人：王经理，电话：13900001234',
      '企业是同兴五金厂，联系人王经理 13900001234',
    ]) {
      it(`the next message answers: ${answer}`, async () => {
        const { specialist, electricityGroup } = town;
        await specialist.says(bare);
        await town.later(400);
        await specialist.says(answer);
        expect(await stored()).to.deep.include({
          company: '同兴五金厂',
          contact: { name: '王经理', phone: '13900001234' },
        });
        specialist.hides('诉求已受理', '还缺');
        electricityGroup.shows('企业诉求交办', '同兴五金厂', '王** 139****1234');
        expect(await stored('JJ20261120-002')).to.equal(undefined);
      });
    }

    it('a part of the answer is enough: there is no second question', async () => {
      const { specialist } = town;
      await specialist.says(bare);
      specialist.forgets();
      await specialist.says('同兴五金厂');
      specialist.hears('已补充到', first);
      specialist.hearsNothing();
      expect((await stored())?.company).to.equal('同兴五金厂');
      specialist.hides('诉求已受理', '还缺');
      await specialist.says('王经理13900001234');
      expect((await stored())?.contact).to.deep.equal({ name: '王经理', phone: '13900001234' });
    });

    it('by quoting the receipt much later', async () => {
      const { specialist } = town;
      await specialist.says(bare);
      await town.later(86_400);
      await specialist.says('同兴五金厂，王经理13900001234', { quoting: specialist.card('诉求已受理').messageId });
      expect((await stored())?.contact?.name).to.equal('王经理');
    });

    it('without an answer it is dispatched all the same, and nothing is asked again', async () => {
      const { specialist, electricityGroup } = town;
      await specialist.says(bare);
      specialist.forgets();
      await town.later(400);
      electricityGroup.hears('企业诉求交办', first, '未写明企业');
      specialist.hearsNothing();
    });

    it('another company’s name is no answer to it', async () => {
      const { specialist } = town;
      await specialist.says('江畔机械有限公司反映变压器增容两个月没批');
      await specialist.says('同兴五金厂反映银行续贷压着不批');
      expect((await stored())?.company).to.equal('江畔机械有限公司');
      expect((await stored('JJ20261120-002'))?.company).to.equal('同兴五金厂');
    });

    it('names and numbers alone, with nothing they could belong to, make no appeal', async () => {
      const { specialist } = town;
      await specialist.says('同兴五金厂，王经理13900001234');
      specialist.hears('只有联系信息', '【补充到诉求】');
      expect(await stored()).to.equal(undefined);
    });

    it('said twice, it is added once; another name is asked about, and is no appeal of its own', async () => {
      const { specialist } = town;
      await specialist.says(bare);
      await specialist.says('同兴五金厂，王经理13900001234');
      await town.later(300);
      specialist.forgets();
      await specialist.says('同兴五金厂，王经理13900001234');
      specialist.hears('已在', first);
      await specialist.says('宏泰机械厂，李经理13900005678');
      specialist.hears('是否更正', '由“同兴五金厂”更正为“宏泰机械厂”', '联系人由王经理更正为李经理', '【另立一件】');
      expect(await stored('JJ20261120-002')).to.equal(undefined);
      await specialist.presses('更正');
      expect(await stored()).to.deep.include({
        company: '宏泰机械厂',
        contact: { name: '李经理', phone: '13900005678' },
      });
    });

    it('nothing is asked of what is held in confidence', async () => {
      await town.specialist.says('所里的人索贿两万元才肯办');
      town.specialist.hides('诉求已受理', '还缺');
    });
  });
});
