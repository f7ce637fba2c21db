import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const number = 'JJ20261120-001';

describe('改派 — target and reason as people write them', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    async function timeline() {
      return town.deps.read((store) => store.timeline(number));
    }

    const typed: [string, { taskForce: number; unit: string; reason?: string }][] = [
      ['改派 001 获得信贷：属信贷事项', { taskForce: 8, unit: 'finance-bureau', reason: '属信贷事项' }],
      ['改派 001 获得信贷 属信贷事项', { taskForce: 8, unit: 'finance-bureau', reason: '属信贷事项' }],
      ['改派 001 到获得信贷专班', { taskForce: 8, unit: 'finance-bureau' }],
      ['改派001到获得信贷专班', { taskForce: 8, unit: 'finance-bureau' }],
      ['把001改派给获得信贷专班', { taskForce: 8, unit: 'finance-bureau' }],
      ['退件成立，改派 001 获得信贷', { taskForce: 8, unit: 'finance-bureau' }],
      [
        '改派 001 获得电力 区住建局，涉及掘路审批',
        { taskForce: 3, unit: 'housing-construction-bureau', reason: '涉及掘路审批' },
      ],
    ];
    for (const [said, expected] of typed) {
      it(said, async () => {
        const { specialist, liaison, centre } = town;
        await specialist.says(appeal, { mentioning: [liaison] });
        if (said.startsWith('退件成立')) await liaison.says('申请退件 001：属信贷事项');
        await centre.says(said);
        const moved = (await timeline()).at(-1);
        expect(moved).to.include({ type: 'transferred', ...expected });
      });
    }

    it('a unit that does not exist is named, not taken for a reason', async () => {
      const { specialist, liaison, centre } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await centre.says('改派 001 获得信贷 区财证局');
      centre.hears('没有“区财证局”这个单位');
    });

    it('before the dispatch a unit alone keeps the proposed task force', async () => {
      const { specialist, centre, electricityGroup } = town;
      await specialist.says(appeal);
      await centre.says('改派 001 区住建局');
      electricityGroup.hears('企业诉求交办', '获得电力专班 · 区住建局');
    });

    it('before the dispatch and without a proposal the task force is asked for', async () => {
      const { specialist, centre } = town;
      await specialist.says('有家厂费用太高了，希望降一降');
      await centre.says('改派 001 区住建局');
      centre.hears('请写明专班', '改派');
      expect(await timeline()).to.have.length(1);
    });
  });
});
