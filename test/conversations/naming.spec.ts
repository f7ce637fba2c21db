import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const other = '沈巷镇同兴五金反映，园区三天两头跳闸停电，想上双电源';
const first = 'JJ20261120-001';
const second = 'JJ20261120-002';

describe('说的是哪件 — several numbers, short numbers, other days', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    async function status(number: string): Promise<string | undefined> {
      return (await town.deps.read((store) => store.appeal(number)))?.status;
    }

    it('a verb for one refuses several numbers and does nothing', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      await specialist.says(other);
      specialist.forgets();
      await specialist.says('001、002 撤回');
      specialist.hears('一次只能撤回一件');
      await specialist.says('补充 001、002：照片见附件');
      specialist.hears('一次只能补充一件');
      expect([await status(first), await status(second)]).to.deep.equal(['received', 'received']);
    });

    it('a review names its appeals: a list is done one by one, 全部 is refused', async () => {
      const { specialist, liaison, centre } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await specialist.says(other, { mentioning: [liaison] });
      await liaison.says('办结 001：已解决，已送电');
      await liaison.says('办结 002：已解决，已装双电源');
      await centre.says('全部审核通过');
      centre.hears('一次只能审核通过一件');
      expect([await status(first), await status(second)]).to.deep.equal(['resolved', 'resolved']);
      await centre.says('001、002 审核通过');
      centre.hears(`${first} 已审核通过`, `${second} 已审核通过`);
    });

    it('a short number means that of today and never slides to another day', async () => {
      const { specialist, liaison } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await town.nowIs('2026-11-23T10:00:00+08:00');
      await specialist.says(other, { mentioning: [liaison] });
      await specialist.says('撤回 001');
      expect(await status('JJ20261123-001')).to.equal('withdrawn');
      specialist.forgets();
      await specialist.says('撤回 001');
      specialist.hears('JJ20261123-001 当前为“已撤回”');
      expect(await status(first)).to.equal('dispatched');
    });

    it('without one of today it means the only open one; of several days it asks', async () => {
      const { specialist, liaison } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await town.nowIs('2026-11-23T10:00:00+08:00');
      await specialist.says(other, { mentioning: [liaison] });
      await town.nowIs('2026-11-24T10:00:00+08:00');
      specialist.forgets();
      await specialist.says('撤回 001');
      specialist.hears('请选择是哪件诉求', first, 'JJ20261123-001');
      await specialist.presses(first);
      expect(await status(first)).to.equal('withdrawn');
      await specialist.says('撤回 001');
      expect(await status('JJ20261123-001')).to.equal('withdrawn');
    });

    it('全部签收 signs more than fifty, and the list counts them all', async () => {
      const { specialist, liaison } = town;
      for (let index = 0; index < 53; index += 1)
        await specialist.says(`沈巷镇第${index}纺织有限公司反映，申请变压器增容未批复`, { mentioning: [liaison] });
      liaison.forgets();
      await liaison.says('我的待办');
      liaison.hears('我的待办（53件）');
      await liaison.says('全部签收');
      const left = await town.deps.read((store) => store.appeals({ statuses: ['dispatched'] }));
      expect(left).to.have.length(0);
    }).timeout(60_000);

    it('a query for a person in a group is answered privately, without the number in its title', async () => {
      const { specialist, liaison, electricityGroup } = town;
      await specialist.says(`${appeal}，联系人张经理 13900000001`, { mentioning: [liaison] });
      await liaison.says('签收 001');
      electricityGroup.forgets();
      liaison.forgets();
      await liaison.says('查 13900000001', { in: electricityGroup });
      electricityGroup.hearsNothing();
      liaison.hears('查询“139****0001”（1件）');
    });
  });
});
