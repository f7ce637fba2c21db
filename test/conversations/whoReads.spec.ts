import { expect } from 'chai';
import { townPrefix } from '../../src/domain/rules.ts';
import { textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import type { Player } from '../support/conversation.ts';
import { eachDatabase } from '../support/databases.ts';
import { joins, nowHolds } from '../support/roster.ts';

const appeal = '沈巷镇恒远机械有限公司申请变压器增容两个月未批复，请协调。联系人：王强 13900001234';
const secret = '沈巷镇恒远机械有限公司反映区住建局经办人索贿才给办理施工许可';
const number = 'JJ20261120-001';
const reform = 'development-reform-commission';
const ofTown = { role: 'specialist', unit: `${townPrefix}沈巷镇` } as const;
const ofReform = { role: 'contact', unit: reform, tier: 3 } as const;
const ofHousing = { role: 'contact', unit: 'housing-construction-bureau', tier: 3 } as const;
const ofOffice = { role: 'district-office', unit: 'business-environment-office' } as const;

describe('谁能看到 — a note is for the post, not for the person who once held it', () => {
  eachDatabase((open) => {
    let at: District;
    beforeEach(async () => {
      at = await district(fridayMorning, open);
    });
    afterEach(() => at.end());

    const readBy = ({ address }: Player, from = 0) =>
      at.platform.delivered
        .slice(from)
        .filter(({ to }) => to === address)
        .map(({ message }) => textOf(message))
        .join('\n');
    const so = () => at.platform.delivered.length;

    describe('the submitter', () => {
      beforeEach(async () => {
        await at.specialist.says(appeal, { mentioning: [at.liaison] });
      });

      it('who left the roster hears and sees nothing more; a specialist of the town follows him', async () => {
        const next = await joins(at, ['ou_next', '沈巷镇新专员'], ofTown);
        await nowHolds(at, at.specialist);
        const before = so();
        await at.liaison.says('签收 001');
        await at.liaison.says('方案 001：内部。给企业：周一勘查');
        next.hears('区发改委已签收');
        next.hears('周一勘查');
        expect(readBy(at.specialist, before)).to.equal('');
        await at.specialist.says(`查 ${number}`);
        await at.specialist.says(`催办 ${number}`);
        await at.specialist.says(`撤回 ${number}`);
        expect(readBy(at.specialist, before)).not.to.match(/恒远|王强|增容|周一/);
        await next.presses('已告知企业');
        next.toasted('已记录告知企业');
      });

      it('who moved to the handling unit acts as its officer and no more as submitter', async () => {
        await nowHolds(at, at.specialist, ofReform);
        const before = so();
        await at.specialist.says(`补充 ${number}：图纸已备齐`);
        await at.specialist.says(`撤回 ${number}`);
        await at.specialist.says(`催办 ${number}`);
        await at.specialist.says(`查 ${number}`);
        expect(readBy(at.specialist, before)).not.to.match(/王强|13900001234/);
        const state = await at.deps.read((store) => store.appeal(number));
        expect(state?.status).to.equal('dispatched');
      });

      it('who moved to another town is no specialist of this one', async () => {
        await nowHolds(at, at.specialist, { role: 'specialist', unit: `${townPrefix}湾里街道` });
        const before = so();
        await at.liaison.says('签收 001');
        await at.specialist.says(`查 ${number}`);
        await at.specialist.says('超期');
        await at.specialist.says('我的待办');
        expect(readBy(at.specialist, before)).not.to.match(/恒远|增容|另有/);
      });

      it('is followed also in what only a submitter may do, but only once he left', async () => {
        const next = await joins(at, ['ou_next', '沈巷镇新专员'], ofTown);
        await next.says(`撤回 ${number}`);
        next.hears('不在您的职责范围内');
        await nowHolds(at, at.specialist);
        await next.says(`撤回 ${number}`);
        next.hears('已撤回');
      });

      it('without anybody in the town: the centre learns the number and takes over', async () => {
        await nowHolds(at, at.specialist);
        at.centreGroup.forgets();
        await at.liaison.says('方案 001：内部。给企业：请王强13900001234周一到场');
        const note = at.centreGroup.hears(number, '提交人已不在岗');
        expect(textOf(note.message)).not.to.match(/王强|恒远|周一/);
        await at.centre.says(`已告知 ${number}：电话`);
        at.centre.hears('已记录告知企业');
      });

      it('does not see his receipt redrawn after he left', async () => {
        await nowHolds(at, at.specialist);
        await at.liaison.says('方案 001：内部。给企业：周一勘查');
        at.specialist.shows(`诉求已受理 ${number}`, '无权查看');
        at.specialist.hides(`诉求已受理 ${number}`, '恒远', '增容', '周一');
      });

      it('who leaves at night is not told in the morning what was written in the evening; his successor is', async () => {
        await at.liaison.says('签收 001');
        await at.nowIs('2026-11-20T20:00:00+08:00');
        await at.liaison.says('方案 001：内部。给企业：周一勘查');
        const before = so();
        const next = await joins(at, ['ou_next', '沈巷镇新专员'], ofTown);
        await nowHolds(at, at.specialist, ofHousing);
        await at.until('2026-11-23T08:40:00+08:00');
        expect(readBy(at.specialist, before)).to.equal('');
        next.hears('周一勘查');
        next.hearsNothing();
      });

      it('nor when the platform could not be reached meanwhile', async () => {
        at.platform.down = true;
        await at.liaison.says('签收 001');
        await nowHolds(at, at.specialist);
        at.platform.down = false;
        const before = so();
        await at.later(600);
        expect(readBy(at.specialist, before)).to.equal('');
        expect(textOf(at.centreGroup.card(number).message)).to.include('提交人已不在岗');
      });

      it('an answer that waited while he lost his post is dropped', async () => {
        at.platform.down = true;
        await at.specialist.says(`查 ${number}`);
        await nowHolds(at, at.specialist);
        at.platform.down = false;
        const before = so();
        await at.later(600);
        expect(readBy(at.specialist, before)).to.equal('');
      });

      it('a substitute who is relieved at night hears nothing in the morning; the submitter does', async () => {
        await at.specialist.says('代岗 @湾里街道专员 至11月30日', { mentioning: [at.otherSpecialist] });
        await at.nowIs('2026-11-20T20:00:00+08:00');
        await at.liaison.says('方案 001：内部。给企业：周一勘查');
        await at.specialist.says('结束代岗');
        const [mine, other] = [so(), so()];
        await at.until('2026-11-23T08:40:00+08:00');
        expect(readBy(at.specialist, mine)).to.include('周一勘查');
        expect(readBy(at.otherSpecialist, other)).not.to.include('周一勘查');
      });
    });

    describe('the handling side', () => {
      it('who signed and left the unit is not told; whoever handles it now is, once', async () => {
        await at.specialist.says(appeal, { mentioning: [at.liaison] });
        await at.liaison.says('签收 001');
        const next = await joins(at, ['ou_next', '新联络员'], { role: 'liaison', taskForce: 3, unit: reform });
        await at.nowIs('2026-11-20T20:00:00+08:00');
        await at.specialist.says('补充 001：图纸已备齐');
        await nowHolds(at, at.liaison, ofHousing);
        const before = so();
        await at.until('2026-11-23T08:40:00+08:00');
        expect(readBy(at.liaison, before)).to.equal('');
        next.hears('图纸已备齐');
        next.hearsNothing();
      });

      it('who only had it before learns that it left, by its number', async () => {
        await at.specialist.says(appeal, { mentioning: [at.liaison] });
        await at.liaison.says('签收 001');
        at.liaison.forgets();
        await at.centre.says('改派 001 获得信贷：涉及担保');
        const note = at.liaison.hears(number, '已改派');
        expect(textOf(note.message)).not.to.match(/恒远|增容/);
      });
    });

    describe('in confidence', () => {
      it('a reader who moved to the accused bureau gets and sees nothing; whoever reads today does', async () => {
        await at.specialist.says(secret);
        const next = await joins(at, ['ou_office3', '区营商办工作人员丙'], ofOffice);
        const card = at.office2.card('保密件');
        await nowHolds(at, at.office2, ofHousing);
        await at.later(200);
        const before = so();
        await at.specialist.says('补充 001：经办人叫李四，给了两万元现金');
        next.hears('保密件', '两万元');
        at.office.hears('索贿');
        at.office.hears('两万元');
        await at.office2.says(`查 ${number}`);
        await at.office2.says('备注：已核实', { quoting: card.messageId });
        await at.office2.says('我的待办');
        expect(readBy(at.office2, before)).not.to.match(/索贿|李四|恒远|施工许可/);
        await next.says(`查 ${number}`);
        next.hears('两万元');
        await next.says(`转普通件 ${number}`);
        next.hears('转普通件');
      });

      it('both readers gone: the next of the office read it; nobody left: the centre learns the number', async () => {
        await at.specialist.says(secret);
        const next = await joins(at, ['ou_office3', '区营商办工作人员丙'], ofOffice);
        await nowHolds(at, at.office);
        await nowHolds(at, at.office2, ofHousing);
        await next.says(`查 ${number}`);
        next.hears('索贿');
        await at.specialist.says('补充 001：另有录音');
        next.hears('录音');
        await nowHolds(at, next);
        at.centreGroup.forgets();
        await at.later(200);
        await at.specialist.says('补充 001：还有转账记录');
        const note = at.centreGroup.hears(number, '没有可接收的人员');
        expect(textOf(note.message)).not.to.match(/转账|索贿|恒远/);
      });

      it('only those who can be reached are asked to read', async () => {
        await at.deps.transact(async (store) => {
          for (const who of [at.office, at.office2]) {
            const person = await store.personByOpenId(who.address);
            if (person) await store.savePerson({ ...person, openId: undefined, mobile: undefined });
          }
        });
        const next = await joins(at, ['ou_office3', '区营商办工作人员丙'], ofOffice);
        await at.specialist.says(secret);
        next.hears('保密件', '索贿');
        await next.says(`查 ${number}`);
        next.hears('索贿');
      });

      it('a reader who leaves at night is not told in the morning', async () => {
        await at.specialist.says(secret);
        await at.nowIs('2026-11-20T20:00:00+08:00');
        await at.specialist.says('补充 001：给了两万元现金');
        const next = await joins(at, ['ou_office3', '区营商办工作人员丙'], ofOffice);
        await nowHolds(at, at.office2, ofHousing);
        const before = so();
        await at.until('2026-11-23T08:40:00+08:00');
        expect(readBy(at.office2, before)).to.equal('');
        next.hears('两万元');
        next.hearsNothing();
      });

      it('no substitute and no colleague of the submitter is told of it, by nobody’s act', async () => {
        await at.specialist.says(secret);
        await at.specialist.says('代岗 @区发改委业务人员 至11月30日', { mentioning: [at.officer] });
        const colleague = await joins(at, ['ou_next', '沈巷镇另一专员'], ofTown);
        const before = so();
        await at.officer.says(`查 ${number}`);
        await at.officer.says('我的待办');
        await colleague.says(`查 ${number}`);
        await at.office.says('撤回 001：已转纪检部门');
        expect(readBy(at.officer, before)).not.to.match(/索贿|纪检|恒远/);
        expect(readBy(colleague, before)).not.to.match(/索贿|纪检|恒远/);
        expect(readBy(at.specialist, before)).to.include('已转纪检部门');
      });

      it('a submitter who left hears nothing of it, and nobody hears it in his place', async () => {
        await at.specialist.says(secret);
        const colleague = await joins(at, ['ou_next', '沈巷镇另一专员'], ofTown);
        await nowHolds(at, at.specialist, ofHousing);
        const before = so();
        await at.office.says('撤回 001：已转纪检部门');
        await colleague.says(`查 ${number}`);
        for (const who of [at.specialist, colleague]) expect(readBy(who, before)).not.to.match(/索贿|纪检|恒远/);
        expect(textOf(at.centreGroup.messages.at(-1)?.message ?? { kind: 'text', spans: [] })).not.to.include(number);
      });

      it('taken back it is still in no figure, no list and no count', async () => {
        await at.specialist.says(secret);
        await at.specialist.says('撤回 001');
        for (const asked of ['统计 本月', '晨报', '超期']) {
          await at.leader.says(asked);
          await at.office.says(asked);
        }
        for (const who of [at.leader, at.office]) {
          expect(readBy(who)).not.to.match(/新收1|撤回1|另有1件/);
        }
        await at.leader.says('查 恒远');
        expect(textOf(at.leader.messages.at(-1)?.message ?? { kind: 'text', spans: [] })).not.to.include('001');
      });
    });

    describe('a press on an old card', () => {
      const second = '第二版，请王强到窗口';

      it('of a former substitute: no newer plan, no state', async () => {
        await at.specialist.says(appeal, { mentioning: [at.liaison] });
        await at.specialist.says('代岗 @湾里街道专员 至11月30日', { mentioning: [at.otherSpecialist] });
        await at.liaison.says('方案 001：内部。给企业：第一版');
        await at.specialist.says('结束代岗');
        await at.centre.says('改派 001 获得信贷：涉及担保');
        await at.creditLiaison.says(`方案 001：内部。给企业：${second}`);
        await at.otherSpecialist.presses('已告知企业');
        at.otherSpecialist.toasted('不在您的职责范围内');
        at.otherSpecialist.hides('已提出方案', '第二版');
      });

      it('of a former leader: neither preview nor instruction', async () => {
        await at.specialist.says(appeal, { mentioning: [at.liaison] });
        await at.leader.says('意见 001：请尽快会商');
        await at.liaison.says('签收 001');
        await nowHolds(at, at.leader);
        const before = so();
        await at.leader.presses('作为批示转办');
        at.leader.toasted('不在您的职责范围内');
        expect(readBy(at.leader, before)).to.equal('');
        const state = await at.deps.read((store) => store.appeal(number));
        expect(state?.instructions ?? []).to.deep.equal([]);
      });

      it('of a former officer on a form that is older than the appeal: no form, no state', async () => {
        await at.specialist.says('请办理建筑许可专班协调：施工许可证迟迟没有下来');
        await at.housingOfficer.presses('签收');
        await at.housingOfficer.says('方案 001');
        const form = at.housingOfficer.card('方案');
        await at.housingOfficer.says('方案 001：内部结论，周一勘查');
        await nowHolds(at, at.housingOfficer);
        const shown = textOf(form.message);
        const press = { message: form.messageId, chat: form.chatId, rev: 1 };
        await at.housingOfficer.clicks({ ...press, say: `方案 ${number}`, form: { text: '再次提交' } });
        expect(at.housingOfficer.toast?.content).to.match(/不在您的职责范围内|无权查看/);
        expect(textOf(form.message)).to.equal(shown);
      });

      it('of somebody who may see it and not do it: he learns that, not how it stands', async () => {
        await at.specialist.says(appeal, { mentioning: [at.liaison] });
        await at.liaison.says('签收 001');
        await at.liaison.says('方案 001：内部结论。给企业：周一勘查');
        const card = at.electricityGroup.card('企业诉求交办');
        const press = { message: card.messageId, chat: card.chatId, rev: 1 };
        for (const who of [at.leader, at.specialist]) {
          await who.clicks({ ...press, say: `方案 ${number}`, form: { text: '改写' } });
          who.toasted('不在您的职责范围内');
        }
      });
    });
  });
});
