import { expect } from 'chai';
import { rebuild } from '../../src/domain/appeal/evolve.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const number = 'JJ20261120-001';

describe('更换方案 — another plan while the appeal is in hand, with its reason', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says('沈巷镇恒远机械有限公司申请变压器增容两个月未批复', { mentioning: [town.liaison] });
      await town.liaison.says('方案 001：单回路增容（计划12月10日办结）');
      await town.specialist.presses('已告知企业');
      await town.nowIs('2026-11-23T10:00:00+08:00');
      for (const one of [town.specialist, town.liaison, town.centreGroup]) one.forgets();
    });
    afterEach(() => town.end());

    const stored = async () =>
      (await town.deps.read((store) => store.appeal(number))) as NonNullable<unknown> & {
        plan?: { text: string; promisedOn?: string; firstPromisedOn?: string };
        version: number;
      };
    async function result() {
      const clocks = await town.deps.read((store) => store.clocks(number));
      return clocks.find(({ kind, stoppedAt }) => kind === 'result' && stoppedAt === undefined);
    }

    it('typed: recorded, the first date stays, the clock moves forward, submitter and centre are told', async () => {
      const { liaison, specialist, centreGroup, electricityGroup } = town;
      await liaison.says('方案 001：改由双回路供电（计划12月4日办结）（原因：原线路走廊受阻）');
      liaison.hears('已更换方案');
      expect((await stored()).plan).to.include({
        text: '改由双回路供电',
        promisedOn: '2026-12-04',
        firstPromisedOn: '2026-12-10',
      });
      expect((await result())?.dueAt).to.equal('2026-12-04T09:30:00.000Z');
      expect((await result())?.firstDueAt).to.equal('2026-12-10T09:30:00.000Z');
      specialist.hears('已更换方案', '改由双回路供电', '12月4日(周五)', '原计划12月10日(周四)', '【已告知企业】');
      centreGroup.hears('已更换方案', '原因：原线路走廊受阻', '原计划12月10日(周四)');
      electricityGroup.shows(number, '改由双回路供电', '原计划12月10日(周四)');
      await liaison.says('怎么算的 001');
      liaison.hears('更换方案', '首次期限12月10日(周四)17:30');
      const rebuilt = await town.deps.read(async (store) => rebuild(await store.timeline(number)));
      expect(JSON.parse(JSON.stringify(rebuilt))).to.deep.equal(await stored());
    });

    it('without a reason a form asks for it and keeps what was typed', async () => {
      const { liaison } = town;
      await liaison.says('方案 001：改由双回路供电，计划12月4日办结');
      liaison.hears(`更换方案 ${number}`, '改由双回路供电');
      expect((await stored()).plan?.text).to.equal('单回路增容');
      await liaison.presses('更换方案', {
        form: { 新的解决方案: '改由双回路供电', 计划办结日期: '2026-12-04', 更换原因: '原线路走廊受阻' },
      });
      expect((await stored()).plan).to.include({ text: '改由双回路供电', promisedOn: '2026-12-04' });
    });

    it('without a date the promise stands', async () => {
      await town.liaison.says('更换方案 001：改由双回路供电，原因：原线路走廊受阻');
      expect((await stored()).plan).to.include({ text: '改由双回路供电', promisedOn: '2026-12-10' });
      expect((await stored()).plan?.firstPromisedOn).to.equal(undefined);
      expect((await result())?.dueAt).to.equal('2026-12-10T09:30:00.000Z');
    });

    it('a later day is an extension’s: refused, and nothing is changed', async () => {
      const { liaison } = town;
      const { version } = await stored();
      await liaison.says('方案 001：改由双回路供电（计划12月20日办结）（原因：原线路走廊受阻）');
      liaison.hears('晚于现办结期限12月10日(周四)', '请先申请延期');
      expect((await stored()).version).to.equal(version);
    });

    it('only whoever handles it, and only while it is in hand', async () => {
      const { creditLiaison, liaison } = town;
      const { version } = await stored();
      await creditLiaison.says(`更换方案 ${number}：改线（原因：受阻）`);
      expect((await stored()).version).to.equal(version);
      await liaison.says('办结 001：已解决，已送电');
      liaison.forgets();
      await liaison.says('更换方案 001：改线（原因：受阻）');
      liaison.hears('更换方案');
      expect((await stored()).plan?.text).to.equal('单回路增容');
    });
  });
});
