import { expect } from 'chai';
import { textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇××机械有限公司申请变压器增容两个月未批复，影响新生产线投产，请协调。联系人王强，13900001234。';
const loan = '沈巷镇××纸业有限公司贷款续贷被拒，流动资金紧张，请协调。';

/** Two appeals of a Friday: one with 获得电力, one with 获得信贷. */
async function twoAppeals(open: Parameters<typeof district>[1]): Promise<District> {
  const at = await district(fridayMorning, open);
  await at.specialist.says(appeal, { mentioning: [at.liaison] });
  await at.specialist.says(loan, { mentioning: [at.creditLiaison] });
  return at;
}

const arrive = async (at: District, moment: string) => {
  await at.until(`2026-${moment}:00+08:00`);
  for (const one of [at.specialist, at.liaison, at.officer, at.leader, at.centre, at.electricityGroup]) one.forgets();
};

describe('统计 上周, 上月, 上季, 去年 — the whole period before', () => {
  onSqlite((open) => {
    let at: District;

    beforeEach(async () => {
      at = await twoAppeals(open);
      await at.liaison.says('签收 001');
      await at.nowIs('2026-11-30T18:00:00+08:00');
      await arrive(at, '12-01T10:00');
    });

    afterEach(() => at.end());

    const asked: [said: string, title: string][] = [
      ['统计 上周', '统计 · 全区 · 上周（11月23日至29日）'],
      ['上星期的统计', '统计 · 全区 · 上周（11月23日至29日）'],
      ['统计 上月', '统计 · 全区 · 上月（11月1日至30日）'],
      ['上个月统计', '统计 · 全区 · 上月（11月1日至30日）'],
      ['统计一下获得电力上个月', '统计 · 获得电力专班 · 上月（11月1日至30日）'],
      ['统计 上季', '统计 · 全区 · 上季（7月1日至9月30日）'],
      ['统计 上季度 区发改委', '统计 · 区发改委 · 上季（7月1日至9月30日）'],
      ['统计 上个季度', '统计 · 全区 · 上季（7月1日至9月30日）'],
      ['统计 去年', '统计 · 全区 · 去年（2025年1月1日至12月31日）'],
      ['统计 上年度', '统计 · 全区 · 去年（2025年1月1日至12月31日）'],
      ['统计 这周', '统计 · 全区 · 本周'],
      ['统计 这个月', '统计 · 全区 · 本月'],
      ['统计 本季度', '统计 · 全区 · 本季'],
      ['统计 本年', '统计 · 全区 · 今年'],
    ];
    for (const [said, title] of asked) {
      it(`“${said}”: ${title}`, async () => {
        at.leader.forgets();
        await at.leader.says(said);
        const { message } = at.leader.hears('统计 · ');
        expect(textOf(message).split('\n')[0]).to.equal(title);
      });
    }

    it('counts what happened and came due in it, and nothing of now', async () => {
      at.leader.forgets();
      await at.leader.says('统计 上月');
      at.leader.hears('上月', '统计期间：11月1日至30日', '新收2件，交办2件，签收1件', '按时签收率1/2（样本不足）');
      await at.leader.says('统计 本月');
      at.leader.hears('本月', '统计期间：12月1日。', '无新的办理情况', '按时签收率—');
      await at.leader.says('统计 去年');
      at.leader.hears('去年', '统计期间：2025年1月1日至12月31日', '无新的办理情况');
    });

    it('of nobody else’s, as for the present ones', async () => {
      await at.liaison.says('统计 获得信贷 上月');
      at.liaison.hears('不能查看统计和晨报');
    });
  });
});

describe('超期, 临期, 今日 with a name — the list of one task force or unit', () => {
  onSqlite((open) => {
    let at: District;

    beforeEach(async () => {
      at = await twoAppeals(open);
      await arrive(at, '11-23T10:00');
    });

    afterEach(() => at.end());

    const answers: [who: 'leader' | 'centre' | 'specialist' | 'liaison' | 'officer', said: string, ...has: string[]][] =
      [
        ['centre', '临期 获得电力', '获得电力专班临期（1件）', '××机械'],
        ['leader', '临期 区发改委', '区发改委临期（1件）', '××机械'],
        ['centre', '今日 获得电力专班', '获得电力专班今日要办（1件）', '××机械'],
        ['centre', '超期 获得电力', '获得电力专班超期（0件）', '目前没有获得电力专班超期的诉求'],
        ['liaison', '今日 获得电力', '获得电力专班今日要办（1件）', '××机械'],
        ['officer', '今日 区发改委', '区发改委今日要办（1件）', '××机械'],
        ['specialist', '今日 获得信贷', '获得信贷专班今日要办（1件）', '××纸业'],
        ['specialist', '今日 沈巷镇', '沈巷镇今日要办（2件）', '××纸业', '××机械'],
        ['liaison', '今日 获得信贷', '“获得信贷”不在您的查看范围内'],
        ['officer', '今日 获得电力', '“获得电力”不在您的查看范围内'],
        ['leader', '超期 获得店里', '没有“获得店里”这个专班', '发送“专班”'],
        ['liaison', '超期 获得店里专班', '没有“获得店里专班”这个专班'],
        ['specialist', '超期 区某某局', '没有“区某某局”这个专班'],
      ];
    for (const [who, said, ...has] of answers) {
      it(`“${said}” of ${who}: ${has[0]}`, async () => {
        at[who].forgets();
        await at[who].says(said);
        const { message } = at[who].hears(...has);
        const count = /（(\d)件）/.exec(has[0] ?? '')?.[1] ?? '0';
        expect(textOf(message).match(/JJ\d{8}-\d{3}/g) ?? []).to.have.length(Number(count));
      });
    }

    it('“今天 联系过企业了” of who handles is a step of his work', async () => {
      await at.liaison.says('今天 联系过企业了');
      at.liaison.hears('请确认要办理的事项');
    });

    it('another specialist sees none of them under any name', async () => {
      await at.otherSpecialist.says('今日 获得电力');
      at.otherSpecialist.hears('获得电力专班今日要办（0件）');
      await at.otherSpecialist.says('今日 沈巷镇');
      at.otherSpecialist.hears('沈巷镇今日要办（0件）');
    });

    it('in a group only what is the group’s, whoever asks', async () => {
      await at.leader.says('今日 获得电力', { in: at.electricityGroup });
      at.electricityGroup.hears('获得电力专班今日要办（1件）', '××机械');
      at.electricityGroup.hides('获得电力专班今日要办', '13900001234');
      at.electricityGroup.forgets();
      await at.leader.says('今日 获得信贷', { in: at.electricityGroup });
      expect(JSON.stringify(at.electricityGroup.messages)).not.to.include('纸业');
      expect(JSON.stringify([...at.electricityGroup.messages, ...at.leader.messages])).to.include(
        '群里只能查看本群的诉求',
      );
    });

    it('the leader’s keeps what its unit was not told of to a number', async () => {
      await arrive(at, '11-24T08:45');
      await at.leader.says('超期 获得电力');
      at.leader.hears('获得电力专班超期（0件）', '另有新增超期1件');
    });
  });
});
