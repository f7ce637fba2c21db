import { expect } from 'chai';
import { dayTimeText } from '../../src/domain/time/chinaTime.ts';
import { textOf } from '../support/cardText.ts';
import { type District, district } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇恒远机械有限公司申请变压器增容两个月未批复，请协调';
const number = 'JJ20261120-001';

describe('时间边缘 — what is promised at the edge of hours is what happens', () => {
  onSqlite((open) => {
    let town: District;
    afterEach(() => town.end());

    async function stored(of: string) {
      return town.deps.read((store) => store.appeal(of));
    }

    /** Said at that moment; goes out then, as the receipt says. The grace time is three minutes. */
    const edges: [said: string, goes: string][] = [
      ['2026-11-20T08:25:00+08:00', '2026-11-20T08:30:00+08:00'],
      ['2026-11-20T08:27:30+08:00', '2026-11-20T08:30:30+08:00'],
      ['2026-11-20T08:29:59+08:00', '2026-11-20T08:32:59+08:00'],
      ['2026-11-20T11:59:00+08:00', '2026-11-20T12:02:00+08:00'],
      ['2026-11-20T12:00:00+08:00', '2026-11-20T12:03:00+08:00'],
      ['2026-11-20T17:26:30+08:00', '2026-11-20T17:29:30+08:00'],
      ['2026-11-20T17:26:59+08:00', '2026-11-20T17:29:59+08:00'],
      ['2026-11-20T17:27:00+08:00', '2026-11-23T08:30:00+08:00'],
      ['2026-11-20T17:31:00+08:00', '2026-11-23T08:30:00+08:00'],
      ['2026-11-20T18:00:00+08:00', '2026-11-23T08:30:00+08:00'],
      // The eve of the National Day, and the Saturday that is worked for it.
      ['2026-09-30T17:26:30+08:00', '2026-09-30T17:29:30+08:00'],
      ['2026-09-30T17:28:00+08:00', '2026-10-08T08:30:00+08:00'],
      ['2026-10-10T17:26:30+08:00', '2026-10-10T17:29:30+08:00'],
      ['2026-10-10T17:28:00+08:00', '2026-10-12T08:30:00+08:00'],
    ];
    for (const [said, goes] of edges) {
      it(`said ${said.slice(5, 19)}, dispatched ${goes.slice(5, 19)}`, async () => {
        town = await district(said, open);
        await town.specialist.says(appeal);
        const of = `JJ${said.slice(0, 10).replaceAll('-', '')}-001`;
        const promised = new Date(goes);
        const receipt = textOf(town.specialist.card('诉求已受理').message);
        expect(receipt).to.include(
          said.slice(0, 10) === goes.slice(0, 10) ? `请于${goes.slice(11, 16)}前` : dayTimeText(promised),
        );
        await town.until(new Date(promised.getTime() - 1000).toISOString());
        expect((await stored(of))?.status).to.equal('received');
        await town.until(new Date(promised.getTime() + 60_000).toISOString());
        expect((await stored(of))?.status).to.equal('dispatched');
        town.electricityGroup.hears('企业诉求交办', of);
      });
    }

    it('noticed after a standstill it is dispatched as promised; the card waits for the morning', async () => {
      town = await district('2026-11-20T17:26:30+08:00', open);
      await town.specialist.says(appeal);
      await town.nowIs('2026-11-20T19:10:00+08:00');
      expect((await stored(number))?.status).to.equal('dispatched');
      town.electricityGroup.hearsNothing();
      town.specialist.hides('诉求已受理', '17:29');
      await town.until('2026-11-23T08:30:00+08:00');
      town.electricityGroup.hears('企业诉求交办', '请于11月24日(周二)17:30前签收');
    });

    describe('what waits for the morning says so', () => {
      beforeEach(async () => {
        town = await district('2026-11-20T10:00:00+08:00', open);
        await town.specialist.says(appeal);
        await town.later(300);
        await town.specialist.says('沈巷镇兴隆家具厂反映有件事情办了很久没有结果');
        await town.nowIs('2026-11-20T22:00:00+08:00');
      });

      it('a proposal that is changed at night tells its dispatch, not a transfer', async () => {
        for (const said of ['交办 002 获得电力', '改派 002 专班8', '拟派 002 获得电力']) {
          town.centre.forgets();
          await town.centre.says(said);
          town.centre.hears('JJ20261120-002', '已定为', '11月23日(周一)08:30交办');
        }
        expect((await stored('JJ20261120-002'))?.status).to.equal('received');
      });

      const held: [who: 'centre' | 'specialist' | 'liaison' | 'deputy' | 'office', said: string][] = [
        ['centre', '改派 001 获得信贷：涉及贷款'],
        ['specialist', '催办 001：企业来电'],
        ['specialist', '备注 001：企业请先电话联系'],
        ['liaison', '方案 001：已安排勘查'],
        ['liaison', '办结 001：已解决，已送电'],
        ['liaison', '退件 001：不属本单位职责'],
        ['deputy', '说明情况 001：正在核实'],
        ['office', '督办 001 黄 企业来电催办'],
      ];
      for (const [who, said] of held) {
        it(`${who}: ${said}`, async () => {
          town[who].forgets();
          await town[who].says(said);
          expect(town[who].card('11月23日(周一)08:30收到', number)).to.not.equal(undefined);
        });
      }
    });

    it('in working hours nothing waits, and nothing says so', async () => {
      town = await district('2026-11-20T10:00:00+08:00', open);
      await town.specialist.says(appeal);
      await town.later(300);
      town.specialist.forgets();
      await town.specialist.says('催办 001');
      expect(textOf(town.specialist.hears('已催办').message)).to.not.include('收到');
    });

    it('a unit that gets it late reads its own window, and no day that is past', async () => {
      town = await district('2026-11-20T10:00:00+08:00', open);
      await town.specialist.says(appeal);
      await town.later(300);
      await town.liaison.says('签收 001');
      await town.nowIs('2026-12-18T10:00:00+08:00');
      await town.centre.says('改派 001 获得信贷：因涉及贷款担保');
      town.creditGroup.shows('企业诉求交办', '改派理由：因涉及贷款担保', '12月22日(周二)17:30前提出解决方案');
      town.creditGroup.hides('企业诉求交办', '11月');
      await town.creditLiaison.says('签收 001');
      const notes = town.specialist.messages
        .map(({ message }) => textOf(message))
        .filter((text) => text.includes('区财政局已签收'));
      expect(notes.join()).to.include('12月22日(周二)17:30前').and.not.include('11月25日');
    });

    it('the company’s date stands second while it is still to come', async () => {
      town = await district('2026-11-20T10:00:00+08:00', open);
      await town.specialist.says(appeal);
      await town.later(300);
      await town.nowIs('2026-11-24T10:00:00+08:00');
      await town.centre.says('改派 001 获得信贷');
      town.creditGroup.shows('企业诉求交办', '11月26日(周四)17:30前提出解决方案（企业的时限为11月25日(周三)17:30）');
    });
  });
});
