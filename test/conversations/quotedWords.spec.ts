import { expect } from 'chai';
import type { AppealEvent } from '../../src/domain/appeal/events.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import type { Group, Player } from '../support/conversation.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复，联系人张经理 13900000001';
const number = 'JJ20261120-001';

describe('引用的话 — only plain statements are stored at once', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.liaison.says('签收 001');
    });
    afterEach(() => town.end());

    async function last(): Promise<AppealEvent | undefined> {
      return (await town.deps.read((store) => store.timeline(number))).at(-1);
    }

    async function quotes(who: Player, text: string, title: string, where: Group | Player = who): Promise<void> {
      who.forgets();
      const inGroup = where === who ? {} : { in: where as Group };
      await who.says(text, { quoting: where.card(title).messageId, ...inGroup });
    }

    describe('a handler on a card he has signed', () => {
      const doubtful: [said: string, button: string][] = [
        ['请问企业地址在哪里？', '问专员'],
        ['企业电话打不通，有没有别的号码？', '问专员'],
        ['什么情况？这家企业在哪个银行？', '问专员'],
        ['企业用的是几号变压器', '问专员'],
        ['企业今天又停电了两次，现在办到哪一步了？', '问专员'],
        ['这个是不是应该区住建局办？', '申请退件'],
        ['领导让先放一放', '报进展'],
        ['请张三下午去现场看一下', '报进展'],
        ['你们把联系人再核对一下', '报进展'],
        ['我不是这个专班的人，请把我移出群', '转问区为企服务中心'],
      ];
      for (const [said, button] of doubtful) {
        it(`“${said}” is kept and shown back: ${button}`, async () => {
          await quotes(town.liaison, said, number, town.electricityGroup);
          town.liaison.hears('内容尚未记录', said, `【${button}】`);
          town.liaison.hearsNothing();
          expect((await last())?.type).to.equal('signed');
          town.electricityGroup.hides(number, '最新进展');
        });
      }

      for (const said of ['这件谁在办？', '什么情况？', '签收了没有']) {
        it(`“${said}” is answered by the appeal itself`, async () => {
          await quotes(town.liaison, said, number, town.electricityGroup);
          town.liaison.hears(`诉求 ${number}`, '办理记录');
          expect((await last())?.type).to.equal('signed');
        });
      }

      for (const said of [
        '供电公司周三到现场',
        '已核实企业是否欠费，未发现欠费',
        '正在研究如何改线',
        '已请供电公司现场勘查',
        '变压器到货，正在安装',
      ]) {
        it(`“${said}” is progress`, async () => {
          await quotes(town.liaison, said, number, town.electricityGroup);
          expect(await last()).to.deep.include({ type: 'progressed', text: said });
        });
      }
    });

    describe('the submitter on a note', () => {
      const doubtful: [said: string, button: string][] = [
        ['怎么还没方案？', '转问承办单位'],
        ['能不能快一点', '催办'],
        ['企业很着急，请尽快', '催办'],
        ['企业说不用办了', '撤回'],
        ['企业自己解决了', '撤回'],
        ['好的，谢谢，我转告企业', '补充'],
      ];
      for (const [said, button] of doubtful) {
        it(`“${said}” is no supplement: ${button}`, async () => {
          await quotes(town.specialist, said, '已签收，将于');
          town.specialist.hears('内容尚未记录', said, `【${button}】`);
          expect((await last())?.type).to.equal('signed');
        });
      }

      it('“请问谁签收的” is answered: by role, not by name', async () => {
        await quotes(town.specialist, '请问谁签收的', '已签收，将于');
        town.specialist.hears(`诉求 ${number}`, '签收 区发改委（联络员）');
        expect((await last())?.type).to.equal('signed');
      });

      it('what the company says is a supplement, and a question passed on reaches the unit', async () => {
        await quotes(town.specialist, '企业补充：变压器型号为630千伏安', '已签收，将于');
        expect((await last())?.type).to.equal('supplemented');
        await quotes(town.specialist, '现场勘查是哪天？', '已签收，将于');
        town.liaison.forgets();
        await town.specialist.presses('转问承办单位');
        town.liaison.hears('新备注：现场勘查是哪天？');
      });
    });

    describe('the centre on what it has to decide', () => {
      it('a lack is 退回补正 by a press, with the words as its reason', async () => {
        await town.liaison.says('办结 001：已解决，已送电');
        for (const said of ['材料不全，请补充供电方案', '没有答复函，退回']) {
          await quotes(town.centre, said, '请审核办结', town.centreGroup);
          town.centre.hears(said, '【退回补正】');
          expect((await last())?.type).to.equal('resolved');
        }
        town.liaison.forgets();
        await town.centre.presses('退回补正');
        town.liaison.hears('请补正', '没有答复函，退回');
        expect(await last()).to.deep.include({ type: 'rejected', reason: '没有答复函，退回' });
      });

      it('a decision pressed on what has changed since is refused', async () => {
        await town.liaison.says('办结 001：已解决，已送电');
        await quotes(town.centre, '材料齐全，没问题', '请审核办结', town.centreGroup);
        await town.liaison.says('进展 001：企业又有新情况');
        await town.centre.presses('审核通过');
        town.centre.toasted('已有新变化');
        expect((await last())?.type).to.equal('progressed');
      });

      it('the ground of a ruling is said once and pressed', async () => {
        await town.liaison.says('申请退件 001：不属本单位职责');
        await quotes(town.centre, '供电事项由你单位牵头', '请认定退件', town.centreGroup);
        town.liaison.forgets();
        await town.centre.presses('退件不成立');
        town.liaison.hears('退件理由不成立', '供电事项由你单位牵头');
      });
    });

    for (const [said, asked, button] of [
      ['什么时候能到现场勘查变压器？', '内容尚未记录', '另立一件'],
      ['企业说变压器自行解决了', '是否撤回', '撤回'],
    ] as const) {
      it(`right after an appeal “${said}” is no part of it by itself: ${button}`, async () => {
        await town.later(600);
        await town.specialist.says('沈巷镇兴隆家具厂反映变压器容量不足，请协调');
        town.specialist.forgets();
        await town.later(30);
        await town.specialist.says(said);
        town.specialist.hears(asked, said, '补充', `【${button}】`);
        const second = await town.deps.read((store) => store.appeal('JJ20261120-002'));
        expect(second?.text).to.not.include(said);
      });
    }

    it('a remark of the deputy is passed on, and his question answered', async () => {
      await quotes(town.deputy, '请抓紧办理', number, town.electricityGroup);
      expect((await last())?.type).to.equal('commented');
      await quotes(town.deputy, '这件谁在办？', number, town.electricityGroup);
      town.deputy.hears(`诉求 ${number}`);
    });
  });
});
