import { expect } from 'chai';
import { textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import type { Reader } from '../support/conversation.ts';
import { eachDatabase } from '../support/databases.ts';

const number = 'JJ20261120-001';
const appeal = '沈巷镇恒远机械有限公司申请变压器增容两个月未批复，请协调';
const matter = /恒远|增容|外线/;

const heard = (reader: Reader, from = 0) =>
  reader.messages
    .slice(from)
    .map(({ message }) => textOf(message))
    .join('\n');

/** What a reader is told from now on. */
function listening(reader: Reader): () => string {
  const from = reader.messages.length;
  reader.forgets();
  return () => heard(reader, from);
}

describe('转保密 — an ordinary appeal that turns out to be sensitive', () => {
  eachDatabase((open) => {
    let at: District;
    beforeEach(async () => {
      at = await district(fridayMorning, open);
    });
    afterEach(() => at.end());

    const stored = () => at.deps.read((store) => store.appeal(number));
    const running = async () =>
      (await at.deps.read((store) => store.clocks(number))).filter(({ stoppedAt }) => stoppedAt === undefined);
    const inGroups = () => [at.electricityGroup, at.creditGroup, at.centreGroup, at.specialistsGroup];
    const newest = (group: (typeof at)['electricityGroup'], title: string) => textOf(group.card(title).message);

    it('before the dispatch: it goes to the two readers and to nobody else', async () => {
      await at.specialist.says(appeal);
      at.specialist.forgets();
      await at.specialist.says('转保密 001：涉及举报');
      at.specialist.hears('已转保密');
      at.specialist.hearsNothing();
      for (const reader of [at.office, at.office2]) {
        const note = textOf(reader.card('保密件', number).message);
        expect(note).to.include('由营商环境专员转为保密件').and.include('涉及举报').and.include('恒远机械');
      }
      await at.until('2026-11-24T12:00:00+08:00');
      for (const group of inGroups()) expect(heard(group)).not.to.match(matter);
      expect(await stored()).to.include({ confidential: true, status: 'confidential' });
      expect(await running()).to.deep.equal([]);
    });

    it('after the sign-in: the group’s card loses its content, the signer learns that his part is over', async () => {
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      await at.liaison.says('签收 001');
      await at.liaison.says('方案 001：周一勘查外线（计划12月4日办结）');
      at.liaison.forgets();
      await at.centre.says('转保密 001');
      expect(newest(at.electricityGroup, '企业诉求交办')).to.include('由区为企服务中心统一办理').and.not.match(matter);
      at.liaison.hears(number, '请停止办理');
      at.liaison.hearsNothing();
      at.specialist.hears(number, '已转为保密件');
      expect(textOf(at.specialist.card('诉求已受理').message)).to.include('已转为保密件');
      expect(textOf(at.office.card('保密件').message)).to.include('由区为企服务中心转为保密件');
      expect(await running()).to.deep.equal([]);

      for (const who of [at.liaison, at.deputy, at.commander, at.centre, at.leader]) {
        const told = listening(who);
        await who.says(`查 ${number}`);
        expect(told()).not.to.match(matter);
      }
      await at.liaison.says('进展 001：外线已批');
      expect(await stored()).to.include({ status: 'confidential' });
    });

    it('a card of a former unit is emptied, too', async () => {
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      await at.centre.says('改派 001 获得信贷：涉及外线担保');
      expect(newest(at.electricityGroup, '企业诉求交办')).to.match(matter);
      await at.office.says('转保密 001');
      for (const group of [at.electricityGroup, at.creditGroup])
        expect(newest(group, '企业诉求交办')).to.include('统一办理').and.not.match(matter);
    });

    it('reminders that were due do not come, and no list or report names it', async () => {
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      await at.liaison.says('签收 001');
      await at.until('2026-11-24T10:00:00+08:00');
      await at.specialist.says('转保密 001');
      const others = [at.liaison, at.deputy, at.head, at.leader, at.centre, at.duty, ...inGroups()].map(listening);
      await at.until('2026-12-02T12:00:00+08:00');
      await at.centre.says('超期', { in: at.centreGroup });
      await at.centre.says('统计 本月', { in: at.centreGroup });
      for (const told of others) expect(told()).not.to.match(/001|恒远|增容|外线/);
    });

    it('what was to go out in the morning does not', async () => {
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      await at.liaison.says('签收 001');
      await at.nowIs('2026-11-20T20:00:00+08:00');
      await at.specialist.says('补充 001：外线图纸已备齐');
      at.liaison.forgets();
      await at.specialist.says('转保密 001');
      await at.until('2026-11-23T10:00:00+08:00');
      at.liaison.hears('请停止办理');
      at.liaison.hearsNothing();
    });

    it('released again it is dispatched anew, and its words stay out of groups', async () => {
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      await at.liaison.says('签收 001');
      await at.later(120);
      await at.centre.says('转保密 001：涉及举报');
      await at.office.presses('转普通件');
      expect(await stored()).to.include({ confidential: false, status: 'received' });
      at.centreGroup.hears('请确定承办专班', number);
      await at.centre.says('改派 001 获得信贷');
      await at.creditLiaison.says('签收 001');
      const told = listening(at.creditLiaison);
      await at.creditLiaison.says(`查 ${number}`);
      expect(told()).to.match(matter);
      expect(newest(at.creditGroup, '企业诉求交办'))
        .to.include(number)
        .and.not.match(/增容|外线/);
      expect(newest(at.electricityGroup, '企业诉求交办')).not.to.match(matter);
      expect((await running()).map(({ kind }) => kind)).to.have.members(['plan']);
    });

    it('by a press on the receipt', async () => {
      await at.specialist.says(appeal);
      await at.specialist.presses('转保密');
      expect(await stored()).to.include({ confidential: true });
    });

    it('by a press on the centre’s card, which then shows nothing of it', async () => {
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      await at.liaison.says('申请退件 001：外线不属本单位职责');
      await at.centre.presses('转保密', { on: at.centreGroup });
      expect(await stored()).to.include({ confidential: true });
      expect(heard(at.centreGroup)).not.to.match(matter);
    });

    it('not by who handles it, nor by another specialist, nor twice', async () => {
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      for (const who of [at.liaison, at.deputy, at.otherSpecialist, at.leader, at.stranger]) {
        who.forgets();
        await who.says('转保密 001');
        expect(await stored()).to.include({ confidential: false });
      }
      await at.specialist.says('转保密 001');
      at.specialist.forgets();
      await at.specialist.says('转保密 001');
      at.specialist.hears('保密');
      expect(
        (await at.deps.read((store) => store.timeline(number))).filter(({ type }) => type === 'confided'),
      ).to.have.length(1);
    });
  });
});
