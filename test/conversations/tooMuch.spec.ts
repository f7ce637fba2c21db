import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const appeal = '沈巷镇恒远机械有限公司申请变压器增容两个月未批复，请协调。联系人：王强 13900001234';
const number = 'JJ20261120-001';
const pasted = `data:image/png;base64,${'A'.repeat(50_000)}`;
const table = '企业\t金额\t日期\n'.repeat(4_000);

describe('过长的内容 — nobody is kept waiting, and nothing is cut in silence', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
      await town.specialist.says(appeal, { mentioning: [town.liaison] });
      await town.liaison.says('签收 001');
      for (const one of [town.specialist, town.liaison, town.electricityGroup]) one.forgets();
    });
    afterEach(() => town.end());

    const held = () => town.deps.read((store) => store.appeal(number));

    const costly: [string, string][] = [
      ['看 sixty times', '看'.repeat(60)],
      ['看 a thousand times', '看'.repeat(1_000)],
      ['sixty thousand blanks', `x${' '.repeat(60_000)}x`],
      ['sixty thousand line breaks', `方案 001：先勘查${'\n'.repeat(60_000)}再送电`],
      ['a pasted picture', pasted],
      ['a pasted table', table],
      ['a thousand numbers', '003、'.repeat(1_000)],
      ['brackets', '（'.repeat(4_900)],
      ['digits', '1'.repeat(4_900)],
    ];
    for (const [what, text] of costly) {
      it(`${what}, of a stranger: answered`, async () => {
        await town.stranger.says(text, { mentioning: [town.liaison] });
        expect(town.stranger.messages).to.have.length(1);
      });
    }

    const steps: [who: keyof District & ('specialist' | 'liaison' | 'centre' | 'office'), verb: string][] = [
      ['specialist', '补充 001'],
      ['specialist', '备注 001'],
      ['specialist', '撤回 001'],
      ['specialist', '催办 001'],
      ['liaison', '方案 001'],
      ['liaison', '进展 001'],
      ['liaison', '办结 001：已解决，'],
      ['liaison', '申请退件 001'],
      ['liaison', '延期 001 至12月10日'],
      ['centre', '改派 001 获得信贷'],
      ['office', '督办 001 黄'],
    ];
    for (const [who, verb] of steps) {
      it(`${verb} with 5,001 characters: not recorded, and the person knows which words and what to do`, async () => {
        const before = await held();
        const text = `${verb}：`.padEnd(5_001, '很长。');
        await town[who].says(text);
        town[who].hears(text.slice(0, 5), '共5001字，超过5000字上限', '原消息仍在', '作为文件发送');
        expect(await held()).to.deep.equal(before);
      });
    }

    it('in a group only the person hears it', async () => {
      await town.liaison.says(pasted, { in: town.electricityGroup });
      town.liaison.hears('超过5000字上限');
      town.electricityGroup.hearsNothing();
    });

    it('a form: refused, and stays open with what was typed', async () => {
      const { messageId: message, chatId: chat } = town.electricityGroup.card(number);
      await town.liaison.clicks({ message, chat, say: `方案 ${number}`, form: { text: '很长。'.repeat(2_000) } });
      town.liaison.toasted('共6000字，超过5000字上限', '已填内容仍在');
      expect((await held())?.plan).to.equal(undefined);
    });

    it('more numbers than anybody means: not one is acted on, and a number said twice is one', async () => {
      const numbers = Array.from({ length: 60 }, (_, index) => String(index + 100)).join('、');
      await town.liaison.says(`签收 ${numbers}`);
      town.liaison.hears('写了60个编号，一次最多50个', '未作任何变动');
      await town.liaison.says(`方案 ${'001、'.repeat(60)}001：先勘查`);
      expect((await held())?.plan?.text).to.equal('先勘查');
    });

    it('blanks and empty lines do not count', async () => {
      await town.specialist.says(`补充 001：供电公司已到现场${'\n'.repeat(6_000)}尚缺批复`);
      expect((await held())?.text.endsWith('\n供电公司已到现场\n\n尚缺批复')).to.equal(true);
    });

    it('the lines of an appeal stay lines', async () => {
      const text = '沈巷镇江畔机械有限公司：\n申请变压器增容\n两个月没有批复';
      await town.otherSpecialist.says(text);
      const [newest] = await town.deps.read((store) => store.appeals({ limit: 1 }));
      expect(newest?.text).to.equal(text);
    });

    it('an appeal takes supplements up to a bound of its own; what does not fit is left to the person', async () => {
      const more = '很长。'.repeat(1_600);
      for (let count = 0; count < 4; count += 1) await town.specialist.says(`补充 001：第${count}次${more}`);
      const before = await held();
      town.specialist.forgets();
      await town.specialist.says(`补充 001：又一次${more}`);
      town.specialist.hears(number, '超过20000字上限', '未予补充');
      expect(await held()).to.deep.equal(before);
      await town.specialist.says('补充 001：企业已补交材料');
      town.specialist.hears('已补充');
    });

    it('the name of a file is one short line', async () => {
      const file = { key: 'file_1', type: 'file', name: `${'材\n料'.repeat(300)}.pdf`, message: 'om_1' } as const;
      await town.receives('m:om_1', {
        kind: 'message',
        message: 'om_1',
        chat: town.specialist.privateChat,
        place: 'private',
        sender: town.specialist.address,
        senderKind: 'user',
        at: town.clock.now().toISOString(),
        text: '补充 001：附材料',
        mentions: [],
        mentionsBot: false,
        attachments: [file],
      });
      expect((await held())?.attachments[0]?.name).to.match(/^材 料[材料 ]{60}…$/);
    });
  });
});
