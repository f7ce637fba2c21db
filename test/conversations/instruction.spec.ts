import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const number = 'JJ20261120-001';
const words = '请区发改委会同供电公司尽快会商，下周拿出路径。';
const preview = '意见转办预览';

describe('批示 — a leader’s remark goes out after he has seen its words and readers', () => {
  onSqlite((open) => {
    let town: District;

    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.liaison.says('签收 001');
      forget();
    });
    afterEach(() => town.end());

    function forget(): void {
      const { specialist, liaison, officer, deputy, head, centreGroup, electricityGroup, leader } = town;
      for (const reader of [specialist, liaison, officer, deputy, head, centreGroup, electricityGroup, leader])
        reader.forgets();
    }

    function nobodyHears(): void {
      const { specialist, liaison, officer, deputy, head, centreGroup, electricityGroup } = town;
      for (const reader of [specialist, liaison, officer, deputy, head, centreGroup, electricityGroup])
        reader.hearsNothing();
    }

    async function timeline() {
      return town.deps.read((store) => store.timeline(number));
    }

    async function clocks() {
      return town.deps.read((store) => store.clocks(number));
    }

    it('shows the exact words and readers, and sends nothing', async () => {
      await town.leader.says(`意见 001：${words}`);
      town.leader.hears(
        `${preview} ${number}`,
        '作为领导批示',
        words,
        '获得电力专班联络员、区发改委分管负责同志 区发改委分管负责同志、区为企服务中心',
        '【作为批示转办】【只记录，不发出】【取消】',
      );
      nobodyHears();
      expect((await timeline()).map(({ type }) => type)).not.to.include('instructed');
    });

    it('passed on: handler, deputy and centre read it, its clock runs, and its answer goes back up', async () => {
      await town.leader.says(`意见 001：${words}`);
      await town.leader.presses('作为批示转办');
      town.leader.toasted('已作为批示转办');
      town.leader.shows(preview, '已转办');
      town.liaison.hears(`领导批示 ${number}`, words, '请于11月25日(周三)17:30前落实并回复', '【回复批示】');
      town.deputy.hears(`领导批示 ${number}`, words, '由承办人回复');
      town.centreGroup.hears(`领导批示 ${number}`, words, '区发改委');
      for (const reader of [town.specialist, town.head, town.electricityGroup]) reader.hearsNothing();
      expect((await timeline()).at(-1)).to.include({ type: 'instructed', recorded: false, text: words });

      await town.liaison.presses('回复批示');
      await town.liaison.presses('回复批示', { form: { 落实情况: '已会商，路径12月5日前批复' } });
      town.liaison.toasted('已回复批示');
      town.leader.hears(preview);
      town.leader.hears(`批示已回复 ${number}`, words, '区发改委回复：已会商，路径12月5日前批复');
      town.centreGroup.hears(`批示已回复 ${number}`, '已会商');
      const row = (await clocks()).find(({ kind }) => kind === 'instruction');
      expect(row).to.include({ ended: 'done' });
      await town.leader.says('查 001');
      town.leader.hears(`领导批示：${words}`, '回复：已会商');
      await town.leader.says('怎么算的 001');
      town.leader.hears('批示回复：', '批示转办 → 3个工作日');
    });

    it('the company’s side reads nothing of it', async () => {
      await town.leader.says(`意见 001：${words}`);
      await town.leader.presses('作为批示转办');
      town.specialist.hearsNothing();
      await town.specialist.says('查 001');
      town.specialist.hides(`诉求 ${number}`, '批示', words);
      await town.specialist.says('怎么算的 001');
      town.specialist.hides('时限怎么算的', '批示');
    });

    it('a second press, and a press of somebody else, do nothing', async () => {
      await town.leader.says(`意见 001：${words}`);
      const { messageId: message, chatId: chat } = town.leader.card(preview);
      const [draft] = await town.deps.transact((store) => store.draftsOf('leader', 'preview'));
      const press = { message, chat, say: `转办批示 ${draft?.id}`, rev: 3 };
      await town.commander.clicks(press);
      town.commander.toasted('草稿已处理或已过期');
      nobodyHears();
      await town.leader.clicks(press);
      await town.leader.clicks(press);
      town.leader.toasted('您已于', '作为批示转办');
      town.liaison.hears('领导批示');
      town.liaison.hearsNothing();
    });

    it('a transfer meanwhile: the new readers are shown before it goes out', async () => {
      await town.leader.says(`意见 001：${words}`);
      await town.centre.says('改派 001 获得信贷');
      forget();
      await town.leader.presses('作为批示转办');
      town.leader.toasted('已有新变化');
      town.leader.shows(preview, '获得信贷专班联络员');
      nobodyHears();
      town.creditLiaison.forgets();
      await town.leader.presses('作为批示转办');
      town.creditLiaison.hears(`领导批示 ${number}`, words);
      town.liaison.hearsNothing();
    });

    it('whoever gets the appeal later gets what is still to be answered', async () => {
      await town.leader.says(`意见 001：${words}`);
      await town.leader.presses('作为批示转办');
      await town.centre.says('改派 001 获得信贷');
      town.creditLiaison.card(`领导批示 ${number}`, words);
      await town.creditLiaison.says('回复批示 001：已对接银行');
      town.leader.shows('批示已回复', '区财政局回复：已对接银行');
      await town.creditLiaison.says('回复批示 001：再次回复');
      town.creditLiaison.card('没有待回复的批示');
    });

    it('只记录 keeps it for himself alone; it may still be passed on', async () => {
      await town.leader.says(`意见 001：${words}`);
      await town.leader.presses('只记录，不发出');
      town.leader.toasted('未发给任何人');
      nobodyHears();
      expect((await timeline()).map(({ type }) => type)).not.to.include('commented');
      await town.leader.says('我的意见');
      town.leader.shows('我的意见（1条）', number, words);
      await town.commander.says('我的意见');
      town.commander.shows('我的意见（0条）', '没有只记录的意见');
      await town.leader.presses('作为批示转办', { on: town.leader });
      town.leader.shows(preview, words);
      await town.leader.presses('作为批示转办');
      town.liaison.hears(`领导批示 ${number}`);
      await town.leader.says('我的意见');
      town.leader.shows('我的意见（0条）');
    });

    it('取消 forgets it', async () => {
      await town.leader.says(`意见 001：${words}`);
      await town.leader.presses('取消');
      nobodyHears();
      await town.leader.says('我的意见');
      town.leader.shows('我的意见（0条）');
    });

    it('the leader’s liaison records for him, and both hear the answer', async () => {
      await town.leaderLiaison.says(`意见 001：${words}`);
      town.leaderLiaison.hears('作为领导批示（联络员代录）');
      await town.leaderLiaison.presses('作为批示转办');
      town.liaison.hears(`领导批示（联络员代录） ${number}`, words);
      expect((await timeline()).at(-1)).to.include({ type: 'instructed', recorded: true });
      await town.liaison.says('回复批示 001：已会商');
      town.leader.card('批示已回复', '已会商');
      town.leaderLiaison.card('批示已回复', '已会商');
    });

    it('组长 may for his own task force, and for no other', async () => {
      await town.commander.says(`001 意见：${words}`);
      await town.commander.presses('作为批示转办');
      town.liaison.hears(`领导批示 ${number}`);
      await town.centre.says('改派 001 获得信贷');
      town.commander.forgets();
      await town.commander.says(`意见 ${number}：${words}`);
      town.commander.hears('没有找到编号');
    });

    it('nobody else gives one; an empty one is asked for', async () => {
      for (const player of [town.liaison, town.head, town.centre]) {
        player.forgets();
        await player.says('意见 001：请快办');
        player.hears('请确认如何记录', '请快办', '【记为备注】');
        await player.says('意见 001');
        player.hears('不在您的职责范围内');
      }
      expect((await timeline()).filter(({ type }) => type === 'instructed')).to.deep.equal([]);
      await town.leader.says('意见 001');
      town.leader.hears('请写明', `意见 ${number}：……`);
    });

    it('of many kept remarks a card shows the newest ten', async () => {
      for (let count = 1; count <= 12; count += 1) {
        await town.leader.says(`意见 001：第${count}点请会商`);
        await town.leader.presses('只记录，不发出');
        await town.later(1);
      }
      await town.leader.says('我的意见');
      town.leader.shows('我的意见（12条）', '第12点', '第3点', '仅列最近10条');
      town.leader.hides('我的意见（12条）', '第2点');
    });

    for (const said of ['001，请区发改委会同供电公司会商', '001这件请区发改委会同供电公司会商']) {
      it(`“${said}” of a leader is offered as a remark, without the number`, async () => {
        await town.leader.says(said);
        town.leader.hears('请确认如何记录', '【作为意见，先预览】');
        await town.leader.presses('作为意见，先预览');
        town.leader.hears(preview, '请区发改委会同供电公司会商');
        town.leader.hides(preview, '001，', '001这件');
      });
    }

    it('意见 on a quoted card is a specialist’s word about his own appeal', async () => {
      const { messageId: quoting } = town.specialist.card('诉求已受理');
      await town.specialist.says('意见：企业希望先电话沟通', { quoting });
      town.specialist.card('已补充到');
      expect((await timeline()).at(-1)).to.include({ type: 'supplemented', text: '意见：企业希望先电话沟通' });
    });

    it('an accusation reaches no bureau and no group: it is kept, and an answer with one is sent back', async () => {
      await town.leader.says('意见 001：有人反映经办人索贿，请核实');
      await town.leader.presses('作为批示转办');
      town.leader.toasted('内容涉及敏感事项', '未发出');
      town.liaison.hearsNothing();
      town.centreGroup.hearsNothing();
      await town.leader.presses('只记录，不发出');
      town.leader.toasted('已记录');
      await town.leader.says(`意见 001：${words}`);
      await town.leader.presses('作为批示转办');
      await town.liaison.says('回复批示 001：索贿一事已移送');
      town.liaison.hears('领导批示');
      town.liaison.hears('内容涉及敏感事项');
      town.leader.hears('意见转办预览', '只记录');
      town.leader.hears('意见转办预览', '已转办');
      town.leader.hearsNothing();
    });

    it('before the dispatch it is the centre’s, and the unit gets it with the appeal', async () => {
      await town.otherSpecialist.says('有家厂费用太高了，希望降一降');
      await town.leader.says(`意见 002：${words}`);
      town.leader.shows(preview, '发给：区为企服务中心');
      await town.leader.presses('作为批示转办');
      town.centreGroup.shows('领导批示', '尚未交办，交办后转承办单位');
      town.liaison.hearsNothing();
      await town.centre.says('拟派 002 专班3');
      town.liaison.card('领导批示 JJ20261120-002', words);
    });
  });
});
