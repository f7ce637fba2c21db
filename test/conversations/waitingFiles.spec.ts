import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const appeal = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const number = 'JJ20261120-001';

describe('等候的附件 — photos wait for words, in their chat and for their time', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    async function filesOf(which: string): Promise<number | undefined> {
      return (await town.deps.read((store) => store.appeal(which)))?.attachments.length;
    }

    it('photos of five days ago are not put to another matter, but offered', async () => {
      const { specialist } = town;
      await specialist.says('', { files: ['image', 'image'] });
      await town.nowIs('2026-11-25T10:00:00+08:00');
      specialist.forgets();
      await specialist.says(appeal);
      specialist.hears('诉求已受理', 'JJ20261125-001');
      specialist.hears('此前发来的 2 个附件', '【归入 001】【不用了】');
      expect(await filesOf('JJ20261125-001')).to.equal(0);
      await specialist.presses('归入 001');
      specialist.toasted('2 个附件已归入');
      expect(await filesOf('JJ20261125-001')).to.equal(2);
    });

    it('a photo sent in a group is not put to an appeal told in private, but offered', async () => {
      const { specialist, specialistsGroup } = town;
      await specialist.says('', { in: specialistsGroup, files: ['image'] });
      specialist.forgets();
      await specialist.says(appeal);
      specialist.hears('诉求已受理', number);
      specialist.hears('此前发来的 1 个附件');
      expect(await filesOf(number)).to.equal(0);
      await specialist.presses('不用了');
      specialist.toasted('未归入');
      await town.later(300);
      await specialist.says('沈巷镇同兴五金反映，厂区用水高峰水压低，请自来水公司查看');
      specialist.hears('诉求已受理 JJ20261120-002');
      specialist.hearsNothing();
    });

    it('photos that were asked about: the answer says where they went, and 【归错了】 takes them out', async () => {
      const { specialist } = town;
      await specialist.says('', { files: ['image'] });
      await town.later(300);
      specialist.forgets();
      await specialist.says(appeal);
      specialist.hears('诉求已受理', number, '附件 1 个');
      specialist.hears('附件已归入', number, '【归错了】');
      await specialist.presses('归错了');
      specialist.toasted('移出 1 个附件');
      expect(await filesOf(number)).to.equal(0);
    });

    it('【归错了】 takes out the files of its own card, not those of a later one', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      await town.later(130);
      await specialist.says('', { files: ['image'] });
      const card = specialist.card('附件已归入', '1 个附件');
      await town.later(100);
      await specialist.says('', { files: ['image', 'image'] });
      const say = card.message.kind === 'card' ? JSON.stringify(card.message).match(/"say":"(归错了[^"]*)"/)?.[1] : '';
      await specialist.clicks({ message: card.messageId, chat: card.chatId, say: say ?? '' });
      specialist.toasted('移出 1 个附件');
      expect(await filesOf(number)).to.equal(2);
      await specialist.says('归错了 001');
      specialist.forgets();
      expect(await filesOf(number)).to.equal(0);
      await specialist.says('归错了 001');
      specialist.hears('没有可移出的附件');
    });

    it('a bare 归错了 means the one appeal that files can be taken from', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      await specialist.says('', { files: ['image'] });
      await specialist.says('归错了');
      expect(await filesOf(number)).to.equal(0);
    });

    it('a text without words but with files is files: nothing is dropped', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      specialist.forgets();
      await specialist.says('👇👇', { files: ['image', 'image'] });
      expect(await filesOf(number)).to.equal(2);
    });

    it('files of a handler without words: asked what they are, and kept until then', async () => {
      const { specialist, liaison } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      liaison.forgets();
      await liaison.says('', { files: ['image'] });
      liaison.hears('附件 1 个', '【报进展】');
      await liaison.presses('报进展');
      expect(await filesOf(number)).to.equal(1);
    });

    it('files of somebody whom no appeal concerns are not kept, and he is told so', async () => {
      await town.stranger.says('', { files: ['image'] });
      town.stranger.hears('附件未保存');
    });
  });
});
