import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const number = 'JJ20261120-001';
const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复，联系人张经理 13900000001';

describe('延期 — asked for a working day ahead, once, and decided by the centre', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.liaison.says('方案 001：已安排勘查（计划12月4日办结）');
      for (const reader of [town.liaison, town.specialist, town.centreGroup, town.electricityGroup]) reader.forgets();
    });
    afterEach(() => town.end());

    it('by form and press: asked, agreed, and everybody hears the new date where he is', async () => {
      const { liaison, centre, centreGroup, electricityGroup, specialist } = town;
      await liaison.presses('申请延期', { on: electricityGroup });
      await liaison.presses('提交延期申请', {
        on: electricityGroup,
        form: { 申请延至: '2026-12-10 +0800', 延期理由: '外线需另行选线，电话13900000001' },
      });
      liaison.toasted('已申请延期', number);
      electricityGroup.shows(number, '延期申请待定：申请延至12月10日(周四)', '请于12月4日(周五)17:30前办结');
      electricityGroup.hides(number, '【申请延期】', '【暂停计时】');
      centreGroup.hears('请审核延期', '现期限：12月4日(周五)17:30', '申请延至：12月10日(周四)', '外线需另行选线');
      centreGroup.hides('请审核延期', '13900000001');
      specialist.hearsNothing();

      await centre.presses('同意', { on: centreGroup });
      centre.toasted('已同意延期', number);
      centreGroup.hearsNothing();
      liaison.hears('延期申请已获同意', '延至12月10日(周四)17:30（首次期限12月4日(周五)17:30）');
      specialist.hears('预计办结日期调整为12月10日(周四)', '原计划12月4日(周五)');
      specialist.hearsNothing();
      specialist.shows('诉求已受理', '预计办结：12月10日(周四)');
      electricityGroup.shows(number, '请于12月10日(周四)17:30前办结', '首次期限12月4日(周五)17:30');
      electricityGroup.hearsNothing();
    });

    it('in words, and refused with a reason: the date stays', async () => {
      const { liaison, centre, centreGroup, specialist, electricityGroup } = town;
      await liaison.says('延期 001 至12月10日：外线受阻');
      liaison.hears('已申请延期');
      centreGroup.hears('请审核延期', '理由：外线受阻');
      await centre.says('不同意延期 001：请先报阶段性成果');
      liaison.hears('延期申请未获同意', '期限仍为12月4日(周五)17:30', '请先报阶段性成果');
      specialist.hearsNothing();
      electricityGroup.shows(number, '请于12月4日(周五)17:30前办结', '【申请延期】');
      await liaison.says('延期 001 至12月8日：外线受阻');
      centreGroup.hears('请审核延期', '12月8日(周二)');
      await centre.presses('不同意', { on: centreGroup });
      await centre.presses('不同意', { on: centreGroup, form: { 不同意的理由: '勘查已完成' } });
      liaison.forgets();
      centreGroup.shows('待办事项', '本事项已处理');
    });

    it('what is missing is asked for and what was said is kept', async () => {
      const { liaison } = town;
      await liaison.says('延期 001 至12月10日');
      liaison.hears('延期', '申请延至:2026-12-10');
      await liaison.presses('提交延期申请', { form: { 申请延至: '2026-12-10', 延期理由: '外线受阻' } });
      liaison.toasted('已申请延期');
      liaison.shows('已申请延期', '无需操作');
    });

    for (const [said, why] of [
      ['延期 001 至12月3日：外线受阻', '现期限为12月4日(周五)，请写明更晚的日期'],
      ['延期 001 至2028年1月1日：外线受阻', '超过12个月'],
    ] as const) {
      it(`refused: ${said}`, async () => {
        await town.liaison.says(said);
        town.liaison.hears(why);
        town.centreGroup.hearsNothing();
      });
    }

    it('refused: on the last day, twice, while it is decided, before a plan, by others', async () => {
      const { liaison, centre, specialist, creditLiaison } = town;
      await specialist.says('延期 001 至12月10日：企业要求');
      specialist.hears('“申请延期或暂停计时”不在您的职责范围内');
      await creditLiaison.says(`延期 ${number} 至12月10日：外线受阻`);
      creditLiaison.hears('没有找到编号');
      await liaison.says('延期 001 至12月10日：外线受阻');
      liaison.hears('已申请延期');
      await liaison.says('延期 001 至12月11日：外线受阻');
      liaison.hears('正由区为企服务中心审核');
      await specialist.says('同意延期 001');
      specialist.hears('不在您的职责范围内');
      await centre.says('同意暂停 001');
      centre.hears('没有待审核的');
      await centre.says('同意延期');
      centre.hears('已同意延期');
      liaison.forgets();
      await liaison.says('延期 001');
      liaison.hears('已延期一次');
      await town.nowIs('2026-12-10T10:00:00+08:00');
      await centre.says('同意 001');
      centre.hears('没有待审核的');
    });

    it('refused on the last day, and of the plan’s date, which is the company’s', async () => {
      const { liaison, specialist } = town;
      await town.nowIs('2026-12-04T10:00:00+08:00');
      liaison.forgets();
      await liaison.says('延期 001 至12月10日：外线受阻');
      liaison.hears('距到期不足1个工作日');
      await specialist.says('沈巷镇同兴五金反映，园区三天两头跳闸停电', { mentioning: [liaison] });
      liaison.forgets();
      await liaison.says('延期 JJ20261204-001 至12月20日：情况复杂');
      liaison.hears('是对企业的承诺，不能延期或暂停', '阶段性方案');
    });

    it('a press on an older card and the same press again decide nothing', async () => {
      const { liaison, centre, centreGroup, specialist } = town;
      await liaison.says('延期 001 至12月10日：外线受阻');
      const { messageId: message, chatId: chat } = centreGroup.card('请审核延期');
      await specialist.says('补充 001：企业来电催');
      specialist.forgets();
      await centre.clicks({ message, chat, say: `同意 ${number}`, rev: 4 });
      centre.toasted('已有新变化');
      await centre.presses('同意', { on: centreGroup });
      centre.toasted('已同意延期');
      await centre.clicks({ message, chat, say: `同意 ${number}`, rev: 5 });
      centre.toasted('已有新变化');
      specialist.hears('预计办结日期调整');
      specialist.hearsNothing();
    });

    it('同意 alone decides only as an answer to the card that asks', async () => {
      const { liaison, centre, deputy } = town;
      await liaison.says('延期 001 至12月10日：外线受阻');
      await centre.says('同意');
      await deputy.says('同意');
      const held = () => town.deps.read((store) => store.appeal(number));
      expect((await held())?.asked?.kind).to.equal('extension');
      await centre.says('同意', { quoting: town.centreGroup.card('请审核延期').messageId });
      expect((await held())?.extended).to.equal(true);
    });

    it('what is decided in the evening is told in the morning, without the card that asked', async () => {
      const { liaison, centre, centreGroup, specialist } = town;
      await town.nowIs('2026-11-23T19:00:00+08:00');
      for (const reader of [liaison, specialist, centreGroup]) reader.forgets();
      await liaison.says('延期 001 至12月10日：外线受阻');
      liaison.hears('已申请延期');
      await centre.says('同意 001');
      liaison.hearsNothing();
      await town.nowIs('2026-11-24T08:30:00+08:00');
      liaison.hears('延期申请已获同意');
      specialist.hears('预计办结日期调整');
      centreGroup.hearsNothing();
    });

    it('a matter that goes elsewhere takes no request along', async () => {
      const { liaison, centre, centreGroup } = town;
      await liaison.says('延期 001 至12月10日：外线受阻');
      await centre.says('改派 001 获得信贷');
      centreGroup.shows('待办事项', '本事项已处理');
      await centre.says('同意延期 001');
      centre.hears('已改派');
      centre.hears('没有待审核的');
    });
  });
});
