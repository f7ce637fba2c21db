import { expect } from 'chai';
import { cardJson } from '../../src/platform/lark/card.ts';
import { textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇恒远机械有限公司申请变压器增容两个月未批复，请协调。联系人：王强 13812345678';
const secret = '沈巷镇恒远机械有限公司反映区住建局经办人索贿才给办理施工许可';
const number = 'JJ20261120-001';

describe('说过的话 — what is accepted is read by those whom it concerns', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    describe('remarks', () => {
      it('before a dispatch: the centre reads them now, the unit with its card and in the history', async () => {
        const { specialist, centre, centreGroup, electricityGroup, liaison } = town;
        await specialist.says('沈巷镇恒远机械有限公司反映厂门口有一处积水');
        centreGroup.forgets();
        await specialist.says('备注 001：企业希望先电话沟通，联系13812345678');
        centreGroup.hears('新备注', '先电话沟通');
        centreGroup.hides('新备注', '13812345678');
        await centre.says('备注 001：此件与上周积水件相同');
        await centre.says('拟派 001 获得电力');
        electricityGroup.hears('企业诉求交办', '备注：企业希望先电话沟通', '与上周积水件相同', '区为企服务中心');
        electricityGroup.hides('企业诉求交办', '13812345678');
        liaison.forgets();
        await liaison.says(`查 ${number}`);
        liaison.hears('备注', '先电话沟通', '与上周积水件相同');
      });

      it('on a confidential appeal: by its readers, and never by the submitter', async () => {
        const { specialist, office, office2, centreGroup } = town;
        await specialist.says(secret);
        for (const who of [office, office2, specialist]) who.forgets();
        await office.says('备注 001：已电话联系企业，材料周一送来');
        office2.hears('材料周一送来');
        await office.says('企业负责人约周一见面', { quoting: office.card('保密件').messageId });
        office2.hears('约周一见面');
        await office2.says(`查 ${number}`);
        office2.hears('材料周一送来', '约周一见面', '区营商办工作人员甲');
        await specialist.says(`查 ${number}`);
        specialist.hides(`诉求 ${number}`, '材料周一送来');
        centreGroup.hearsNothing();
      });

      it('a confidential appeal that is withdrawn: its readers learn why', async () => {
        await town.specialist.says(secret);
        town.office.forgets();
        await town.specialist.says('撤回 001：企业担心受影响');
        town.office.hears('撤回', '企业担心受影响');
        town.centreGroup.hearsNothing();
      });
    });

    it('the reason of a transfer: by the former unit, the new one and the submitter', async () => {
      const { specialist, liaison, centre, creditGroup, creditLiaison } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await liaison.says('签收 001');
      liaison.forgets();
      await centre.says('改派 001 获得信贷：因涉及贷款担保');
      creditGroup.hears('企业诉求交办', '改派理由：因涉及贷款担保');
      liaison.hears('已改派', '因涉及贷款担保');
      specialist.shows('诉求已受理', '因涉及贷款担保');
      await creditLiaison.says(`查 ${number}`);
      creditLiaison.shows(`诉求 ${number}`, '改派', '因涉及贷款担保', '服务中心工作人员');
    });

    it('the reason of a withdrawal: by the unit and the centre', async () => {
      const { specialist, liaison, centre, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await liaison.says('签收 001');
      liaison.forgets();
      await specialist.says('撤回 001：企业已自行协商');
      liaison.hears('已由提交方撤回', '企业已自行协商');
      electricityGroup.shows(number, '撤回原因：企业已自行协商');
      await centre.says(`查 ${number}`);
      centre.shows(`诉求 ${number}`, '企业已自行协商');
    });

    describe('rulings give their ground', () => {
      beforeEach(async () => {
        await town.specialist.says(appeal, { mentioning: [town.liaison] });
        await town.liaison.says('退件 001：属信贷事项');
      });

      it('退件不成立 without one asks for it', async () => {
        await town.centre.says('退件不成立 001');
        town.centre.hears('不成立的理由');
        expect((await town.deps.read((store) => store.appeal(number)))?.status).to.equal('returned');
        town.liaison.forgets();
        await town.centre.presses('退件不成立', { form: { 不成立的理由: '供电事项属你单位职责' } });
        town.liaison.hears('退件理由不成立', '供电事项属你单位职责');
      });

      it('退件成立 without one adopts the unit’s', async () => {
        await town.centre.says('退件成立，改派 001 获得信贷');
        town.creditGroup.hears('企业诉求交办', '改派理由：属信贷事项');
      });
    });

    describe('reports of progress', () => {
      beforeEach(async () => {
        await town.specialist.says(appeal, { mentioning: [town.liaison] });
        await town.liaison.says('签收 001');
        for (const who of [town.specialist, town.liaison]) who.forgets();
      });

      it('the submitter reads each; 仅内部 stays with the unit and the centre', async () => {
        const { specialist, liaison, centre, office, leader, electricityGroup } = town;
        await liaison.says('进展 001：外线路径已批复\n仅内部：施工费用尚未落实', { files: ['image', 'file'] });
        specialist.hears('办理进展', '外线路径已批复', '附件 2 个');
        specialist.hides('办理进展', '施工费用');
        specialist.shows('诉求已受理', '最新进展：外线路径已批复');
        electricityGroup.hides(number, '施工费用');
        for (const [who, inside] of [
          [liaison, true],
          [centre, true],
          [specialist, false],
          [office, false],
          [leader, false],
        ] as const) {
          await who.says(`查 ${number}`);
          const text = textOf(who.card(`诉求 ${number}`).message);
          expect(text, who.name).to.include('外线路径已批复').and.include('附：图片1个、文件1个');
          expect(text.includes('施工费用'), who.name).to.equal(inside);
        }
      });

      for (const said of ['仅内部：施工费用尚未落实', '【仅内部】施工费用尚未落实', '（仅内部：施工费用尚未落实）']) {
        it(`a report that is only internal is told to nobody outside: ${said}`, async () => {
          await town.liaison.says(`进展 001：${said}`);
          town.specialist.hearsNothing();
          town.electricityGroup.hides(number, '最新进展');
        });
      }

      it('a form has a field for each', async () => {
        await town.liaison.presses('报进展', { on: town.electricityGroup });
        const form = { 进展情况: '已现场勘查', 仅内部: '企业要价偏高' };
        await town.liaison.presses('报送进展', { on: town.electricityGroup, form });
        town.specialist.hears('已现场勘查');
        town.specialist.hides('办理进展', '要价');
      });

      it('what is internal in a plan or a result never becomes the company’s text', async () => {
        await town.liaison.says('方案 001：已安排勘查\n仅内部：施工费用尚未落实');
        town.specialist.shows('已提出方案', '已安排勘查');
        town.specialist.hides('已提出方案', '施工费用');
        await town.liaison.says('办结 001：已解决，已送电。仅内部：费用由区财政垫付');
        town.centreGroup.shows('请审核办结', '已送电');
        await town.centre.says('审核通过 001');
        town.specialist.shows('办结已审核通过', '已送电');
        town.specialist.hides('办结已审核通过', '垫付');
      });

      it('a result under review stays hidden from the company’s side, in the history too', async () => {
        await town.liaison.says('办结 001：已解决，已完成增容送电', { files: ['image'] });
        await town.specialist.says(`查 ${number}`);
        town.specialist.hides(`诉求 ${number}`, '增容送电', '附：');
        await town.centre.says('退回补正 001：缺少答复函');
        await town.specialist.says(`查 ${number}`);
        town.specialist.hides(`诉求 ${number}`, '增容送电', '答复函');
        await town.centre.says(`查 ${number}`);
        town.centre.shows(`诉求 ${number}`, '增容送电', '缺少答复函');
      });
    });

    it('what the unit asks reaches the submitter, and his answer the unit', async () => {
      const { specialist, liaison, centreGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await liaison.says('签收 001');
      for (const said of ['备注 001：请问企业抵押物是什么？', '问专员 001：企业厂房是否自有']) {
        specialist.forgets();
        await liaison.says(said);
        specialist.hears('承办单位提问', said.split('：')[1] ?? '', '【回复】');
      }
      centreGroup.shows('新备注：请问企业抵押物是什么');
      await specialist.presses('回复');
      liaison.forgets();
      await specialist.presses('回复承办单位', { form: { 回复内容: '抵押物为自有厂房' } });
      liaison.hears('抵押物为自有厂房');
      await liaison.says(`查 ${number}`);
      liaison.shows(`诉求 ${number}`, '问专员 区发改委', '抵押物为自有厂房');
    });

    it('a long history comes in pages, newest first, each within a card', async () => {
      const { specialist, liaison } = town;
      await specialist.says(`${appeal}${'情况说明。'.repeat(400)}`, { mentioning: [liaison] });
      for (let turn = 1; turn <= 30; turn += 1)
        await liaison.says(`进展 001：第${turn}次，${'现场协调外线路径。'.repeat(40)}`);
      await specialist.says(`查 ${number}`);
      const seen: string[] = [];
      let card = specialist.card(`诉求 ${number}`);
      for (let page = 0; page < 10; page += 1) {
        if (card.message.kind !== 'card') throw new Error('no card');
        expect(Buffer.byteLength(JSON.stringify(cardJson(card.message)))).to.be.below(25_000);
        seen.push(...(textOf(card.message).match(/第\d+次/g) ?? []));
        if (!textOf(card.message).includes('【更早的记录】')) break;
        await specialist.presses('更早的记录');
        card = specialist.messages.at(-1) ?? card;
      }
      expect([...new Set(seen)]).to.have.length(30);
      expect(seen[0]).to.equal('第30次');
    });
  });
});
