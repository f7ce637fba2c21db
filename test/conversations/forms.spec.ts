import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const number = 'JJ20261120-001';

describe('表单 — what was typed is never lost, and nobody closes what another fills in', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      town.specialist.forgets();
    });
    afterEach(() => town.end());

    it('a private form outlives a supplement: drawn again with the words, then taken', async () => {
      const { liaison, specialist, electricityGroup } = town;
      await liaison.says('方案 001');
      await specialist.says('补充 001：企业来电催');
      await liaison.presses('提交方案', { form: { 解决方案: '周三现场勘查' } });
      liaison.toasted('已有新变化');
      liaison.shows('方案 ', '周三现场勘查');
      await liaison.presses('提交方案', { form: { 解决方案: '周三现场勘查' } });
      liaison.toasted('已记录方案');
      electricityGroup.shows(number, '方案：周三现场勘查');
      await liaison.presses('提交方案').catch(() => undefined);
      liaison.hides('方案 ', '【提交方案】');
    });

    it('a form on the shared card outlives a change the same way', async () => {
      const { liaison, specialist, electricityGroup } = town;
      await liaison.presses('直接填方案', { on: electricityGroup });
      const { messageId: message, chatId: chat } = electricityGroup.card(number);
      await specialist.says('补充 001：企业来电催');
      await liaison.clicks({ message, chat, say: `方案 ${number}`, rev: 2, form: { text: '周三现场勘查' } });
      liaison.toasted('已有新变化');
      electricityGroup.shows(number, '企业来电催', '解决方案（内部）:周三现场勘查');
      await liaison.presses('提交方案', { on: electricityGroup, form: { 解决方案: '周三现场勘查' } });
      electricityGroup.shows(number, '方案：周三现场勘查');
    });

    it('pressed right before a restart it comes back the same way, and who pressed reads why', async () => {
      const { liaison, specialist, electricityGroup } = town;
      await liaison.presses('直接填方案', { on: electricityGroup });
      const { messageId: message, chatId: chat } = electricityGroup.card(number);
      await specialist.says('补充 001：企业来电催');
      liaison.forgets();
      town.restarts = true;
      await liaison.clicks({ message, chat, say: `方案 ${number}`, rev: 2, form: { text: '周三现场勘查' } });
      liaison.hears('已有新变化');
      electricityGroup.shows(number, '企业来电催', '解决方案（内部）:周三现场勘查');
      await liaison.presses('提交方案', { on: electricityGroup, form: { 解决方案: '周三现场勘查' } });
      electricityGroup.shows(number, '方案：周三现场勘查');
      liaison.hears('企业联系方式');
      liaison.hearsNothing();
    });

    it('the button of a note opens the form also after something happened', async () => {
      const { liaison, centre } = town;
      await liaison.says('办结 001：已解决，已送电');
      await centre.says('退回补正 001：请附照片');
      await liaison.says('进展 001：照片正在拍');
      await liaison.presses('重新提交办结');
      await liaison.presses('提交办结', { form: { 办理结果: '已解决', 答复企业的内容: '已送电，照片附后' } });
      liaison.toasted('已提交办结');
    });

    it('a refused form keeps what was typed: 计划解决 without its date', async () => {
      const { liaison, electricityGroup } = town;
      await liaison.presses('签收', { on: electricityGroup });
      await liaison.presses('办结', { on: electricityGroup });
      await liaison.presses('提交办结', {
        on: electricityGroup,
        form: { 办理结果: '计划解决', 答复企业的内容: '新线路建成后送电' },
      });
      liaison.toasted('须写明日期');
      electricityGroup.shows(number, '【提交办结】');
    });

    it('a refused press of somebody else leaves the open form alone', async () => {
      const { liaison, creditLiaison, stranger, electricityGroup } = town;
      await liaison.presses('直接填方案', { on: electricityGroup });
      const { messageId: message, chatId: chat } = electricityGroup.card(number);
      await creditLiaison.clicks({ message, chat, say: `签收 ${number}`, rev: 2 });
      creditLiaison.toasted('“签收”不在您的职责范围内');
      electricityGroup.shows(number, '【提交方案】');
      await creditLiaison.clicks({ message, chat, say: `收起 ${number}`, rev: 2 });
      electricityGroup.shows(number, '【提交方案】');
      await stranger.clicks({ message, chat, say: `收起 ${number}` });
      electricityGroup.shows(number, '【提交方案】');
      await liaison.presses('收起', { on: electricityGroup });
      electricityGroup.hides(number, '【提交方案】');
    });

    it('a forged press shows nobody the receipt of somebody else', async () => {
      const { specialist, liaison } = town;
      const receipt = specialist.card('诉求已受理');
      await liaison.says('方案 001：给企业：下周送电');
      for (const say of ['收起 1', `收起 ${number}`, '这不是按钮']) {
        const answer = await town.clicks({
          kind: 'click',
          sender: 'ou_stranger',
          message: receipt.messageId,
          chat: 'oc_any',
          say,
        });
        expect(answer.card, say).to.equal(undefined);
      }
    });

    it('nobody fills in a form in vain: rights and state are checked before it opens', async () => {
      const { specialist, liaison } = town;
      await specialist.says('方案 001');
      specialist.hears('“提出方案”不在您的职责范围内');
      await liaison.says('办结 001：已解决，已送电');
      liaison.forgets();
      await liaison.says('方案 001');
      liaison.hears('不能提出方案');
    });
  });
});
