import { expect } from 'chai';
import type { AppealEvent } from '../../src/domain/appeal/events.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复，联系人王强 13900001234';
const number = 'JJ20261120-001';

describe('不是命令的话 — remarks that resemble verbs of time, and verbs in other words', () => {
  onSqlite((open) => {
    let town: District;

    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.liaison.says('签收 001');
      await town.liaison.says('方案 001：已勘查（计划12月10日办结）');
      town.liaison.forgets();
    });
    afterEach(() => town.end());

    async function last(): Promise<AppealEvent | undefined> {
      return (await town.deps.read((store) => store.timeline(number))).at(-1);
    }

    for (const said of ['需要延期', '延期5天：外线施工受阻', '申请延期一周，外线施工受阻']) {
      it(`“${said}” on the card opens the form, and is no progress`, async () => {
        const { messageId: quoting } = town.electricityGroup.card('企业诉求交办');
        await town.liaison.says(said, { in: town.electricityGroup, quoting });
        town.liaison.hears('延期 ', '申请延至');
        expect((await last())?.type).to.equal('planned');
      });
    }

    it('“先暂停，等企业材料” asks for a pause with its cause', async () => {
      const { messageId: quoting } = town.electricityGroup.card('企业诉求交办');
      await town.liaison.says('先暂停，等企业材料', { in: town.electricityGroup, quoting });
      town.liaison.hears('暂停 ', '暂停原因:待企业', '具体情况:等企业材料');
      expect((await last())?.type).to.equal('planned');
    });

    it('同意 of the handling unit is no progress, and of the submitter no supplement', async () => {
      const { messageId: quoting } = town.electricityGroup.card('企业诉求交办');
      await town.liaison.says('同意', { in: town.electricityGroup, quoting });
      await town.specialist.says('同意');
      await town.specialist.says('不同意');
      expect((await last())?.type).to.equal('planned');
    });

    describe('while an extension waits', () => {
      beforeEach(async () => {
        await town.liaison.says('延期 001 至12月20日：外线施工受阻');
        town.liaison.forgets();
      });

      for (const said of ['同意，请抓紧', '同意延期，但最迟12月15日', '不行', '001可以延期']) {
        it(`“${said}” on the centre’s card decides nothing and reaches nobody`, async () => {
          const { messageId: quoting } = town.centreGroup.card('请审核延期');
          await town.centre.says(said, { in: town.centreGroup, quoting });
          town.centre.hears('请确认如何记录', said, '请点事项卡片上的按钮');
          town.liaison.hearsNothing();
          expect((await last())?.type).to.equal('extension_asked');
        });
      }

      for (const said of ['同意001延期', '批准延期 001', '001准予延期', '同意001的延期申请']) {
        it(`“${said}” agrees`, async () => {
          await town.centre.says(said);
          expect((await last())?.type).to.equal('extended');
        });
      }

      it('“同意001暂停” agrees to nothing that was not asked', async () => {
        await town.centre.says('同意001暂停');
        town.centre.hears('没有待审核的');
        expect((await last())?.type).to.equal('extension_asked');
      });
    });

    it('“001已电话告知企业” and “已通知企业” record that the company was told', async () => {
      await town.specialist.says('001已电话告知企业');
      expect((await last())?.type).to.equal('informed');
    });

    it('督办红 with the number behind it means that appeal and no other', async () => {
      await town.specialist.says('湾里街道同兴五金反映，园区三天两头跳闸停电', { mentioning: [town.liaison] });
      await town.office.says('督办红 001：超期三天未见进展');
      town.office.hears('督办单（待签发）', '超期三天未见进展');
      const papers = await town.deps.read((store) => store.papers(number));
      expect(papers[0]).to.include({ reason: '超期三天未见进展', state: 'draft' });
    });

    const matters = [
      '督办：我公司货款被拖欠三年无人管',
      '意见：我公司办证三个月没有结果',
      '说明情况：我公司被拖欠货款三年',
      '统计 联网直报打不开',
      '已答复，企业仍不满意，请再处理',
    ];
    for (const said of matters) {
      it(`“${said}” of a stranger is kept as 线索`, async () => {
        await town.stranger.says(said);
        town.stranger.hears('内容已作为线索转区为企服务中心');
        town.centreGroup.shows('收到一条线索', said);
      });
    }

    it('a stranger’s verb with a number is none: he is told how to be added', async () => {
      await town.stranger.says('意见 001：请快办');
      town.stranger.hears('您还不在本系统的联系人名单中');
      town.centreGroup.hearsNothing();
    });

    it('帮助 lists what the role may do', async () => {
      const lines: [player: 'leader' | 'commander' | 'centre', has: string, hasNot: string][] = [
        ['leader', '催办 003', '备注 003'],
        ['commander', '催办 003', '督办 003'],
        ['centre', '恢复 003', '延期 003 至'],
      ];
      for (const [player, has, hasNot] of lines) {
        await town[player].says('帮助');
        town[player].shows('诉求管家使用说明', has);
        town[player].hides('诉求管家使用说明', hasNot);
      }
    });
  });
});
