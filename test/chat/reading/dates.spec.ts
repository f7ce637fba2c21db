import { expect } from 'chai';
import fc from 'fast-check';
import { readDate, takeAside, takePromise } from '../../../src/chat/reading/dates.ts';
import { china } from '../../domain/given.ts';

/** Friday. */
const friday = china('2026-11-20 10:00');

describe('读日期', () => {
  const cases: [words: string, now: string, date: string | undefined][] = [
    ['2026-11-30 +0800', friday, '2026-11-30'],
    ['2026-11-30', friday, '2026-11-30'],
    ['2026年11月30日', friday, '2026-11-30'],
    ['2026/11/30', friday, '2026-11-30'],
    ['2026.1.5', friday, '2026-01-05'],
    ['11月30日', friday, '2026-11-30'],
    ['11月30号', friday, '2026-11-30'],
    ['11 月 30 日', friday, '2026-11-30'],
    ['11月30', friday, '2026-11-30'],
    [' 11月30日 ', friday, '2026-11-30'],
    ['今天', friday, '2026-11-20'],
    ['明天', friday, '2026-11-21'],
    ['后天', friday, '2026-11-22'],
    ['明天', china('2026-11-20 23:30'), '2026-11-21'],
    ['明天', china('2026-11-21 00:30'), '2026-11-22'],
    ['下周三', friday, '2026-11-25'],
    ['下星期三', friday, '2026-11-25'],
    ['下周三', china('2026-11-22 10:00'), '2026-11-25'],
    ['下周日', friday, '2026-11-29'],
    ['下周天', friday, '2026-11-29'],
    ['本周日', friday, '2026-11-22'],
    ['这周一', friday, '2026-11-16'],
    ['月底', friday, '2026-11-30'],
    ['本月底', friday, '2026-11-30'],
    ['12月底', friday, '2026-12-31'],
    ['2月底', friday, '2027-02-28'],
    ['年底', friday, '2026-12-31'],
    ['1月5日', china('2026-12-20 10:00'), '2027-01-05'],
    ['12月30日', china('2027-01-05 10:00'), '2026-12-30'],
    ['11月19日', friday, '2026-11-19'],
    ['8月20日', friday, '2026-08-20'],
    ['8月19日', friday, '2027-08-19'],
    ['2月29日', china('2027-12-20 10:00'), '2028-02-29'],
    ['2月29日', friday, undefined],
    ['2月30日', friday, undefined],
    ['13月1日', friday, undefined],
    ['11月31日', friday, undefined],
    ['2026-02-29', friday, undefined],
    ['2026-11-30T10:00', friday, undefined],
    ['尽快', friday, undefined],
    ['', friday, undefined],
    ['1390000', friday, undefined],
  ];
  for (const [words, now, date] of cases) {
    it(`“${words}” on ${now.slice(0, 10)} → ${date ?? 'no date'}`, () => expect(readDate(words, now)).to.equal(date));
  }

  it('reads any date of the coming nine months without its year', () => {
    const days = fc.integer({ min: 0, max: 260 });
    const now = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(now, days, (at, ahead) => {
        const [year, month, day] = new Date(at.getTime() + ahead * 86_400_000 + 8 * 3_600_000)
          .toISOString()
          .slice(0, 10)
          .split('-');
        expect(readDate(`${Number(month)}月${Number(day)}日`, at.toISOString())).to.equal(`${year}-${month}-${day}`);
      }),
    );
  });
});

describe('读计划日期 — in a plan', () => {
  const cases: [said: string, text: string, date: string | undefined][] = [
    ['已现场勘查（计划11月30日办结）', '已现场勘查', '2026-11-30'],
    ['已现场勘查(预计 2026-11-30 完成)', '已现场勘查', '2026-11-30'],
    ['已现场勘查，计划11月30日办结', '已现场勘查', '2026-11-30'],
    ['已现场勘查。力争11月底前解决。', '已现场勘查。', '2026-11-30'],
    ['拟于下周三前办结，外线由供电公司负责', '拟于下周三前办结，外线由供电公司负责', '2026-11-25'],
    ['已勘查（计划11月30日办结，外线另报）', '已勘查（计划11月30日办结，外线另报）', '2026-11-30'],
    ['(供电公司已受理)计划11月30日办结', '(供电公司已受理)', '2026-11-30'],
    ['12月30日前办结', '12月30日前办结', '2026-12-30'],
    ['11月10日完成勘查，计划11月30日办结', '11月10日完成勘查', '2026-11-30'],
    ['计划11月30日办结，其中12月5日完成验收', '计划11月30日办结，其中12月5日完成验收', '2026-11-30'],
    ['11月10日已完成勘查', '11月10日已完成勘查', undefined],
    ['11月10日完成勘查', '11月10日完成勘查', undefined],
    ['计划11月10日办结', '计划11月10日办结', '2026-11-10'],
    ['计划2月30日办结', '计划2月30日办结', undefined],
    ['11月25日会商，之后答复', '11月25日会商，之后答复', undefined],
    ['2026年11月30日办结', '2026年11月30日办结', '2026-11-30'],
    ['尽快办结', '尽快办结', undefined],
    ['供电公司11月25日完成现场勘查，12月30日前送电', '供电公司11月25日完成现场勘查，12月30日前送电', undefined],
    ['计划11月25日完成现场勘查，12月30日前送电', '计划11月25日完成现场勘查，12月30日前送电', undefined],
    ['11月25日完成勘查，12月10日前办结', '11月25日完成勘查', '2026-12-10'],
    ['计划12月4日前完成增容送电', '计划12月4日前完成增容送电', '2026-12-04'],
    ['12月4日完成。', '12月4日完成。', '2026-12-04'],
  ];
  for (const [said, text, promisedOn] of cases) {
    it(`“${said}” → ${promisedOn ?? 'no date'}`, () => {
      const taken = takePromise(said, friday);
      expect(taken.promisedOn).to.equal(promisedOn);
      expect(taken.text).to.equal(text);
    });
  }

  it('never leaves nothing of what was said', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('计划', '11月30日', '办结', '（', '）', '，', '勘查', '前')), (parts) => {
        const said = parts.join('').trim();
        if (said) expect(takePromise(said, friday).text).to.have.length.greaterThan(0);
      }),
    );
  });
});

describe('读计划日期 — behind 计划解决', () => {
  const cases: [said: string, text: string, date: string | undefined][] = [
    ['（12月30日），外线已排期', '，外线已排期', '2026-12-30'],
    ['(12月30日前)外线已排期', '外线已排期', '2026-12-30'],
    ['，12月30日前，外线已排期', '，外线已排期', '2026-12-30'],
    ['：外线已排期（预计12月30日完成）', '：外线已排期', '2026-12-30'],
    ['，12月30日的会议已定', '，12月30日的会议已定', undefined],
    ['，外线已排期', '，外线已排期', undefined],
  ];
  for (const [said, text, date] of cases) {
    it(`“${said}” → ${date ?? 'no date'}`, () => {
      const taken = takeAside(said, friday);
      expect(taken.text).to.equal(text);
      expect(taken.date).to.equal(date);
    });
  }
});
