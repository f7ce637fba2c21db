import { expect } from 'chai';
import { intents, understand } from '../../src/chat/intents/index.ts';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { reviewRules } from '../../src/jobs/tick/reviewRules.ts';
import { type Act, atOnce, oneAfterTheOther, pressesOn, saying } from '../support/atOnce.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import type { Player, Reader } from '../support/conversation.ts';
import { type Place, silent, sqlitePlace, usedPlaces } from '../support/databases.ts';

const words = '沈巷镇恒远机械有限公司申请变压器增容两个月未批复，请协调。';

/** Goes there, and names who is about to press on what. */
type Story = (at: District) => Promise<{ on: Reader; card: string; by: [Player, Player?] }>;

async function submitted(at: District): Promise<void> {
  await at.specialist.says(words);
}

async function dispatched(at: District): Promise<void> {
  await at.specialist.says(words, { mentioning: [at.liaison] });
}

async function returned(at: District): Promise<void> {
  await dispatched(at);
  await at.liaison.says('申请退件 001：不属本单位职责，建议由区住建局办理');
}

async function signed(at: District): Promise<void> {
  await dispatched(at);
  await at.liaison.says('签收 001');
}

async function planned(at: District): Promise<void> {
  await signed(at);
  await at.liaison.says('方案 001：已安排勘查（计划12月2日办结）');
}

async function asked(at: District): Promise<void> {
  await planned(at);
  await at.liaison.says('延期 001 至12月10日：外线需另行选线');
}

async function paused(at: District): Promise<void> {
  await planned(at);
  await at.liaison.says('暂停 001 待企业 至12月3日：企业补办土地手续');
  await at.centre.says('同意暂停 001');
}

async function resolved(at: District): Promise<void> {
  await planned(at);
  await at.liaison.says('办结 001：已解决，已完成增容送电');
}

async function confidential(at: District): Promise<void> {
  await at.specialist.says('沈巷镇恒远机械有限公司反映某单位工作人员索贿两万元');
}

async function noted(at: District): Promise<void> {
  await signed(at);
  await at.until('2026-11-30T10:00:00+08:00');
  await at.duty.presses('发送', { on: at.centreGroup });
}

async function instructed(at: District): Promise<void> {
  await dispatched(at);
  await at.leader.says('意见 001：请尽快会商');
  await at.leader.presses('作为批示转办');
}

async function added(at: District): Promise<void> {
  await submitted(at);
  await at.later(60);
  await at.specialist.says('', { files: ['image'] });
  await at.specialist.says('企业希望尽快送电', { messageId: 'om_more' });
}

async function substituting(at: District): Promise<void> {
  await at.liaison.says('代岗 @获得信贷专班联络员 至11月24日', { mentioning: [at.officer] });
}

/** New rules would move a deadline: the office is asked. */
async function movedByRules(at: District): Promise<void> {
  await reviewRules(at.deps);
  await signed(at);
  const known = at.deps.calendar;
  const isWorkday = (date: string) => date !== '2026-11-25' && known.isWorkday(date);
  at.deps.calendar = { ...known, isWorkday };
  await reviewRules(at.deps);
  await at.settles();
}

