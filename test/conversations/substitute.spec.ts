import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { onSqlite } from '../support/databases.ts';

const appeal = '沈巷镇××机械有限公司申请变压器增容两个月未批复，影响新生产线投产，请协调。';

describe('代岗 — somebody else holds the post for a time', () => {
  onSqlite((open) => {
    let at: District;

    beforeEach(async () => {
      at = await district(fridayMorning, open);
    });

    afterEach(() => at.end());

    it('cards, rights and reminders go to the substitute, and come back on the day after', async () => {
      await at.liaison.says('代岗 至11月25日');
      at.liaison.hears('请@代岗的同志');
      await at.liaison.says('外出，由 @获得信贷专班联络员 代岗 至11月25日', { mentioning: [at.creditLiaison] });
      at.creditLiaison.hears('获得电力专班联络员外出期间，由您代岗至11月25日(周三)', '获得电力专班联络员');
      at.office.hears('代岗报备');
      at.liaison.hears('已登记');
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      at.electricityGroup.mentions(at.creditLiaison, '企业诉求交办');
      await at.until('2026-11-23T16:00:00+08:00');
      at.creditLiaison.hears('最后提醒', '签收');
      at.liaison.hearsNothing();
      await at.creditLiaison.says('签收 001');
      at.creditLiaison.hears('企业联系方式');
      at.creditLiaison.forgets();
      await at.until('2026-11-26T12:00:00+08:00');
      await at.creditLiaison.says('进展 001：已勘查');
      at.creditLiaison.hears('001');
      at.creditLiaison.hides('001', '已报送');
    });

    it('only the district office names one for others, also for a vacant post', async () => {
      await at.officer.says('代岗 区住建局 分管 由 @区发改委分管负责同志 至11月30日', { mentioning: [at.deputy] });
      at.officer.hears('您的角色不能为他人安排代岗');
      await at.office.says('代岗 区住建局 分管 由 @区发改委分管负责同志 至11月30日', { mentioning: [at.deputy] });
      at.deputy.hears('由您代岗至11月30日', '分管负责同志');
      await at.office.says('结束代岗', { mentioning: [at.deputy] });
      at.deputy.hears('代岗已经结束');
    });

    it('whoever signed and is away, or left the unit, is not reminded of it', async () => {
      const { liaison, creditLiaison, officer, leader, office } = at;
      await at.specialist.says(appeal, { mentioning: [liaison] });
      await liaison.says('签收 001');
      await liaison.says('外出，由 @获得信贷专班联络员 代岗 至11月24日', { mentioning: [creditLiaison] });
      for (const reader of [liaison, creditLiaison, officer, office]) reader.forgets();
      await leader.says('意见 001：请尽快会商');
      leader.shows('意见转办预览', '获得信贷专班联络员');
      await leader.presses('作为批示转办');
      creditLiaison.hears('领导批示');
      liaison.hearsNothing();

      await at.until('2026-11-25T09:00:00+08:00');
      await at.deps.transact(async (store) => {
        const left = await store.personByOpenId(liaison.address);
        if (left) await store.savePerson({ ...left, memberships: [] });
      });
      for (const reader of [liaison, creditLiaison, officer]) reader.forgets();
      await at.until('2026-11-25T18:00:00+08:00');
      officer.hears('最后提醒');
      liaison.hearsNothing();
      creditLiaison.hearsNothing();
    });

    it('what the evening overtook reaches no substitute in the morning: the submitter’s hears of the plan alone', async () => {
      const { specialist, otherSpecialist, liaison } = at;
      await specialist.says(appeal, { mentioning: [liaison] });
      await specialist.says('代岗 @湾里街道专员 至11月25日', { mentioning: [otherSpecialist] });
      for (const reader of [specialist, otherSpecialist]) reader.forgets();
      await at.nowIs('2026-11-20T19:00:00+08:00');
      await liaison.says('签收 001');
      await at.nowIs('2026-11-20T19:30:00+08:00');
      await liaison.says('方案 001：已安排勘查。给企业：供电方案下周确定（计划11月30日办结）');
      otherSpecialist.hearsNothing();
      await at.nowIs('2026-11-23T08:30:00+08:00');
      otherSpecialist.hears('已提出方案', '计划11月30日(周一)办结');
      otherSpecialist.hearsNothing();
      specialist.hearsNothing();
    });

    it('nor him who named his substitute only after the first of the two', async () => {
      const { specialist, otherSpecialist, liaison } = at;
      await specialist.says(appeal, { mentioning: [liaison] });
      await at.nowIs('2026-11-20T19:00:00+08:00');
      await liaison.says('签收 001');
      await specialist.says('代岗 @湾里街道专员 至11月25日', { mentioning: [otherSpecialist] });
      await at.nowIs('2026-11-20T19:30:00+08:00');
      await liaison.says('方案 001：已安排勘查。给企业：供电方案下周确定（计划11月30日办结）');
      specialist.forgets();
      await at.nowIs('2026-11-23T08:30:00+08:00');
      specialist.hearsNothing();
    });

    it('nor the signer’s: what was sent back and is submitted again is not asked for', async () => {
      const { specialist, officer, housingOfficer, centre, liaison } = at;
      await specialist.says(appeal, { mentioning: [liaison] });
      await officer.says('签收 001');
      await officer.says('办结 001：已解决，已完成增容送电');
      await officer.says('代岗 @区住建局业务人员 至11月25日', { mentioning: [housingOfficer] });
      await at.nowIs('2026-11-20T19:00:00+08:00');
      await centre.says('退回补正 001：请附照片');
      await at.nowIs('2026-11-20T19:30:00+08:00');
      await housingOfficer.says('办结 001：已解决，已完成增容送电，照片已补');
      for (const reader of [officer, housingOfficer]) reader.forgets();
      await at.nowIs('2026-11-23T08:30:00+08:00');
      housingOfficer.hearsNothing();
      officer.hearsNothing();
    });

    it('who is back ends his own, not what the same substitute holds for others', async () => {
      await at.liaison.says('代岗 @获得信贷专班联络员 至11月30日', { mentioning: [at.creditLiaison] });
      await at.officer.says('代岗 @获得信贷专班联络员 至11月30日', { mentioning: [at.creditLiaison] });
      await at.liaison.says('我回来了，结束代岗');
      at.creditLiaison.forgets();
      await at.creditLiaison.says('我是谁');
      at.creditLiaison.hears('区发改委业务人员（代岗至11月30日(周一)）');
      at.creditLiaison.hides('区发改委业务人员', '获得电力专班');
    });

    it('nobody stands in for himself, for ever, or for a leader', async () => {
      await at.liaison.says('代岗 @获得电力专班联络员 至11月25日', { mentioning: [at.liaison] });
      at.liaison.hears('不能由本人代岗');
      await at.liaison.says('代岗 @区发改委业务人员 至2027年6月1日', { mentioning: [at.officer] });
      at.liaison.hears('最长92天');
      await at.leader.says('代岗 @区发改委业务人员 至11月25日', { mentioning: [at.officer] });
      at.leader.hears('不设代岗');
    });

    describe('who is named and not known', () => {
      const reading = () =>
        at.deps.read(async (store) => (await store.personByOpenId(at.creditLiaison.address))?.memberships.length);

      beforeEach(async () => {
        await at.deps.transact(async (store) => {
          const office = await store.personByOpenId(at.office.address);
          const unit = 'business-environment-office';
          if (office) office.memberships.push({ role: 'contact', unit, tier: 3 });
          if (office) await store.savePerson(office);
        });
      });

      it('gives away nobody’s post: an absent person, a substitute, a name without @', async () => {
        const before = await reading();
        const { stranger, creditLiaison, office } = at;
        await office.says('代岗 @张三 由 @获得信贷专班联络员 至11月30日', { mentioning: [stranger, creditLiaison] });
        office.hears('不在联系人名单中');
        await office.says('代岗 @获得信贷专班联络员 由 @张三 至11月30日', { mentioning: [creditLiaison, stranger] });
        office.hears('不在联系人名单中');
        await office.says('代岗 张三 由 @获得信贷专班联络员 至11月30日', { mentioning: [creditLiaison] });
        office.hears('张三');
        expect(await reading()).to.equal(before);
        creditLiaison.hearsNothing();
      });

      it('ends nobody’s: who stands in for nobody is told nothing', async () => {
        const { stranger, creditLiaison, office, liaison } = at;
        await office.says('结束代岗 @获得信贷专班联络员', { mentioning: [creditLiaison] });
        office.hears('没有可以结束的代岗');
        creditLiaison.hearsNothing();
        await liaison.says('代岗 @获得信贷专班联络员 至11月30日', { mentioning: [creditLiaison] });
        const held = await reading();
        await liaison.says('结束代岗 @张三', { mentioning: [stranger] });
        expect(await reading()).to.equal(held);
      });
    });
  });
});
