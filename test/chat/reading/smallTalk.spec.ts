import { expect } from 'chai';
import { askedByName, talkIn } from '../../../src/chat/reading/smallTalk.ts';
import { rules } from '../../domain/given.ts';

const talk: [text: string, kind: ReturnType<typeof talkIn>][] = [
  ['办得怎么样了', 'status'],
  ['请问什么时候能办好？', 'status'],
  ['怎么还没人签收', 'status'],
  ['我提交的诉求', 'status'],
  ['怎么提交诉求？', 'how-to'],
  ['企业明天要停产了，办到哪一步了', undefined],
  ['请问谁负责，我们厂的路还没修', undefined],
  ['电力专班电话多少', 'contact'],
  ['获得电力专班联络员是谁', 'contact'],
  ['上面那件请抓紧', 'urge'],
  ['收到，我转告企业', 'chat'],
  ['今天开会材料发我一下', 'chat'],
  ['我刚才发错了，撤回吧', 'take-back'],
  ['刚才那条作废', 'take-back'],
  // A vague appeal may be made of such words: it is not answered away.
  ['企业材料提交了没人受理', undefined],
  ['营业执照怎么变更', undefined],
  ['研发补助什么时候发', undefined],
  ['审核通过以后多久放款', undefined],
  ['停电了怎么办', undefined],
  ['发票发错了怎么作废', undefined],
  ['营业执照作废了', undefined],
  ['收到通知要求企业停产', undefined],
  ['专班什么时候来我们企业走访', undefined],
  ['请获得信贷专班看一下', undefined],
  ['政策什么时候能兑现', undefined],
  ['企业反映没人处理', undefined],
];

describe('听懂 — questions and talk hold no matter', () => {
  for (const [text, kind] of talk) {
    it(`“${text}” → ${kind ?? 'an appeal'}`, () => expect(talkIn(text, rules, 'submitter')).to.equal(kind));
  }

  for (const [text, who] of [
    ['宏泰机械那件怎么样了', '宏泰机械'],
    ['江畔食品有限公司的诉求办得怎么样了？', '江畔食品有限公司'],
    ['这批设备报关怎么样才能快一点', undefined],
    ['变压器增容什么时候能批', undefined],
  ] as const) {
    it(`“${text}” asks about ${who ?? 'no appeal'}`, () => expect(askedByName(text, rules, 'submitter')).to.equal(who));
  }
});
