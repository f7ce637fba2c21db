import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const number = 'JJ20261120-001';
const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';

describe('已告知企业 — of the plan and of the answer, each recorded once', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.liaison.says('方案 001：给企业：正在协调供电公司（计划12月4日办结）');
      for (const reader of [town.specialist, town.liaison, town.centreGroup, town.electricityGroup]) reader.forgets();
    });
    afterEach(() => town.end());

    async function informing(): Promise<number> {
      const clocks = await town.deps.read((store) => store.clocks(number));
      return clocks.filter(({ kind, stoppedAt }) => kind === 'inform' && stoppedAt === undefined).length;
    }

    it('a press on the note of the plan: its clock stops, the note and the receipt say so, nobody else hears', async () => {
      const { specialist, liaison, centreGroup, electricityGroup } = town;
      expect(await informing()).to.equal(1);
      await specialist.presses('已告知企业');
      specialist.toasted('已记录告知企业', number);
      expect(await informing()).to.equal(0);
      specialist.shows('已提出方案', '已记录告知企业');
      specialist.hides('已提出方案', '【已告知企业】');
      specialist.hides('诉求已受理', '【已告知企业】');
      for (const reader of [specialist, liaison, centreGroup, electricityGroup]) reader.hearsNothing();
    });

    it('by the receipt, also after something else happened', async () => {
      const { specialist, liaison } = town;
      const receipt = specialist.card('诉求已受理');
      await liaison.says('进展 001：外线已批');
      await specialist.clicks({ message: receipt.messageId, chat: receipt.chatId, say: `已告知 ${number}`, rev: 4 });
      specialist.toasted('已记录告知企业');
      specialist.hides('诉求已受理', '【已告知企业】');
    });

    it('in words, with how: it stands in the history', async () => {
      const { specialist } = town;
      await specialist.says('已告知 001：已电话告知企业负责人');
      specialist.hears('已记录告知企业');
      await specialist.says('查 001');
      specialist.hears('告知企业', '（解决方案）：已电话告知企业负责人');
    });

    it('twice is once; a newer answer is not told by an older press', async () => {
      const { specialist, liaison, centre } = town;
      const note = specialist.card('已提出方案');
      const press = { message: note.messageId, chat: note.chatId, say: `已告知 ${number}`, rev: 4 };
      await specialist.clicks(press);
      await specialist.clicks(press);
      specialist.toasted('已记录告知企业解决方案，无需重复');
      await liaison.says('办结 001：已解决，已送电');
      await centre.says('审核通过 001');
      specialist.forgets();
      await specialist.clicks(press);
      specialist.toasted('已有新变化');
      expect(await informing()).to.equal(1);
      await specialist.says('已答复企业 001');
      specialist.hears('已记录告知企业');
      expect(await informing()).to.equal(0);
      await specialist.says('已告知 001');
      specialist.hears('已记录告知企业办理结果，无需重复');
    });

    it('the answer by its note', async () => {
      const { specialist, liaison, centre } = town;
      await liaison.says('办结 001：已解决，已送电');
      await centre.says('审核通过 001');
      specialist.shows('诉求已受理', '【已告知企业】');
      await specialist.presses('已告知企业');
      specialist.toasted('已记录告知企业');
      expect(await informing()).to.equal(0);
      specialist.hides('诉求已受理', '【已告知企业】');
    });

    it('a new plan of another unit is told anew', async () => {
      const { specialist, centre, creditLiaison } = town;
      await specialist.says('已告知 001');
      await centre.says('改派 001 获得信贷');
      await creditLiaison.says('方案 001：给企业：改由信贷专班协调');
      expect(await informing()).to.equal(1);
      await specialist.presses('已告知企业');
      specialist.toasted('已记录告知企业');
      expect(await informing()).to.equal(0);
    });

    it('refused: to the handler, to another town, without a plan', async () => {
      const { liaison, otherSpecialist, specialist, electricityGroup } = town;
      await liaison.says('已告知 001');
      liaison.hears('“记录已告知企业”不在您的职责范围内');
      for (const said of ['已答复企业，正在协调外线', '001已答复企业，正在协调外线']) {
        await liaison.says(said);
        liaison.hears('已记为进展', number);
      }
      const { messageId: quoting } = electricityGroup.card('企业诉求交办');
      await liaison.says('已回复企业，正在协调外线', { in: electricityGroup, quoting });
      liaison.hears('已记为进展');
      await otherSpecialist.says(`已告知 ${number}`);
      otherSpecialist.hears('没有找到编号');
      await specialist.says('沈巷镇同兴五金反映，园区三天两头跳闸停电', { mentioning: [liaison] });
      specialist.forgets();
      await specialist.says('已告知 002');
      specialist.hears('不能告知企业');
      await liaison.says('办结 002：已解决，已恢复供电');
      specialist.forgets();
      await specialist.says('已告知 002');
      specialist.hears('不能告知企业');
    });
  });
});
