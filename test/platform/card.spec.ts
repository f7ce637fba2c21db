import { expect } from 'chai';
import fc from 'fast-check';
import type { Block, Card, Field, Span } from '../../src/domain/message.ts';
import { checkCard } from '../../src/fakeLark/cards/cardRules.ts';
import { cardJson, countElements, render } from '../../src/platform/lark/card.ts';
import { escapeMarkdown } from '../../src/platform/lark/escape.ts';
import { PlatformError } from '../../src/ports/platform.ts';

const ANYBODY = { knowsPerson: (id: string) => id.startsWith('ou_'), knowsImage: () => true };

interface Node {
  tag?: string;
  [key: string]: unknown;
}

function card(blocks: Block[], more: Partial<Card> = {}): Card {
  return { kind: 'card', title: '标题', tone: 'blue', blocks, ...more };
}

function nodes(part: unknown): Node[] {
  if (Array.isArray(part)) return part.flatMap(nodes);
  if (typeof part !== 'object' || part === null) return [];
  const own = part as Node;
  return [...(own.tag ? [own] : []), ...Object.values(own).flatMap(nodes)];
}

const nodesIn = (parent?: Node) => (parent?.elements ?? []) as Node[];
const tagged = (drawn: object, tag: string) => nodes(drawn).filter((node) => node.tag === tag);
const line = (...spans: Span[]): Block => ({ kind: 'line', spans });
const markdownOf = (...spans: Span[]) => tagged(cardJson(card([line(...spans)])), 'markdown')[0]?.content;

