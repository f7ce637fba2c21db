import { expect } from 'chai';
import { jobTable } from '../../src/app/jobTable.ts';
import { troubles } from '../../src/jobs/tick/watchdog.ts';
import { textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇恒远机械有限公司申请变压器增容两个月未批复，请协调。联系人：王强 13812345678';

describe('the clock of the host was ahead for a minute and is right again', () => {
  onSqlite((open) => {
    let at: District;
    beforeEach(async () => {
      at = await district(fridayMorning, open);
    });
    afterEach(() => at.end());

    const said = (from = 0) => at.platform.delivered.slice(from).map(({ message }) => textOf(message));
    /** How many of these came since, by recipient. */
    const copiesOf = (what: string, from: number) => {
      const copies = new Map<string, number>();
      for (const { to, message } of at.platform.delivered.slice(from))
        if (textOf(message).includes(what)) copies.set(to, (copies.get(to) ?? 0) + 1);
      return [...copies.values()];
    };

    for (const jump of ['2026-11-23T10:00:00+08:00', '2026-12-04T10:00:00+08:00', '2027-11-19T10:00:00+08:00']) {
      it(`by ${jump}: each working day has its digest and its list, once`, async () => {
        await at.specialist.says(appeal, { mentioning: [at.liaison] });
        await at.until('2026-11-20T10:05:00+08:00');
        await at.nowIs(jump);
        await at.nowIs('2026-11-20T10:07:00+08:00');
        expect((await troubles(at.deps, jobTable)).map(({ kind }) => kind)).to.include('clock');
        const before = at.platform.delivered.length;
        await at.until('2026-12-03T18:00:00+08:00');
        // 23 to 27 November, 30 November to 3 December; what went out for the 23rd meanwhile is not sent again.
        const expected = jump.startsWith('2026-11-23') ? 8 : 9;
        expect(copiesOf('企业诉求晨报', before), 'digests of each reader').to.deep.equal(Array(4).fill(expected));
        expect(copiesOf('今日办理提醒', before)).to.include(expected);
        expect(
          (await troubles(at.deps, jobTable)).map(({ kind }) => kind),
          'after two weeks',
        ).not.to.include('clock');
      });
    }

    it('what was said meanwhile goes out and is dispatched now, not when that time has come', async () => {
      await at.nowIs('2027-11-21T21:00:00+08:00');
      await at.specialist.says(appeal);
      await at.nowIs('2026-11-20T10:07:00+08:00');
      const before = at.platform.delivered.length;
      await at.until('2026-11-20T10:20:00+08:00');
      const texts = said(before).join('\n');
      expect(texts).to.include('企业诉求交办');
    });
  });
});
