import { expect } from 'chai';
import { readBackfill, readExtension, readPause } from '../../../src/chat/reading/timeRequests.ts';

const now = '2026-11-30T02:00:00.000Z';

describe('听懂 — until when, why, and what was done on which day', () => {
  const extensions: [said: string, until: string | undefined, reason: string][] = [
    ['至12月10日：外线受阻', '2026-12-10', '外线受阻'],
    ['到2026年12月10日，理由：外线受阻', '2026-12-10', '外线受阻'],
    ['12月10日前，外线受阻', '2026-12-10', '外线受阻'],
    ['因外线受阻，延期至12月10日', '2026-12-10', '因外线受阻'],
    ['因外线受阻，申请延至12月10日，请批准', '2026-12-10', '因外线受阻，请批准'],
    ['至月底', '2026-11-30', ''],
    ['外线受阻，12月1日已报市局', undefined, '外线受阻，12月1日已报市局'],
    ['三天', undefined, '三天'],
  ];
  for (const [said, until, reason] of extensions) {
    it(said, () => expect(readExtension(said, now)).to.deep.equal({ until, reason }));
  }

  const pauses: [said: string, cause: string | undefined, until: string | undefined, reason: string][] = [
    ['待企业 至12月3日：补办土地手续', '待企业', '2026-12-03', '补办土地手续'],
    ['至12月3日，待上级：等市局批复', '待上级', '2026-12-03', '等市局批复'],
    ['待企业补办土地手续，至12月3日', '待企业', '2026-12-03', '待企业补办土地手续'],
    ['等第三方，至12月3日，评估未完成', '待第三方', '2026-12-03', '评估未完成'],
    ['补办土地手续', undefined, undefined, '补办土地手续'],
  ];
  for (const [said, cause, until, reason] of pauses) {
    it(said, () => expect(readPause(said, now)).to.deep.equal({ cause, until, reason }));
  }

  const entries: [said: string, step: string | undefined, doneOn: string | undefined, text: string][] = [
    ['签收 11月24日', '签收', '2026-11-24', ''],
    ['11月24日签收', '签收', '2026-11-24', ''],
    ['方案 11月24日：已勘查（计划12月4日办结）', '方案', '2026-11-24', '已勘查（计划12月4日办结）'],
    ['办结：已解决，11月24日已送电', '办结', undefined, '已解决，11月24日已送电'],
    ['于11月24日办结，已解决，已送电', '办结', '2026-11-24', '已解决，已送电'],
    ['', undefined, undefined, ''],
  ];
  for (const [said, step, doneOn, text] of entries) {
    it(said || 'nothing', () => expect(readBackfill(said, now)).to.deep.equal({ step, doneOn, text }));
  }
});
