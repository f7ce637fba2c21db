import { expect } from 'chai';
import { mentionedIn, textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const number = 'JJ20261120-001';

describe('异常输入 — each gets a clear answer, none loses or leaks anything', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    const hints: [string, string, string][] = [
      ['empty text', '', '请直接写出要办的事'],
      ['only blanks', ' 　\n ', '请直接写出要办的事'],
      ['an emoji', '👍', '您好'],
      ['small talk', '收到，谢谢', '您好'],
      ['a right-to-left text without sense', '\u202Eabc\u202C', '您好'],
      ['a number that does not exist', '查 JJ20261120-999', '没有找到编号'],
      ['a short number that does not exist', '撤回 77', '没有找到编号'],
    ];
    for (const [what, text, answer] of hints) {
      it(`${what}: a hint, no appeal`, async () => {
        await town.specialist.says(text);
        town.specialist.hears(answer);
        town.specialist.hearsNothing();
        expect(await town.deps.read((store) => store.appeals({}))).to.have.length(0);
      });
    }

    it('only an @ in a group: a hint in its thread', async () => {
      await town.specialist.says('', { in: town.specialistsGroup });
      town.specialistsGroup.hears('请直接写出要办的事');
    });

    it('a group message without @ is not for the bot', async () => {
      await town.specialist.says(appeal, { in: town.specialistsGroup, silently: true });
      town.specialist.hearsNothing();
      town.specialistsGroup.hearsNothing();
    });

    it('text of 150 KB: refused with the limit, nothing half done', async () => {
      await town.specialist.says('电'.repeat(50_000));
      town.specialist.hears('共50000字', '超过5000字上限');
      expect(await town.deps.read((store) => store.appeals({}))).to.have.length(0);
    });

    it('an @所有人 inside user text mentions nobody', async () => {
      const text = `${appeal}<at user_id="all">所有人</at><at id=all></at> [点我](http://x.cn) =cmd|' /C calc'!A0 @所有人`;
      await town.specialist.says(text, { mentioning: [town.liaison] });
      const { message } = town.electricityGroup.hears('企业诉求交办', number);
      expect(mentionedIn(message)).to.deep.equal(['ou_liaison']);
      expect(textOf(message)).to.include('<at user_id="all">');
    });

    it('emoji and right-to-left characters inside an appeal are kept', async () => {
      await town.specialist.says(`${appeal} 🏭 \u202Eabc`, { mentioning: [town.liaison] });
      town.electricityGroup.hears('🏭', '\u202Eabc');
    });

    it('a stale card: refused with a toast, and the card shows what is true now', async () => {
      const { specialist, liaison, officer, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      const { messageId: message, chatId: chat } = electricityGroup.hears(number);
      await liaison.presses('签收', { on: electricityGroup });
      await officer.clicks({ message, chat, say: `签收 ${number}`, rev: 2 });
      officer.toasted('当前为“已签收');
      await officer.clicks({ message, chat, say: `方案 ${number}`, rev: 2, form: { text: '方案' } });
      officer.toasted('已有新变化', '请看后再点');
      await officer.clicks({ message, chat, say: '这不是按钮', rev: 2 });
      officer.toasted('失效');
      electricityGroup.shows(number, '已签收');
      electricityGroup.hearsNothing();
    });

    it('a form with missing or foreign fields: says which, keeps what was typed', async () => {
      const { specialist, liaison, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await liaison.presses('直接填方案', { on: electricityGroup });
      const { messageId: message, chatId: chat } = electricityGroup.card(number);
      await liaison.clicks({ message, chat, say: `方案 ${number}`, form: { text: '  ' } });
      liaison.toasted('还缺：解决方案');
      electricityGroup.shows(number, '【提交方案】');
      await liaison.clicks({ message, chat, say: `方案 ${number}`, form: { text: '方案', boss: '1' } });
      liaison.toasted('boss', '未予提交');
      await liaison.clicks({ message, chat, say: `方案 ${number}`, form: { text: '方案', promised_on: '13月45日' } });
      liaison.toasted('看不懂日期');
    });

    it('a plan promising a date in the past, or after twelve months', async () => {
      const { specialist, liaison } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await liaison.says('方案 001：已处理（计划11月1日办结）');
      liaison.hears('11月1日', '已经过去');
      await liaison.says('方案 001：新建变电站（计划2028年1月1日办结）');
      liaison.hears('超过12个月', '阶段性方案');
    });

    it('an ambiguous company: a list, not a guess', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      await specialist.says('沈巷镇宏泰机械有限公司反映，厂区用水高峰水压低请自来水公司查看');
      specialist.forgets();
      await specialist.says('查 宏泰机械');
      specialist.hears('查询“宏泰机械”（2件）', '001', '002');
      await specialist.says('撤回');
      specialist.hears('请选择是哪件诉求', 'JJ20261120-001', 'JJ20261120-002');
      await specialist.presses('JJ20261120-001');
      specialist.shows('诉求已受理 JJ20261120-001', '已撤回');
    });

    it('a plan said to several appeals asks which one and keeps its words', async () => {
      const { specialist, liaison, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await specialist.says('沈巷镇同兴五金反映，园区三天两头跳闸停电，想上双电源', { mentioning: [liaison] });
      await liaison.says('方案：周三现场勘查（计划12月4日办结）');
      liaison.hears('请选择是哪件诉求');
      await liaison.presses('JJ20261120-002');
      electricityGroup.shows('JJ20261120-002', '周三现场勘查', '计划12月4日(周五)办结');
    });

    it('a sticker or a forwarded chat is answered with what can be read', async () => {
      await town.receives('m:sticker', {
        kind: 'message',
        message: 'om_sticker',
        chat: town.specialist.privateChat,
        place: 'private',
        sender: town.specialist.address,
        senderKind: 'user',
        at: fridayMorning,
        text: '',
        mentions: [],
        mentionsBot: false,
        attachments: [],
        unreadable: '表情',
      });
      town.specialist.hears('暂时不能读取表情');
    });

    it('another bot is never answered', async () => {
      await town.receives('m:bot', {
        kind: 'message',
        message: 'om_bot',
        chat: town.electricityGroup.chat,
        place: 'group',
        sender: 'ou_other_bot',
        senderKind: 'bot',
        at: fridayMorning,
        text: '帮助',
        mentions: [],
        mentionsBot: true,
        attachments: [],
      });
      town.electricityGroup.hearsNothing();
    });

    it('while the platform is down what is owed is kept, and told once when it is back', async () => {
      const { specialist, liaison, electricityGroup } = town;
      town.platform.down = true;
      await specialist.says(appeal, { mentioning: [liaison] });
      specialist.hearsNothing();
      town.platform.down = false;
      await town.later(60);
      await town.later(600);
      specialist.hears('诉求已受理', number);
      electricityGroup.hears('企业诉求交办', number);
      specialist.hearsNothing();
      electricityGroup.hearsNothing();
    });
  });
});