describe('card: what a card looks like to Feishu', () => {
  it('has schema 2.0, shared updates, no forwarding, a title with its tag, a summary', () => {
    const drawn = cardJson(card([], { tone: 'grey', tag: '已签收', summary: '新诉求 003' }));
    expect(drawn).to.deep.equal({
      schema: '2.0',
      config: { update_multi: true, enable_forward: false, width_mode: 'fill', summary: { content: '新诉求 003' } },
      header: {
        title: { tag: 'plain_text', content: '标题' },
        template: 'grey',
        text_tag_list: [{ tag: 'text_tag', text: { tag: 'plain_text', content: '已签收' }, color: 'neutral' }],
      },
      body: { direction: 'vertical', vertical_spacing: 'medium', elements: [] },
    });
  });

  it('draws spans: bold, muted, warn, mention', () => {
    expect(
      markdownOf(
        '请',
        { mention: 'ou_a-1', name: '甲' },
        { bold: '17:30' },
        '前办结',
        { muted: '注' },
        { warn: '超期' },
      ),
    ).to.equal("请<at id=ou_a-1></at>**17:30**前办结<font color='grey'>注</font><font color='red'>超期</font>");
  });

  it('keeps bold bold beside punctuation and other bold', () => {
    expect(markdownOf('于', { bold: '17:30(周三)' }, '前')).to.equal('于**17:30&#40;周三&#41;** 前');
    expect(markdownOf({ bold: '甲' }, { bold: '乙' })).to.equal('**甲** **乙**');
  });

  it('mentions nobody whose id is no open_id: the name stands there, escaped', () => {
    for (const mention of ['all', '', 'ou_a></at><at id=all', 'ou_', 'on_1']) {
      expect(markdownOf({ mention, name: '<at id=all></at>' }), mention).to.equal(
        '&#60;at id=all&#62;&#60;&#47;at&#62;',
      );
    }
  });

  it('draws quotes as plain text, line breaks kept', () => {
    const drawn = cardJson(card([{ kind: 'quote', text: '第一行\n# <at id=all></at> **x**' }]));
    expect(tagged(drawn, 'plain_text')[1]?.content).to.equal('第一行\n# <at id=all></at> **x**');
    expect(tagged(drawn, 'markdown')).to.deep.equal([]);
  });

  it('draws one button bare, several in a row that wraps, each with what it says', () => {
    const buttons = [
      { label: '签收', say: '签收 003', rev: 3, style: 'primary' as const },
      { label: '申请退件', say: '退件 003' },
    ];
    const drawn = cardJson(card([{ kind: 'buttons', buttons }]));
    expect(tagged(drawn, 'column_set')[0]).to.include({ flex_mode: 'flow' });
    expect(tagged(drawn, 'button').map(({ type, behaviors }) => ({ type, behaviors }))).to.deep.equal([
      { type: 'primary_filled', behaviors: [{ type: 'callback', value: { say: '签收 003', rev: 3 } }] },
      { type: 'default', behaviors: [{ type: 'callback', value: { say: '退件 003' } }] },
    ]);
    expect(tagged(cardJson(card([{ kind: 'buttons', buttons: buttons.slice(1) }])), 'column_set')).to.deep.equal([]);
  });

  it('makes a row with a question a form of its own, since Feishu asks only on submit buttons', () => {
    const blocks: Block[] = [
      { kind: 'buttons', buttons: [{ label: '撤回', say: '撤回', confirm: '确定撤回?', style: 'danger' }] },
    ];
    const [form] = tagged(cardJson(card([...blocks, ...blocks])), 'form');
    expect(form?.name).to.equal('row');
    const [button, second] = tagged(cardJson(card([...blocks, ...blocks])), 'button');
    expect(button).to.include({ name: 'press', form_action_type: 'submit', type: 'danger' });
    expect(second?.name).to.equal('press__2');
    expect(button?.confirm).to.deep.equal({
      title: { tag: 'plain_text', content: '请确认' },
      text: { tag: 'plain_text', content: '确定撤回?' },
    });
  });

  const fields: Field[] = [
    {
      kind: 'text',
      name: 'text',
      label: '方案',
      required: true,
      multiline: true,
      max: 5000,
      value: '已…',
      hint: '写明堵点',
    },
    {
      kind: 'choice',
      name: 'outcome',
      label: '结果',
      required: true,
      value: 'b',
      choices: ['a', 'b', 'b'].map((value) => ({ label: value, value })),
    },
    { kind: 'date', name: 'date', label: '预计日期', required: false, value: '2026-12-01' },
  ];
  const form: Block = {
    kind: 'form',
    name: 'plan',
    fields,
    submit: { label: '提交', say: '方案 003', rev: 1, confirm: '提交?' },
  };

  it('draws a form with its fields', () => {
    const drawn = cardJson(card([form]));
    expect(tagged(drawn, 'input')[0]).to.deep.equal({
      tag: 'input',
      name: 'text',
      required: true,
      width: 'fill',
      label: { tag: 'plain_text', content: '方案' },
      label_position: 'top',
      max_length: 1000,
      input_type: 'multiline_text',
      rows: 3,
      auto_resize: true,
      placeholder: { tag: 'plain_text', content: '写明堵点' },
      default_value: '已…',
    });
    const [choice] = tagged(drawn, 'select_static');
    expect(choice).to.include({ name: 'outcome', required: true, initial_index: 2 });
    expect(choice?.options).to.have.length(2);
    expect(tagged(drawn, 'date_picker')[0]).to.include({ name: 'date', initial_date: '2026-12-01', required: false });
    expect(tagged(drawn, 'button')[0]).to.include({ form_action_type: 'submit', name: 'press' });
  });

  it('names are unique in the card, and the second form reads back under the same names', () => {
    const names = nodes(cardJson(card([form, form])))
      .map(({ name }) => name)
      .filter(Boolean);
    expect(new Set(names).size).to.equal(names.length);
    expect(names).to.include('text__2');
  });

  it('takes forms and tables out of a fold, behind it; a fold in a fold becomes a heading', () => {
    const table: Block = { kind: 'table', columns: [{ name: 'a', label: '甲' }], rows: [{ a: '1', b: 'stray' }] };
    const inner: Block = { kind: 'fold', title: '内层', blocks: [line('里'), table] };
    const drawn = cardJson(
      card([{ kind: 'fold', title: '外层', blocks: [line('外'), form, inner, { kind: 'rule' }] }]),
    );
    const { elements } = (drawn as { body: { elements: Node[] } }).body;
    expect(elements.map(({ tag }) => tag)).to.deep.equal(['collapsible_panel', 'form', 'table']);
    expect(nodesIn(elements[0]).map(({ tag, content }) => content ?? tag)).to.deep.equal([
      '外',
      '**内层**',
      '里',
      'hr',
    ]);
    expect(elements[2]?.rows).to.deep.equal([{ a: '1' }]);
    checkCard(drawn, ANYBODY);
  });

  it('draws a sixth table as text', () => {
    const table: Block = { kind: 'table', columns: [{ name: 'a', label: '甲' }], rows: [{ a: '一件' }] };
    const drawn = cardJson(card(Array(6).fill(table)));
    expect(tagged(drawn, 'table')).to.have.length(5);
    expect(JSON.stringify(drawn)).to.include('甲：一件');
  });
});

