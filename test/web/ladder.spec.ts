import { expect } from 'chai';
import type { Block } from '../../src/domain/message.ts';
import { advanceLadder, isReached, type LadderMemory, ladderSteps, nextRung } from '../../src/web/lib/ladder.ts';
import { code, scene } from './scene.ts';

const line = (text: string): Block => ({ kind: 'line', spans: [text] });
const asks = (text: string, ...people: string[]): Block => ({
  kind: 'line',
  spans: [text, ...people.map((mention) => ({ mention, name: mention }))],
});
const heading = (text: string): Block => ({ kind: 'line', spans: [{ bold: text }] });
const ours = '003 沈巷镇样板模具有限公司 变压器增容｜签收时限11月23日｜区发改委';
const others = '001 沈巷镇海川食品有限公司 用水｜签收时限11月23日｜区发改委';
const at = (step: (typeof ladderSteps)[number]): LadderMemory => ({
  step: ladderSteps.indexOf(step),
  fromSeq: 0,
  code,
  places: {},
});

describe('tour of the climbing reminders', () => {
  it('follows them from the list to the draft of a 督办', () => {
    const { world, write, writeCard } = scene();
    let memory: LadderMemory = { step: 0, fromSeq: 0, places: {} };
    const look = () => {
      memory = advanceLadder(memory, world);
      const step = ladderSteps[memory.step];
      return step && [step, memory.places[step]?.chatId, memory.places[step]?.reader];
    };
    const sees = (chatId: string, title: string, ...blocks: Block[]) => {
      writeCard(chatId, title, blocks);
      const seen = look();
      memory = nextRung(memory);
      return seen;
    };
    expect(look()).to.deep.equal(['appeal', undefined, undefined]);
    write('oc_s', { senderOpenId: 'ou_s', senderIsBot: false, content: { text: '样板模具 变压器增容' } });
    writeCard('oc_s', `诉求已受理 ${code}`, [line('样板模具')]);
    expect(look()).to.deep.equal(['today', undefined, undefined]);

    const list = '今日办理提醒 · 获得电力专班 · 11月23日(周一)';
    expect(sees('oc_g', list, line('在办1件'), heading('今日到期（1件）'), asks(ours, 'ou_l'))).to.deep.equal([
      'today',
      'oc_g',
      'ou_l',
    ]);
    expect(sees('oc_l', `最后提醒 ${code}`, line('请及时办理'))).to.deep.equal(['last-call', 'oc_l', 'ou_l']);
    const late = [heading('已到期未录入（2件）'), line(others), asks(ours, 'ou_l', 'ou_d')];
    expect(sees('oc_g', list, ...late)).to.deep.equal(['overdue', 'oc_g', 'ou_d']);
    expect(sees('oc_c', `请审发提示 ${code}`, line('关于诉求办理情况的提示'))).to.deep.equal(['draft', 'oc_c', 'ou_w']);
    expect(sees('oc_h', `关于${code}诉求办理情况的提示`, line('×主任'))).to.deep.equal(['note', 'oc_h', 'ou_h']);
    expect(sees('oc_c', '督办单（待签发）', line(code))).to.deep.equal(['supervision', 'oc_c', 'ou_c']);
    expect(look()).to.equal(undefined);
  });

  it('takes no other appeal for its own, nor the same one under another heading', () => {
    const { world, writeCard } = scene();
    const overdue = at('overdue');
    writeCard('oc_g', '今日办理提醒', [
      heading('已到期未录入（1件）'),
      line(others),
      heading('今日到期（1件）'),
      line(ours),
    ]);
    writeCard('oc_g', '今日办理提醒', [line(ours)]);
    expect(advanceLadder(overdue, world)).to.equal(overdue);
    const draft = at('draft');
    writeCard('oc_c', '请审发提示 JJ20261119-001', [line('海川食品')]);
    expect(advanceLadder(draft, world)).to.equal(draft);
  });

  it('does not take the draft for the note that was sent', () => {
    const { world, writeCard } = scene();
    writeCard('oc_c', `请审发提示：关于${code}诉求办理情况的提示`, []);
    const memory = at('note');
    expect(advanceLadder(memory, world)).to.equal(memory);
  });

  it('counts nothing from before it began, and nothing people write', () => {
    const { world, write, writeCard } = scene();
    writeCard('oc_l', `最后提醒 ${code}`, []);
    write('oc_l', { senderIsBot: false, senderOpenId: 'ou_l', content: { text: `最后提醒 ${code}` } });
    const memory = { ...at('last-call'), fromSeq: 1 };
    expect(advanceLadder(memory, world)).to.equal(memory);
    expect(isReached(memory)).to.equal(false);
  });

  it('keeps what it has seen', () => {
    const { world, writeCard } = scene();
    writeCard('oc_l', `最后提醒 ${code}`, []);
    const seen = advanceLadder(at('last-call'), world);
    expect(isReached(seen)).to.equal(true);
    writeCard('oc_l', `最后提醒 ${code}`, []);
    expect(advanceLadder(seen, world)).to.equal(seen);
  });
});
