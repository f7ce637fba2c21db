import { expect } from 'chai';
import { CardProblem } from '../../../src/fakeLark/cards/cardProblem.ts';
import { checkCard } from '../../../src/fakeLark/cards/cardRules.ts';
import { bench, button, card, endAll, LI, refusal, sendCard } from '../support.ts';

const facts = { knowsPerson: (id: string) => id === LI, knowsImage: () => false };
const plain = (content: string) => ({ tag: 'plain_text', content });
const markdown = (content: string) => ({ tag: 'markdown', content });
const submit = button('提交', { say: '签收' }, { name: 'Submit', form_action_type: 'submit' });
const form = (...elements: unknown[]) => ({ tag: 'form', name: 'f1', elements });
const panel = (...elements: unknown[]) => ({ tag: 'collapsible_panel', elements });
const columns = (...elements: unknown[]) => ({
  tag: 'column_set',
  columns: [{ tag: 'column', width: 'weighted', weight: 1, elements }],
});
const table = {
  tag: 'table',
  page_size: 5,
  columns: [{ name: 'code', display_name: '编号', data_type: 'text' }],
  rows: [{ code: 'JJ-001' }],
};
const spec = { type: 'bar', data: { values: [{ x: '电力', y: 3 }] }, xField: 'x', yField: 'y' };
const chart = { tag: 'chart', chart_spec: spec };
const charted = (more: object) => card({ ...chart, chart_spec: { ...spec, ...more } });
const row = (cells: unknown) => card({ ...table, rows: [cells] });
const times = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
const nested = (levels: number): unknown => (levels === 1 ? markdown('底') : panel(nested(levels - 1)));
const markdownTable = markdown('| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |');

/** Every element of the reference's sample card, docs/develop/feishu.md#cards. */
const sample = {
  schema: '2.0',
  config: { update_multi: true, enable_forward: false, width_mode: 'fill', summary: { content: '预览' } },
  header: {
    title: plain('督办提醒'),
    subtitle: plain('A-2026-001'),
    template: 'orange',
    text_tag_list: [{ tag: 'text_tag', text: plain('超期'), color: 'red' }],
  },
  body: {
    direction: 'vertical',
    vertical_spacing: 'medium',
    elements: [
      markdown(`<at id=${LI}></at> 请于 **3 月 1 日** 前办结`),
      { tag: 'collapsible_panel', expanded: false, header: { title: plain('来件原文') }, elements: [markdown('…')] },
      form(
        {
          tag: 'select_person',
          name: 'Assignee',
          required: true,
          placeholder: plain('承办人'),
          options: [{ value: LI }],
        },
        { tag: 'select_static', name: 'Kind', options: [{ text: plain('转办'), value: 'transfer' }] },
        { tag: 'date_picker', name: 'Due', initial_date: '2026-03-01' },
        { tag: 'input', name: 'Note', input_type: 'multiline_text', max_length: 500 },
        { ...submit, type: 'primary_filled', confirm: { title: plain('确认'), text: plain('提交后通知承办人') } },
      ),
      columns(button('签收', { say: '签收' })),
      table,
      chart,
      { tag: 'hr' },
    ],
  },
};

const legal: [string, unknown][] = [
  ['the sample of the reference', sample],
  ['the empty card', {}],
  ['200 elements', card(...times(198, () => markdown('行')))],
  ['five levels', card(nested(5))],
  ['five tables', card(...times(5, () => table))],
  ['five charts', card(...times(5, () => ({ ...chart, aspect_ratio: '16:9', height: '300px', preview: true })))],
  ['chart data in several sets', charted({ data: [{ values: spec.data.values }, { values: [{ x: '纳税', y: 1 }] }] })],
  ['a chart of a kind not looked into', charted({ type: 'wordCloud', xField: undefined })],
  ['words of people that look like JavaScript', charted({ data: { values: [{ x: 'a => b', y: 1 }] } })],
  ['a row without one of its cells', row({})],
  ['@all', card(markdown('<at id=all></at>'))],
  ['an escaped mention', card(markdown('&#60;at id=ou_nobody&#62;'))],
  ['a form without anything but its button', card(form(submit))],
  ['form fields in columns', card(form(columns({ tag: 'input', name: 'a' }), submit))],
];

