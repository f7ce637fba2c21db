import { expect } from 'chai';
import { readContinuation } from '../../../src/chat/free/gathering.ts';
import { readAppeal } from '../../../src/chat/reading/readAppeal.ts';
import type { Work } from '../../../src/commands/shared/work.ts';
import * as decide from '../../../src/domain/appeal/decisions.ts';
import { route } from '../../../src/domain/routing/route.ts';
import { rules, stamp, submitted } from '../../domain/given.ts';

const before = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const { appeal: last } = decide.submit(
  { ...submitted, text: before, ...readAppeal(before, rules), routing: route(before, [], rules) },
  stamp(),
);

/** Behind an appeal of 宏泰机械 about electricity. */
const cases: [text: string, read: ReturnType<typeof readContinuation>][] = [
  ['企业着急，下周一批设备就要进场', 'more'],
  ['老板姓王，13900000001', 'more'],
  ['联系人王建国 13900000001', 'more'],
  ['企业名称：宏泰机械有限公司', 'more'],
  ['另外，供电公司说要排队', 'more'],
  ['还有就是电费也偏高', 'more'],
  ['地址在工业园二期', 'more'],
  ['宏泰机械的变压器是2015年装的', 'more'],
  ['另外一家企业同兴五金反映，贷款到期银行抽贷', 'own'],
  ['还有一家合作社说贷款下不来', 'own'],
  ['同兴五金反映，园区三天两头跳闸停电', 'own'],
  ['宏泰机械有限公司反映，厂区用水高峰水压低', 'own'],
  ['同兴五金有限公司的双电源没人管', 'own'],
  ['地址变更登记办了一个月还没办下来', 'own'],
  ['请获得信贷专班协调一下', 'own'],
  ['办事人员索贿，要好处费', 'own'],
  ['企业反映水压也不够', 'unclear'],
  ['电话线路被施工挖断，江畔商贸断网三天', 'own'],
];

describe('两分钟内的话 — more of it, a matter of its own, or unclear', () => {
  for (const [text, read] of cases) {
    it(`“${text}” → ${read}`, () => {
      expect(readContinuation({ text, mentioned: [], work: { rules } as Work }, last)).to.equal(read);
    });
  }
});
