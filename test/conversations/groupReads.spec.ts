import { expect } from 'chai';
import { textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import type { Player } from '../support/conversation.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇恒远机械有限公司申请变压器增容两个月未批复，请协调。联系人：王强 13900001234';
const accused = '沈巷镇恒远机械有限公司反映区住建局经办人索贿才给办理施工许可';
const accusation = '企业反映经办人索贿，请核实';

type Cast = {
  [K in keyof District]: District[K] extends Player ? K : never;
}[keyof District];

/** Everything that may be said on an appeal, by somebody who may, and what has to be done before. */
// biome-ignore format: a table is read by column
const said: [verb: string, by: Cast, before: [Cast, string][]][] = [
  ['备注 001：%',              'specialist', []],
  ['备注 001：%',              'liaison',    []],
  ['备注 001：%',              'centre',     []],
  ['备注 001：%',              'office',     []],
  ['备注 001：%',              'deputy',     []],
  ['补充 001：%',              'specialist', []],
  ['催办 001：%',              'specialist', []],
  ['催办 001：%',              'leader',     []],
  ['撤回 001：%',              'specialist', []],
  ['申请退件 001：%',          'liaison',    []],
  ['退件不成立 001：%',        'centre',     [['liaison', '申请退件 001：不属本单位职责']]],
  ['改派 001 获得信贷：%',     'centre',     []],
  ['方案 001：%',              'liaison',    []],
  ['方案 001：勘查。给企业：%', 'liaison',    []],
  ['进展 001：%',              'liaison',    []],
  ['问专员 001：%',            'liaison',    []],
  ['办结 001：已解决，%',      'liaison',    []],
  ['退回补正 001：%',          'centre',     [['liaison', '办结 001：已解决，已送电']]],
  ['延期 001 至12月20日：%',   'liaison',    [['liaison', '方案 001：周一勘查']]],
  ['不同意 001：%',            'centre',     [['liaison', '方案 001：周一勘查'], ['liaison', '延期 001 至12月20日：设备未到货']]],
  ['暂停 001 待企业 至11月30日：%', 'liaison', [['liaison', '方案 001：周一勘查']]],
  ['督办 001 黄 %',            'office',     []],
  ['督办 001 红 %',            'office',     []],
  ['说明情况 001：%',          'head',       []],
  ['已告知 001：%',            'specialist', [['liaison', '方案 001：周一勘查']]],
  ['回复批示 001：%',          'liaison',    [['leader', '意见 001：请抓紧'], ['leader', '【作为批示转办】']]],
];

describe('群里能看到什么 — what people write, as a group and a bureau read it', () => {
  onSqlite((open) => {
    let at: District;
    beforeEach(async () => {
      at = await district(fridayMorning, open);
    });
    afterEach(() => at.end());

    /** All that anybody but the speaker was sent or is shown. */
    const readBy = (...but: string[]) =>
      at.platform.delivered.filter(({ to }) => !but.includes(to)).map(({ message }) => textOf(message));

    const readIn = (chat: string) =>
      at.platform.delivered.filter(({ to }) => to === chat).map(({ message }) => textOf(message));

    for (const [verb, by, before] of said) {
      it(`an accusation goes to nobody: ${verb} (${by})`, async () => {
        await at.specialist.says(appeal, { mentioning: [at.liaison] });
        for (const [who, what] of before) {
          if (what.startsWith('【')) await at[who].presses(what.slice(1, -1));
          else await at[who].says(what);
        }
        await at[by].says(verb.replace('%', accusation));
        const shown = readBy(at[by].address);
        expect(shown.join('\n')).not.to.include('索贿');
        expect(readBy().join('\n')).to.include('内容涉及敏感事项');
      });
    }

    it('a nudge while the centre decides: name and phone stay out of its group', async () => {
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      await at.liaison.says('申请退件 001：不属本单位职责，建议由区住建局办理');
      await at.specialist.says('催办 001：企业负责人王强13900001234又来电，请尽快');
      expect(readIn('oc_centre').join('\n'))
        .to.include('又来电')
        .and.not.include('13900001234')
        .and.not.include('王强');
    });

    it('released again: title and text stay out of every group, and who is named is not offered', async () => {
      await at.specialist.says(accused);
      await at.office.says('转普通件 001');
      await at.centre.says('拟派 001 专班3');
      await at.liaison.says('签收 001');
      await at.liaison.says('备注 001：已收到');
      await at.deputy.says('说明情况 001：正在核实');
      await at.centre.says('查 JJ20261120-001', { in: at.centreGroup });
      await at.centre.says('查 恒远机械', { in: at.centreGroup });
      await at.until('2026-11-24T10:00:00+08:00');
      for (const chat of ['oc_centre', 'oc_electricity'])
        expect(readIn(chat).join('\n'))
          .to.include('JJ20261120-001')
          .and.not.match(/索贿|施工许可/);
    });

    it('released and dispatched to nobody: the number alone', async () => {
      await at.specialist.says(accused);
      await at.office.says('转普通件 001');
      await at.centre.says('改派 001 专班5');
      expect(readIn('oc_centre').join('\n'))
        .to.include('没有绑定群')
        .and.not.match(/索贿|施工许可/);
    });

    it('released: a unit that its words name is not offered to handle it', async () => {
      await at.specialist.says('江南机床有限公司反映区市监局执法人员检查时吃拿卡要，营业执照变更登记办不下来');
      await at.office.says('转普通件 001');
      const card = at.centreGroup.card('请确定承办专班');
      expect(textOf(card.message)).to.match(/其他…|选择专班/);
      expect(textOf(card.message)).not.to.match(/市场监管专班|营业执照/);
    });

    it('the former unit’s plan: a form in the new group’s card does not hold it; he who fills it in gets it alone', async () => {
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      await at.liaison.says('签收 001');
      await at.liaison.says('方案 001：已与王强（13900001234）约定周一现场勘查，身份证340221198001011234');
      await at.centre.says('改派 001 获得信贷：理由');
      await at.creditLiaison.says('签收 001');
      await at.creditLiaison.presses('填方案', { on: at.creditGroup });
      expect(readIn('oc_credit').join('\n')).not.to.match(/13900001234|340221198001011234|王强/);
      expect(textOf(at.creditLiaison.card('方案 JJ20261120-001').message)).to.include('13900001234');
      at.creditLiaison.toasted('私发');
    });

    it('a form that came too late: what was typed is not shown to all, and not lost', async () => {
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      await at.liaison.presses('签收', { on: at.electricityGroup });
      await at.liaison.presses('填方案', { on: at.electricityGroup });
      const opened = at.electricityGroup.card('企业诉求交办');
      const shown = structuredClone(opened.message);
      await at.specialist.says('补充 001：企业补来图纸');
      opened.message = shown; // his client still shows the open form
      const form = { 解决方案: '已约王强13900001234周一勘查', 给企业的话: '请备好身份证' };
      await at.liaison.presses('提交方案', { on: at.electricityGroup, form });
      expect(readIn('oc_electricity').join('\n')).not.to.match(/13900001234|王强/);
      const own = textOf(at.liaison.card('方案 JJ20261120-001').message);
      expect(own).to.include('王强13900001234').and.include('请备好身份证');
    });

    it('a form without anything to hide comes back where it was, as it was filled in', async () => {
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      await at.liaison.presses('签收', { on: at.electricityGroup });
      await at.liaison.presses('填方案', { on: at.electricityGroup });
      const opened = at.electricityGroup.card('企业诉求交办');
      const shown = structuredClone(opened.message);
      await at.specialist.says('补充 001：企业补来图纸');
      opened.message = shown;
      await at.liaison.presses('提交方案', { on: at.electricityGroup, form: { 解决方案: '周一勘查' } });
      expect(textOf(at.electricityGroup.card('企业诉求交办').message)).to.include('周一勘查');
    });

    it('a file with a name too long to keep: what is left of a number at its end is not shown, the file is', async () => {
      const fileName = `${'变压器增容申请材料'.repeat(6)}王强 139、0000、1234.pdf`;
      await at.specialist.says(appeal, { mentioning: [at.liaison], files: ['file'], fileName });
      await at.liaison.says('查 001', { in: at.electricityGroup });
      const shown = readIn('oc_electricity').join('\n');
      expect(shown)
        .to.include('文件1个')
        .and.not.match(/王强|0000/);
      await at.specialist.says('查 001');
      expect(textOf(at.specialist.card('诉求 JJ').message)).to.include('王强');
    });

    it('联系方式 is nobody’s name: whose number it is stays hidden', async () => {
      const text =
        '沈巷镇恒远机械有限公司申请变压器增容两个月未批复，张娟电话联系方式：139 0000 1234，微信同号，李四海';
      await at.specialist.says(text, { mentioning: [at.liaison] });
      const card = textOf(at.electricityGroup.card('企业诉求交办').message);
      expect(card)
        .to.include('联系方式')
        .and.not.match(/张娟|李四海|0000/);
    });

    it('who sees names and phones masked finds no appeal by them', async () => {
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      for (const words of ['13900001234', '1390000123', '王强']) {
        for (const who of [at.leader, at.officer, at.liaison, at.commander]) {
          await who.says(`查 ${words}`);
          expect(textOf(who.messages.at(-1)?.message ?? { kind: 'text', spans: [] }), words).to.include('（0件）');
        }
      }
      await at.liaison.says('签收 001');
      for (const who of [at.specialist, at.centre, at.liaison]) {
        await who.says('查 王强');
        expect(textOf(who.messages.at(-1)?.message ?? { kind: 'text', spans: [] })).to.include('（1件）');
      }
      await at.leader.says('查 变压器');
      expect(textOf(at.leader.card('查询“变压器”').message)).to.include('（1件）');
      await at.specialist.says('查 王强', { in: at.centreGroup });
      expect(readIn('oc_centre').join('\n')).not.to.include('王');
    });

    it('a bound group without a name is still a group', async () => {
      const unnamed = { id: 'oc_electricity', name: '', external: false, alive: true, bindings: [] };
      await at.deps.transact((store) => store.saveChat(unnamed));
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      const before = at.platform.delivered.length;
      await at.until('2026-11-23T10:00:00+08:00');
      const list = at.platform.delivered.slice(before).find(({ to }) => to === 'oc_electricity');
      expect(list && textOf(list.message))
        .to.include('今日办理提醒')
        .and.include('获得电力专班');
    });
  });
});