/** Every card that decides something: each of its buttons with itself and with each other. */
const situations: Record<string, Story> = {
  线索: async (at) => {
    await at.stranger.says(words);
    return { on: at.centreGroup, card: '收到一条线索', by: [at.centre, at.duty] };
  },
  同样的话: async (at) => {
    await at.specialist.says(words);
    await at.later(300);
    await at.specialist.says(words);
    return { on: at.specialist, card: '诉求提交确认', by: [at.specialist] };
  },
  没有看懂的话: async (at) => {
    await at.specialist.says('收到，下午回复');
    return { on: at.specialist, card: '请确认要办理的事项', by: [at.specialist] };
  },
  区领导的话: async (at) => {
    await at.leader.says('请关注一下沈巷镇企业用电的问题');
    return { on: at.leader, card: '请确认要办理的事项', by: [at.leader] };
  },
  受理回执: async (at) => {
    await at.specialist.says(words);
    return { on: at.specialist, card: '诉求已受理', by: [at.specialist, at.specialist] };
  },
  交办卡片: async (at) => {
    await dispatched(at);
    return { on: at.electricityGroup, card: '企业诉求交办', by: [at.liaison, at.officer] };
  },
  延期申请: async (at) => {
    await asked(at);
    return { on: at.centreGroup, card: '延期', by: [at.centre, at.duty] };
  },
  办结审核: async (at) => {
    await resolved(at);
    return { on: at.centreGroup, card: '审核', by: [at.centre, at.duty] };
  },
  提示主要负责人: async (at) => {
    await signed(at);
    await at.until('2026-11-30T10:00:00+08:00');
    return { on: at.centreGroup, card: '请审发提示', by: [at.duty, at.centre] };
  },
  督办单: async (at) => {
    await dispatched(at);
    await at.centre.says('督办 001 红 超期三天未见进展');
    await at.office.says('督办 001 红 超期三天未见进展');
    return { on: at.office, card: '督办单（待签发）', by: [at.office, at.office2] };
  },
  时限变化: async (at) => {
    await movedByRules(at);
    return { on: at.office, card: '时限规则或日历有变化', by: [at.office, at.office2] };
  },
  意见预览: async (at) => {
    await dispatched(at);
    await at.leader.says('意见 001：请尽快会商');
    return { on: at.leader, card: '意见转办预览', by: [at.leader] };
  },
};

/** Cards on which one press does not exclude the other: sign and plan, keep a remark and pass it on. */
const mayBoth = new Set(['受理回执', '交办卡片', '意见预览']);

type Pair = [Act, Act];

