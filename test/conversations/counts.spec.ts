import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const matters = ['变压器增容', '双电源', '电费异常'];
const number = (sequence: number) => `JJ20261120-00${sequence}`;

describe('数量不是编号 — what is counted, dated or reasoned is never an appeal or a unit', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      for (const [index, matter] of matters.entries())
        await town.specialist.says(`沈巷镇第${index}机械有限公司反映${matter}问题未解决，获得电力专班`);
      for (const one of [town.specialist, town.liaison, town.centre]) one.forgets();
    });
    afterEach(() => town.end());

    async function versions(): Promise<string[]> {
      const found = await town.deps.read((store) => store.appeals({}));
      return found.map((appeal) => `${appeal.number} ${appeal.status} ${appeal.version}`);
    }
    async function stored(sequence: number) {
      return town.deps.read((store) => store.appeal(number(sequence)));
    }

    // biome-ignore format: a table is read by column
    const nothing: ['specialist' | 'liaison' | 'centre', string[]][] = [
      ['specialist', ['撤回 3 天前提交的那件', '撤回 1 份材料', '撤回3件', '催办 2 次了还没有回复', '补充 3 张照片', '全部撤回 003']],
      ['liaison', ['签收3件', '签收 2 件', '已签收 3 件诉求', '全部签收 003', '方案 1 个月内完成增容', '进展 2 台变压器已到货', '进展 220 千伏线路已送电', '退件 3 次了', '延期 2 天：外线受阻', '办结 3 件，其余正在办']],
      ['centre', ['补正 2 份材料', '改派 2 家单位', '退回 3 次了', '通过 2 件', '改派 002 沈港镇', '改派 002 获得信贷 区财征局']],
    ];
    for (const [who, texts] of nothing)
      for (const said of texts)
        it(`of ${who}: ${said}, asked back and nothing done`, async () => {
          const before = await versions();
          await town[who].says(said);
          expect(await versions()).to.deep.equal(before);
          expect(town[who].messages.length).to.be.greaterThan(0);
        });

    it('签收3件 may be meant of one of them: it is asked which', async () => {
      const { liaison } = town;
      await liaison.says('签收3件');
      liaison.hears('请写作“003”', '【签收】');
      await liaison.presses('签收');
      liaison.hears('请选择是哪件诉求', number(1), number(2), number(3));
      await liaison.presses(number(2));
      expect((await stored(2))?.status).to.equal('signed');
    });

    it('a number with 号, with its zero, or alone at the end is what it was', async () => {
      const { liaison } = town;
      await liaison.says('签收 3');
      await liaison.says('2号签收');
      await liaison.says('签收001');
      for (const one of [1, 2, 3]) expect((await stored(one))?.status).to.equal('signed');
    });

    it('20号签收 on the 20th may be a date: one press signs what it names', async () => {
      const { specialist, liaison } = town;
      for (let index = 4; index <= 20; index += 1)
        await specialist.says(`沈巷镇第${index}纺织有限公司反映，申请变压器增容未批复，获得电力专班`);
      liaison.forgets();
      await liaison.says('20号签收');
      liaison.hears('“20号”也可能不是编号', 'JJ20261120-020', '【是，照此办理】');
      const twentieth = async () => (await town.deps.read((store) => store.appeal('JJ20261120-020')))?.status;
      expect(await twentieth()).to.equal('dispatched');
      await liaison.presses('是，照此办理');
      expect(await twentieth()).to.equal('signed');
    }).timeout(20_000);

    describe('改派', () => {
      const held = async (sequence: number) => {
        const assignment = (await stored(sequence))?.assignments.at(-1);
        return [assignment?.taskForce, assignment?.unit];
      };

      it('a reason that ends in the name of a town stays a reason', async () => {
        await town.centre.says('改派 003 获得信贷 该企业位于沈巷镇');
        expect(await held(3)).to.deep.equal([8, 'finance-bureau']);
        await town.centre.says('改派 001 获得信贷，理由是企业在湾里街道');
        expect(await held(1)).to.deep.equal([8, 'finance-bureau']);
      });

      it('what may be a unit is asked about first, and a press does it as it was read', async () => {
        const { centre } = town;
        await centre.says('改派 003 获得信贷 企业说应该找区财政局');
        centre.hears('“企业说应该找区财政局”不能确定是否为承办单位', number(3), '获得信贷专班');
        expect(await held(3)).to.deep.equal([3, 'development-reform-commission']);
        await centre.presses('是，照此办理');
        expect(await held(3)).to.deep.equal([8, 'finance-bureau']);
      });

      it('a town of the roster is a unit, a slip for one is told', async () => {
        const { centre } = town;
        await centre.says('改派 002 沈港镇');
        centre.hears('没有“沈港镇”这个单位，是否指“沈巷镇”？');
        await centre.says('改派 002 沈巷镇');
        expect(await held(2)).to.deep.equal([3, 'town:沈巷镇']);
        await centre.says('改派 001 获得信贷 湾里街道');
        expect(await held(1)).to.deep.equal([8, 'town:湾里街道']);
      });
    });
  });
});
