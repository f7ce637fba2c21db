import { expect } from 'chai';
import { cardJson } from '../../src/platform/lark/card.ts';
import { cardLines, mentionedIds, openButtons, readButton } from '../../src/web/lib/cardReading.ts';
import { mentionCandidates, sectionsOf } from '../../src/web/lib/chatSections.ts';

const names = (id: string) => ({ ou_1: '联络员' })[id];

describe('cards as the page reads them', () => {
  const card = cardJson({
    kind: 'card',
    title: '企业诉求交办',
    tone: 'blue',
    tag: '已交办',
    blocks: [
      { kind: 'line', spans: [{ bold: '主办:' }, '区发改委 ', { mention: 'ou_1', name: '联络员' }] },
      { kind: 'fold', title: '全部在办', blocks: [{ kind: 'quote', text: '<b>原文</b>' }] },
      {
        kind: 'buttons',
        buttons: [
          { label: '签收', say: '签收 JJ', rev: 3 },
          { label: '退件', say: '打开 退件 JJ' },
        ],
      },
    ],
  });

  it('gives every text a reader sees', () => {
    expect(cardLines(card, names)).to.deep.equal([
      '企业诉求交办',
      '已交办',
      '主办: 区发改委 @联络员',
      '全部在办',
      '<b>原文</b>',
      '签收',
      '退件',
    ]);
  });

  it('finds who is called and which buttons can be pressed, with their values untouched', () => {
    expect(mentionedIds(card)).to.deep.equal(['ou_1']);
    expect(openButtons(card).map(({ value }) => value)).to.deep.equal([
      { say: '签收 JJ', rev: 3 },
      { say: '打开 退件 JJ' },
    ]);
    const disabled = { tag: 'button', disabled: true, behaviors: [{ type: 'callback', value: {} }] };
    expect(openButtons({ body: { elements: [disabled] } })).to.deep.equal([]);
  });

  it('a button without callback does not call, one that submits does', () => {
    expect(readButton({ behaviors: [{ type: 'open_url', default_url: 'https://example.com' }] })).to.include({
      calls: false,
      url: 'https://example.com',
    });
    expect(readButton({ form_action_type: 'submit' }).calls).to.equal(true);
  });

  it('survives cards of any shape', () => {
    for (const odd of [null, 'x', [], { body: { elements: ['x', null, { columns: 1 }] } }, {}]) {
      expect(cardLines(odd, names)).to.deep.equal([]);
    }
  });
});

describe('lists of chats and people', () => {
  it('puts every chat under its kind', () => {
    const chat = (name: string, kind: 'group' | 'private' = 'group') => ({
      ...{ chatId: name, name, kind, members: [], botIsMember: true, external: false, lastSeq: 0 },
    });
    const chats = [
      chat('获得电力专班'),
      chat('区为企服务中心'),
      chat('营商环境专员群'),
      chat('测试'),
      chat('x', 'private'),
    ];
    expect(
      sectionsOf(chats).map(({ title, chats: inside }) => `${title}:${inside.map(({ name }) => name)}`),
    ).to.deep.equal([
      '诉求管家:x',
      '中心与领导:区为企服务中心',
      '专员:营商环境专员群',
      '专班:获得电力专班',
      '其他群:测试',
    ]);
  });

  it('offers the bot first, then members, then the others', () => {
    const person = (openId: string, name: string) => ({ openId, name, label: '区发改委', mobile: '' });
    const people = [person('ou_out', '外人'), person('ou_in', '组员')];
    const known = { bot: { openId: 'ou_bot', name: '诉求管家' }, people, members: ['ou_in'] };
    expect(mentionCandidates('', known).map(({ openId }) => openId)).to.deep.equal(['ou_bot', 'ou_in', 'ou_out']);
    expect(mentionCandidates('发改', known).map(({ openId }) => openId)).to.deep.equal(['ou_in', 'ou_out']);
    expect(mentionCandidates('没有', known)).to.deep.equal([]);
  });
});
