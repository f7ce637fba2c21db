import { expect } from 'chai';
import type { Appeal } from '../../src/domain/appeal/appeal.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const letter =
  '关于恳请协调解决厂区供电问题的函\n区为企服务中心：\n我公司（宏泰精密机械有限公司）位于二坝镇工业园。自今年9月申请变压器增容以来，供电部门至今未予批复，已影响新生产线投产。恳请贵中心予以协调。\n联系人：陈立新，电话：0553-5800000。\n宏泰精密机械有限公司\n2026年11月18日';
const form =
  '【企业名称】宏泰精密机械有限公司\n【联系人】陈立新 13900000007\n【诉求内容】申请变压器增容两个月，供电部门至今未批复\n【所在镇】二坝镇';
const table =
  '序号\t企业\t诉求\t联系人\n1\t江畔机械有限公司\t变压器增容报了两个月没动静\t王建国 13900000001\n2\t同兴五金有限公司\t银行续贷压着不批，流动资金紧张\t李四 13900000002';

describe('粘贴的公函和表格 — read by what they say', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    const stored = (): Promise<Appeal[]> => town.deps.read((store) => store.appeals({}));

    for (const [what, text, phone] of [
      ['an official letter', letter, '0553-5800000'],
      ['a filled form', form, '13900000007'],
    ] as const) {
      it(`${what} is one appeal with its company, contact and place; nothing is asked`, async () => {
        await town.specialist.says(text);
        town.specialist.hears('诉求已受理', '宏泰精密机械有限公司（二坝镇）', '获得电力专班');
        town.specialist.hides('诉求已受理', '还缺');
        const [appeal, ...others] = await stored();
        expect(others).to.deep.equal([]);
        expect(appeal?.contact?.name).to.equal('陈立新');
        expect(appeal?.contact?.phone?.replace('-', '')).to.equal(phone.replace('-', ''));
      });
    }

    it('a pasted table: each row its own, with its company and contact', async () => {
      await town.specialist.says(table);
      town.specialist.hears('看起来有 2 件事项', '江畔机械有限公司', '同兴五金有限公司');
      await town.specialist.presses('分成 2 件受理');
      const made = (await stored()).sort((one, other) => one.number.localeCompare(other.number));
      expect(made.map(({ company }) => company)).to.deep.equal(['江畔机械有限公司', '同兴五金有限公司']);
      expect(made.map(({ contact }) => contact?.phone)).to.deep.equal(['13900000001', '13900000002']);
    });
  });
});