const illegal: [string, unknown, number][] = [
  ['no schema', { body: { elements: [] } }, 200621],
  ['schema 1.0', { ...card(), schema: '1.0' }, 200621],
  ['a list', [], 200621],
  ['an unknown attribute of the card', { ...card(), i18n_elements: {} }, 200621],
  ['an unknown attribute of a component', card({ ...markdown('a'), href: {} }), 200621],
  ['an unknown attribute of a text', card({ tag: 'div', text: { ...plain('a'), emoji: true } }), 200621],
  [
    'an unknown attribute of an option',
    card(form({ tag: 'select_static', name: 'a', options: [{ text: plain('a'), value: 'a', x: 1 }] }, submit)),
    200621,
  ],
  ['an unknown tag', card({ tag: 'marquee' }), 200621],
  ['an unknown colour', { ...card(), header: { title: plain('a'), template: 'pink' } }, 200621],
  ['update_multi false', { ...card(), config: { update_multi: false } }, 200621],
  ['a note of version 1', card({ tag: 'note', elements: [] }), 200861],
  ['an action row of version 1', card({ tag: 'action', actions: [] }), 200861],
  ['a form inside a panel', card(panel(form(submit))), 200621],
  ['a form inside a form', card(form(form(submit), submit)), 200621],
  ['a table inside a form', card(form(table, submit)), 200621],
  ['a table inside a panel', card(panel(table)), 200621],
  ['a chart inside a panel', card(panel(chart)), 200621],
  ['a ratio a chart cannot have', card({ ...chart, aspect_ratio: '3:2' }), 200621],
  ['a chart of 1000 pixels', card({ ...chart, height: '1000px' }), 200621],
  ['a chart without a definition', card({ tag: 'chart' }), 200621],
  ['a chart definition as text', card({ tag: 'chart', chart_spec: '{}' }), 200550],
  ['a chart without type', charted({ type: undefined }), 200550],
  ['a chart without data', charted({ data: [] }), 200550],
  ['a chart whose values are no list', charted({ data: { values: {} } }), 200550],
  ['a chart without its fields', charted({ yField: undefined }), 200550],
  ['a pie with the fields of bars', charted({ type: 'pie' }), 200550],
  ['a chart field its values do not have', charted({ xField: ['x', 'series'] }), 200550],
  ['JavaScript in a chart', charted({ label: { formatMethod: 'function (v) { return v; }' } }), 200550],
  ['table rows that are no list', card({ ...table, rows: {} }), 200914],
  ['a table row that is no object', row(['JJ-001']), 200914],
  ['a cell without column', row({ name: '甲' }), 200915],
  ['two columns of one name', card({ ...table, columns: [...table.columns, ...table.columns] }), 200621],
  ['a table without columns', card({ ...table, columns: [], rows: [] }), 200621],
  ['an unknown alignment', card({ ...table, columns: [{ name: 'code', horizontal_align: 'end' }] }), 200621],
  ['a chart inside a form', card(form(panel(chart), submit)), 200621],
  ['a form without a submit button', card(form({ tag: 'input', name: 'a' })), 200621],
  ['a form without a name', card({ tag: 'form', elements: [submit] }), 200621],
  ['two forms of one name', card(form(submit), { ...form({ ...submit, name: 'Other' }) }), 200621],
  ['a form field without a name', card(form({ tag: 'input' }, submit)), 200621],
  ['two fields of one name', card(form({ tag: 'input', name: 'a' }, { tag: 'input', name: 'a' }, submit)), 200621],
  ['a multi select outside a form', card({ tag: 'multi_select_static', options: [] }), 200621],
  ['an element_id of 21 characters', card({ tag: 'hr', element_id: 'a'.repeat(21) }), 200621],
  ['one element_id twice', card({ tag: 'hr', element_id: 'a' }, { tag: 'hr', element_id: 'a' }), 200621],
  ['a button value that is no object', card(button('a', 'text')), 200621],
  ['a button of 101 characters', card(button('字'.repeat(101), {})), 200621],
  ['an input for 1001 characters', card(form({ tag: 'input', name: 'a', max_length: 1001 }, submit)), 200621],
  ['a page of 11 table rows', card({ ...table, page_size: 11 }), 200621],
  ['201 elements', card(...times(199, () => markdown('行'))), 11310],
  ['101 texts in 101 elements', card(...times(101, () => ({ tag: 'div', text: plain('a') }))), 11310],
  ['six levels', card(nested(6)), 11310],
  [
    'four header tags',
    {
      ...card(),
      header: { title: plain('a'), text_tag_list: times(4, () => ({ tag: 'text_tag', text: plain('a') })) },
    },
    11310,
  ],
  ['six tables', card(...times(6, () => table)), 11310],
  ['four markdown tables', card(...times(4, () => markdownTable)), 11310],
  ['six charts', card(...times(6, () => chart)), 11310],
  ['more than 30 KB', card(markdown('长'.repeat(11_000))), 11310],
  ['a mention of nobody', card(markdown('<at id=ou_nobody></at>')), 100290],
  ['a mention of nobody among others', card(markdown(`<at ids="${LI},ou_nobody"></at>`)), 100290],
  [
    'a mention of nobody in lark_md',
    card({ tag: 'div', text: { tag: 'lark_md', content: "<at id='ou_nobody'></at>" } }),
    100290,
  ],
  ['a person tag of nobody', card(markdown("<person id='ou_nobody'></person>")), 100290],
  [
    'a choice of nobody',
    card(form({ tag: 'select_person', name: 'a', options: [{ value: 'ou_nobody' }] }, submit)),
    100290,
  ],
  ['an image that was not uploaded', card({ tag: 'img', img_key: 'img_x', alt: plain('') }), 200570],
  ['a template', { type: 'template', data: { template_id: 'AAq' } }, 200380],
];

describe('card JSON 2.0 in the fake Feishu', () => {
  afterEach(endAll);

  for (const [name, given] of legal) {
    it(`takes ${name}`, () => checkCard(given, facts));
  }
  for (const [name, given, code] of illegal) {
    it(`refuses ${name} with ${code}`, () => {
      expect(() => checkCard(given, facts))
        .to.throw(CardProblem)
        .with.property('code', code);
    });
  }

  it('answers a refused card with HTTP 400, 230099 and the sub-code in the message', async () => {
    const desk = await bench();
    const person = await refusal(sendCard(desk.client, card(markdown('<at id=ou_nobody></at>'))));
    expect(person).to.include({ status: 400, code: 230099 });
    expect(person.msg).to.match(/ErrCode: 100290\b.*ou_nobody/);
    const broken = desk.client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: LI, msg_type: 'interactive', content: '{"schema":' },
    });
    expect((await refusal(broken)).msg).to.contain('ErrCode: 200621');
    await desk.end();
  });
});
