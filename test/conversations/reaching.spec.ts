import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

describe('找得到 — what is named is what is shown, and every tip that waits can be reached', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    it('怎么算的 002 while 001 is quoted answers 002', async () => {
      const { specialist, liaison } = town;
      await specialist.says('沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复', { mentioning: [liaison] });
      await town.later(200);
      await specialist.says('沈巷镇同兴五金厂反映，园区三天两头跳闸停电，想上双电源', { mentioning: [liaison] });
      const { messageId } = specialist.card('诉求已受理', 'JJ20261120-001');
      specialist.forgets();
      await specialist.says('怎么算的 002', { quoting: messageId });
      specialist.hears('时限怎么算的 JJ20261120-002');
      await specialist.says('怎么算的', { quoting: messageId });
      specialist.hears('时限怎么算的 JJ20261120-001');
    });

    it('thirteen tips: the list counts them all and its second page holds the rest', async () => {
      const { stranger, centre } = town;
      for (let index = 1; index <= 13; index += 1) {
        await stranger.says(`湾里街道第${index}家食品厂说排污许可证办不下来`);
        await town.later(1);
      }
      centre.forgets();
      await centre.says('线索');
      centre.hears('待处理线索 13 条', '第1家', '第10家', '【下一页】');
      await centre.presses('下一页');
      centre.shows('待处理线索 13 条', '第11家', '第13家', '【上一页】');
      await centre.says('线索 2');
      centre.hears('第11家', '第12家', '第13家');
    });
  });
});