/** What is typed: two acts that meet on one thing. */
const typed: Record<string, (at: District) => Promise<Pair>> = {
  '签收 · 退件': after(dispatched, (at) => [
    saying(at.liaison, '退回 001：不属本单位职责'),
    saying(at.officer, '签收 001'),
  ]),
  '申请退件 · 方案': after(dispatched, (at) => [
    saying(at.liaison, '申请退件 001：不属本单位职责'),
    saying(at.officer, '方案 001：已安排勘查（计划12月2日办结）'),
  ]),
  '退件不成立 · 改派': after(returned, (at) => [
    saying(at.centre, '退件不成立 001：属本单位职责'),
    saying(at.duty, '交办 001 区住建局'),
  ]),
  '改派 · 改派': after(dispatched, (at) => [
    saying(at.centre, '改派 001 获得信贷'),
    saying(at.duty, '改派 001 办理建筑许可 区住建局'),
  ]),
  '拟派 · 拟派': after(submitted, (at) => [
    saying(at.specialist, '拟派 001 专班8'),
    saying(at.centre, '拟派 001 专班3'),
  ]),
  '补录 · 补录': after(dispatched, (at) => [
    saying(at.liaison, '补录 001 签收 11月20日'),
    saying(at.officer, '补录 001 签收 11月20日'),
  ]),
  '更换方案 · 进展': after(planned, (at) => [
    saying(at.liaison, '更换方案 001：改由双回路供电（计划12月1日办结）（原因：原线路走廊受阻）'),
    saying(at.officer, '进展 001：外线路径已批复'),
  ]),
  '办结 · 问专员': after(planned, (at) => [
    saying(at.liaison, '办结 001：已解决，已完成增容送电'),
    saying(at.officer, '问专员 001：企业抵押物是什么？'),
  ]),
  '延期 · 暂停': after(planned, (at) => [
    saying(at.liaison, '延期 001 至12月10日：外线需另行选线'),
    saying(at.officer, '暂停 001 待企业 至12月3日：企业补办土地手续'),
  ]),
  '同意 · 不同意': after(asked, (at) => [
    saying(at.centre, '同意001的延期申请'),
    saying(at.duty, '不同意001延期：请先报阶段性成果'),
  ]),
  '不同意 · 同意': after(asked, (at) => [
    saying(at.centre, '不同意延期 001：请先报阶段性成果'),
    saying(at.duty, '同意延期 001'),
  ]),
  '恢复 · 恢复': after(paused, (at) => [saying(at.liaison, '恢复 001'), saying(at.officer, '恢复 001')]),
  '通过 · 补正': after(resolved, (at) => [
    saying(at.centre, '通过 001'),
    saying(at.duty, '退回补正 001：请补充供电方案答复函'),
  ]),
  '不通过 · 补正': after(resolved, (at) => [
    saying(at.centre, '审核不通过 001：请补充供电方案答复函'),
    saying(at.duty, '审核通过 001'),
  ]),
  '转普通件 · 转普通件': after(confidential, (at) => [
    saying(at.office, '转普通件 001'),
    saying(at.office2, '转普通件 001'),
  ]),
  '转保密 · 转保密': after(dispatched, (at) => [saying(at.specialist, '转保密 001'), saying(at.centre, '转保密 001')]),
  '转保密 · 签收': after(dispatched, (at) => [saying(at.specialist, '转保密 001'), saying(at.liaison, '签收 001')]),
  '转保密 · 撤回': after(signed, (at) => [saying(at.centre, '转保密 001'), saying(at.specialist, '撤回 001')]),
  '转保密 · 改派': after(signed, (at) => [saying(at.office, '转保密 001'), saying(at.centre, '改派 001 获得信贷')]),
  '已告知 · 催办': after(planned, (at) => [
    saying(at.specialist, '已告知 001：已电话告知企业负责人'),
    saying(at.specialist, '催办 001：请尽快答复', { group: at.specialistsGroup }),
  ]),
  '督办 · 督办': after(signed, (at) => [
    saying(at.centre, '督办 001 黄 超期三天未见进展'),
    saying(at.office, '督办 001 红 超期三天未见进展'),
  ]),
  '转联络员 · 说明情况': after(noted, (at) => [
    saying(at.head, '转联络员办理 001'),
    saying(at.head, '说明情况 001：外线路径待批', { group: at.electricityGroup }),
  ]),
  '意见 · 意见': after(dispatched, (at) => [
    saying(at.leader, '意见 001：请尽快会商'),
    saying(at.commander, '意见 001：请尽快会商'),
  ]),
  '回复批示 · 回复批示': after(instructed, (at) => [
    saying(at.liaison, '回复批示 001：已会商'),
    saying(at.officer, '回复批示 001：12月5日前批复'),
  ]),
  '补充 · 备注': after(dispatched, (at) => [
    saying(at.specialist, '补充 001：企业补来供电方案'),
    saying(at.liaison, '备注 001：企业希望先电话沟通'),
  ]),
  '更正 · 更正': after(dispatched, (at) => [
    saying(at.specialist, '001 企业是同兴五金厂'),
    saying(at.centre, '更正 001：企业名称应为恒远精密机械有限公司，联系人是王经理 13900001234'),
  ]),
  同一句话在两个会话: after(
    async () => undefined,
    (at) => [saying(at.specialist, words), saying(at.specialist, words, { group: at.specialistsGroup })],
  ),
  '归错了 · 另立一件': after(added, (at) => [
    saying(at.specialist, '归错了 001'),
    saying(at.specialist, '另立一件 JJ20261120-001 om_more', { group: at.specialistsGroup }),
  ]),
  '代岗 · 代岗': after(dispatched, (at) => [
    saying(at.liaison, '代岗 @ 至11月24日', { mentioning: [at.officer] }),
    saying(at.deputy, '代岗 @ 至11月25日', { mentioning: [at.officer] }),
  ]),
  '结束代岗 · 结束代岗': after(substituting, (at) => [saying(at.liaison, '结束代岗'), saying(at.officer, '结束代岗')]),
  '绑定 · 绑定': after(
    async () => undefined,
    (at) => [
      saying(at.admin, '绑定专班 办理建筑许可', { group: at.strangeGroup }),
      saying(at.office, '绑定专班 办理建筑许可', { group: at.specialistsGroup }),
    ],
  ),
  '解绑 · 解绑': after(dispatched, (at) => [
    saying(at.admin, '解绑', { group: at.electricityGroup }),
    saying(at.office, '解绑', { group: at.electricityGroup }),
  ]),
};