describe('card: text of people is harmless', () => {
  it('escapes every sign that formats, and leaves times, numbers and dates legible', () => {
    for (const sign of '<>*_~[]()`#!\\/$"\'&|@') expect(escapeMarkdown(`a${sign}b`), sign).to.match(/^a&#\d+;b$/);
    expect(escapeMarkdown('JJ20261120-003 17:30 3.5%')).to.equal('JJ20261120-003 17:30 3.5%');
    expect(escapeMarkdown(':SMILE: https://a')).to.equal('&#58;SMILE&#58; https：&#47;&#47;a');
    expect(escapeMarkdown('- a\n + b\n1. c\n===\n    code')).to.equal('&#45; a\n &#43; b\n1&#46; c\n&#61;==\n   code');
    expect(escapeMarkdown('www.a.cn &reg')).to.equal('www．a．cn &#38;reg');
  });

  it('text messages: no tag and no link of theirs, mentions and bold of ours', () => {
    const spans: Span[] = [
      '<at user_id="all">x</at> [点我](http://a)',
      { bold: '<b>' },
      { mention: 'ou_a', name: '<甲>' },
      { mention: 'all', name: '乙' },
    ];
    const { msg_type, content } = render({ kind: 'text', spans });
    expect(msg_type).to.equal('text');
    expect(JSON.parse(content).text).to.equal(
      '＜at user_id="all">x＜/at> ［点我](http：//a)<b>＜b></b><at user_id="ou_a">＜甲></at>乙',
    );
  });

  it('cuts a text message that nobody would read, never in the middle of a character', () => {
    const { text } = JSON.parse(render({ kind: 'text', spans: ['😀'.repeat(20_000)] }).content);
    expect(text).to.match(/^(😀)+……（内容过长，已截断）$/u);
  });
});

describe('card: what does not fit', () => {
  const button: Block = { kind: 'buttons', buttons: [{ label: '签收', say: '签收 003' }] };
  const size = (drawn: object) => Buffer.byteLength(JSON.stringify(drawn));

  it('shortens quotes first and leaves lines whole', () => {
    const drawn = cardJson(card([line('要'.repeat(900)), { kind: 'quote', text: '长'.repeat(9000) }, button]));
    expect(size(drawn)).to.be.at.most(25 * 1024);
    expect(JSON.stringify(drawn))
      .to.include('要'.repeat(900))
      .and.include('长……（内容过长，已截断）')
      .and.include('长'.repeat(4000));
  });

  it('then lines, then table rows, then folds; buttons and forms stay', () => {
    const rows = Array.from({ length: 300 }, (_, i) => ({ a: `${i} ${'格'.repeat(40)}` }));
    const drawn = cardJson(
      card([
        line('长'.repeat(9000)),
        { kind: 'table', columns: [{ name: 'a', label: '甲' }], rows },
        { kind: 'fold', title: '原文', blocks: [{ kind: 'quote', text: '长'.repeat(50) }, button] },
        button,
      ]),
    );
    expect(size(drawn)).to.be.at.most(25 * 1024);
    expect(tagged(drawn, 'button')).to.have.length(2);
    expect(JSON.stringify(drawn)).to.include('内容过长，已截断').and.include('"49 格');
  });

  it('drops the last lines of a list of 500, with a note before the buttons', () => {
    const drawn = cardJson(card([...Array.from({ length: 500 }, (_, i) => line(`第${i}件`)), button]));
    const { elements } = (drawn as { body: { elements: Node[] } }).body;
    expect(elements.slice(-3).map(({ tag, content }) => content ?? tag)).to.deep.equal([
      '第59件',
      "<font color='grey'>……（内容过长，已截断）</font>",
      'button',
    ]);
  });

  it('refuses a card whose buttons alone are too many', () => {
    const blocks = Array(201).fill(button);
    expect(() => cardJson(card(blocks)))
      .to.throw(PlatformError)
      .with.property('failure', 'content');
  });
});

// ------------------------------------------------------------------ any neutral card

const nasty = fc.constantFrom(
  '<at id=all></at>',
  '<at user_id="all">',
  '**',
  '[a](http://b)',
  '```\n',
  '\n# x',
  '&#60;at',
  '</font>',
  '😀',
  '\ud83d',
  '诉求',
);
const words = fc.array(fc.oneof(nasty, fc.string({ maxLength: 20 })), { maxLength: 8 }).map((parts) => parts.join(''));
const long = fc
  .tuple(words, fc.integer({ min: 1, max: 600 }))
  .map(([text, times]) => text.repeat(times).slice(0, 12_000));
const span: fc.Arbitrary<Span> = fc.oneof(
  words,
  long,
  words.map((bold) => ({ bold })),
  words.map((muted) => ({ muted })),
  words.map((warn) => ({ warn })),
  fc.record({ mention: fc.oneof(fc.constant('ou_somebody'), words), name: words }),
);
const label = fc.string({ maxLength: 150 });
const anyButton = fc.record(
  {
    label,
    say: fc.string({ maxLength: 100 }),
    rev: fc.nat(),
    style: fc.constantFrom('primary', 'danger', 'default'),
    confirm: words,
  },
  { requiredKeys: ['label', 'say'] },
);
const name = fc.constantFrom('text', 'date', 'reason', 'outcome', 'press', 'row');
const base = { name, label, required: fc.boolean() };
const field: fc.Arbitrary<Field> = fc.oneof(
  fc.record({ kind: fc.constant('text'), ...base, max: fc.integer({ min: -5, max: 9999 }), value: words, hint: words }),
  fc.record({
    kind: fc.constant('choice'),
    ...base,
    choices: fc.array(fc.record({ label, value: fc.string({ maxLength: 3 }) }), { minLength: 1, maxLength: 5 }),
    value: fc.string({ maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('date'), ...base, value: fc.constantFrom('2026-12-01', 'soon') }),
) as fc.Arbitrary<Field>;
const text = fc.oneof(
  fc.record({ kind: fc.constant('line'), spans: fc.array(span, { maxLength: 5 }) }),
  fc.record({ kind: fc.constant('quote'), text: fc.oneof(words, long) }),
  fc.constant({ kind: 'rule' }),
  fc.record({
    kind: fc.constant('table'),
    columns: fc.constant([
      { name: 'a', label: '甲' },
      { name: 'b', label: '乙' },
    ]),
    rows: fc.array(fc.record({ a: words, b: words }), { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('chart'),
    type: fc.constantFrom('bar', 'line', 'pie'),
    title: words,
    data: fc.array(
      fc.record({ label: words, value: fc.double(), series: words }, { requiredKeys: ['label', 'value'] }),
    ),
  }),
) as fc.Arbitrary<Block>;
const buttons = fc.record({
  kind: fc.constant('buttons'),
  buttons: fc.array(anyButton, { maxLength: 4 }),
}) as fc.Arbitrary<Block>;
const anyForm = fc.record({
  kind: fc.constant('form'),
  name,
  fields: fc.array(field, { maxLength: 3 }),
  submit: anyButton,
}) as fc.Arbitrary<Block>;
const fold = (inner: fc.Arbitrary<Block>) =>
  fc.record({
    kind: fc.constant('fold'),
    title: words,
    blocks: fc.array(inner, { maxLength: 6 }),
  }) as fc.Arbitrary<Block>;
const anyCard = fc
  .tuple(
    fc.array(fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: fold(fc.oneof(text, fold(text))) }), {
      maxLength: 70,
    }),
    fc.array(fc.oneof(buttons, anyForm, fold(fc.oneof(buttons, text))), { maxLength: 4 }),
    fc.record({ title: words, tag: words, summary: long }),
  )
  .map(([texts, handles, more]) => card([...texts, ...handles], more));

const pressable = (blocks: Block[]): number =>
  blocks.reduce((sum, block) => {
    if (block.kind === 'buttons') return sum + block.buttons.length;
    if (block.kind === 'form') return sum + 1;
    return block.kind === 'fold' ? sum + pressable(block.blocks) : sum;
  }, 0);

describe('card: the title of a chart', () => {
  for (const title of ['0=>', '(甲) => 乙', 'function 一览', '  function']) {
    it(`${title} is no script`, () => {
      checkCard(cardJson(card([{ kind: 'chart', type: 'bar', title, data: [{ label: '甲', value: 1 }] }])), ANYBODY);
    });
  }
});

describe('card: any neutral card', () => {
  it('fits, is accepted by the rules of the platform, mentions only whom we mention, and keeps its buttons', () => {
    fc.assert(
      fc.property(anyCard, (given) => {
        const drawn = cardJson(given);
        checkCard(drawn, ANYBODY);
        expect(Buffer.byteLength(JSON.stringify(drawn))).to.be.at.most(30 * 1024);
        expect(countElements(drawn)).to.be.at.most(200);
        expect(tagged(drawn, 'button')).to.have.length(pressable(given.blocks));
        const markdown = tagged(drawn, 'markdown')
          .map(({ content }) => String(content))
          .join('\n');
        const ours = markdown
          .replaceAll('<at id=ou_somebody></at>', '')
          .replace(/<font color='(?:grey|red)'>|<\/font>/g, '');
        expect(ours).not.to.match(/[<>[\]`]/);
      }),
      { numRuns: 150 },
    );
  });
});
