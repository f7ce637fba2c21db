import { expect } from 'chai';
import type { Appeal } from '../../src/domain/appeal/appeal.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const number = 'JJ20261120-001';

describe('服务中心的说法 — decisions in plain words', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.later(700);
      town.centre.forgets();
    });
    afterEach(() => town.end());

    async function stored(): Promise<Appeal | undefined> {
      return town.deps.read((store) => store.appeal(number));
    }

    for (const said of ['同意退件 001', '退件成立 001', '001 同意退件']) {
      it(`“${said}” opens the form where it goes`, async () => {
        await town.liaison.says('申请退件 001：不属本单位职责');
        town.centre.forgets();
        await town.centre.says(said);
        town.centre.hears(`改派 ${number}`, '改派到专班');
      });
    }

    for (const said of [
      '审核不通过 001：还是不行',
      '不通过 001：还是不行',
      '001 不通过：还是不行',
      '退回 001：还是不行',
    ]) {
      it(`“${said}” sends the result back`, async () => {
        await town.liaison.says('办结 001：已解决，已送电');
        await town.centre.says(said);
        const [last] = (await town.deps.read((store) => store.timeline(number))).slice(-1);
        expect((await stored())?.status).to.equal('planned');
        expect(last).to.include({ type: 'rejected', reason: '还是不行' });
      });
    }

    for (const said of ['001 通过', '通过 001', '001 审核通过']) {
      it(`“${said}” approves`, async () => {
        await town.liaison.says('办结 001：已解决，已送电');
        await town.centre.says(said);
        expect((await stored())?.status).to.equal('answered');
      });
    }

    const housing = [
      '交办 001 区住建局',
      '派给 001 区住建局',
      '转给 001 区住建局',
      '001 派给区住建局',
      '把001转给区住建局',
      '001 转 区住建局',
    ];
    for (const said of housing) {
      it(`“${said}” transfers`, async () => {
        await town.centre.says(said);
        expect((await stored())?.assignments.at(-1)?.unit).to.equal('housing-construction-bureau');
      });
    }

    it('“派单 001 专班8” transfers to a task force', async () => {
      await town.centre.says('派单 001 专班8');
      expect((await stored())?.assignments.at(-1)?.taskForce).to.equal(8);
    });

    it('“派单” before the dispatch chooses the task force', async () => {
      await town.specialist.says('江畔食品有限公司反映有件事情一直没有结果');
      await town.centre.says('派单 002 专班3');
      const second = await town.deps.read((store) => store.appeal('JJ20261120-002'));
      expect(second?.assignments.at(-1)?.taskForce).to.equal(3);
    });

    it('换一个 after the dispatch is refused before a form opens', async () => {
      await town.specialist.says('换一个 001');
      const before = town.specialist.card(number);
      expect(JSON.stringify(before.message)).not.to.include('选择承办专班');
      expect(
        town.specialist.messages.every(({ message }) => !JSON.stringify(message).includes('选择承办专班')),
      ).to.equal(true);
    });
  });
});