function after(stage: (at: District) => Promise<unknown>, acts: (at: District) => Pair) {
  return async (at: District): Promise<Pair> => {
    await stage(at);
    return acts(at);
  };
}

/** Each press with itself and with each of its alternatives; by two people where two may. */
async function pairsOn(story: Story, at: District): Promise<Pair[]> {
  const { on, card, by } = await story(at);
  const [first, second = first] = by;
  const shown = on.card(card);
  const [ones, others] = [pressesOn(shown, first), pressesOn(shown, second)];
  return ones.flatMap((one, index) => others.slice(index).map((other): Pair => [one, other]));
}

type Pairs = (at: District) => Promise<Pair[]>;

const races: Record<string, Pairs> = {
  ...Object.fromEntries(Object.entries(situations).map(([name, story]) => [name, (at) => pairsOn(story, at)])),
  ...Object.fromEntries(Object.entries(typed).map(([name, pair]) => [name, async (at) => [await pair(at)]])),
};

/** A town of its own for one race; on PostgreSQL with a second process. */
async function inTown<T>(place: Place, run: (at: District, other: Database) => Promise<T>): Promise<T> {
  const opened: Database[] = [];
  const opens = async () => {
    const database = await openDatabase(place.url, { log: silent });
    opened.push(database);
    return database;
  };
  try {
    const at = await district(fridayMorning, async ({ seed } = {}) => {
      await place.begin(seed);
      return opens();
    });
    const other = place.url.startsWith('sqlite:') ? (opened[0] as Database) : await opens();
    return await run(at, other);
  } finally {
    for (const database of opened) await database.close();
    await place.remove();
  }
}

/** What comes of the pair in either order: the same on both databases, so it is asked once, of the faster one. */
const known = new Map<string, Promise<string[]>>();
function eitherOrder(name: string, pairs: Pairs, index: number): Promise<string[]> {
  const inOrder = async (order: [0 | 1, 0 | 1]) =>
    inTown(await sqlitePlace(), async (at) => {
      const pair = (await pairs(at))[index] as Pair;
      return oneAfterTheOther(at, pair, order);
    });
  const key = `${name} ${index}`;
  const outcomes = known.get(key) ?? Promise.all([inOrder([0, 1]), inOrder([1, 0])]);
  known.set(key, outcomes);
  return outcomes;
}

/** Intents that change nothing. */
const reads = new Set(
  'help whoAmI taskForces todo forceTodo find findBare history ask oneByOne open close derivation tips myRemarks showRemark ruleChange overdue dueSoon today statistics digest reportList why tryOut'.split(
    ' ',
  ),
);

describe('two at once — it ends as if one had been first, and the second is told', () => {
  const raced = new Set<string>();

  for (const [engine, makePlace] of Object.entries(usedPlaces)) {
    for (const [name, pairs] of Object.entries(races)) {
      it(`${name}, on ${engine}`, async () => {
        const all = await inTown(await makePlace(), pairs);
        expect(all, 'presses to race').not.to.deep.equal([]);
        for (const [index, acts] of all.entries()) {
          const ended = await inTown(await makePlace(), async (at, other) =>
            atOnce(at, other, (await pairs(at))[index] as Pair),
          );
          for (const { says } of acts) raced.add(understand(says)?.intent.name ?? says.split(' ')[0] ?? '');
          const told = ended
            .split('\n')
            .slice(0, 2)
            .filter((toast) => toast.startsWith('warning'));
          if (name in situations && !mayBoth.has(name)) expect(told, ended).to.have.length(1);
          expect(ended, acts.map((act) => act.name).join(' + ')).to.be.oneOf(await eitherOrder(name, pairs, index));
        }
      });
    }
  }

  it('every intent that decides is raced here', () => {
    const missing = intents.map(({ name }) => name).filter((name) => !raced.has(name) && !reads.has(name));
    expect(missing).to.deep.equal([]);
  });
});
