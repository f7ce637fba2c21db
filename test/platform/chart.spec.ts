import { expect } from 'chai';
import type { Block, Chart, Datum } from '../../src/domain/message.ts';
import { checkCard } from '../../src/fakeLark/cards/cardRules.ts';
import { cardJson } from '../../src/platform/lark/card.ts';
import { drawableData } from '../../src/presenters/reports/chart.ts';

const NOBODY = { knowsPerson: () => false, knowsImage: () => false };

interface Element {
  tag: string;
  content?: string;
  chart_spec?: Record<string, unknown>;
  aspect_ratio?: string;
  rows?: unknown[];
  columns?: Record<string, unknown>[];
  page_size?: number;
}

/** The body of the card, which the fake Feishu must take. */
function drawn(...blocks: Block[]): Element[] {
  const json = cardJson({ kind: 'card', title: '周报', tone: 'blue', blocks });
  checkCard(json, NOBODY);
  return (json as { body: { elements: Element[] } }).body.elements;
}

const chart = (type: Chart['type'], data: Datum[]): Chart => ({ kind: 'chart', type, title: '诉求类型', data });
const kinds: Datum[] = [
  { label: '获得电力', value: 3 },
  { label: '办理建筑许可', value: 2 },
];
const paired: Datum[] = kinds.flatMap(({ label, value }) => [
  { label, value, series: '受理' },
  { label, value: value - 1, series: '办结' },
]);
const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ unit: `专班${n}`, open: `${n}` }));
const table = (count: number): Block => ({
  kind: 'table',
  columns: [
    { name: 'unit', label: '专班' },
    { name: 'open', label: '在办', align: 'right' },
  ],
  rows: rows(count),
});
const tagsOf = (elements: Element[]) => elements.map(({ tag }) => tag);
const textOf = (elements: Element[]) => elements.map(({ content = '' }) => content).join('\n');

describe('charts: what a chart looks like to Feishu', () => {
  it('is a VChart definition without functions, with the same numbers below it as text', () => {
    const [picture, numbers] = drawn(chart('bar', kinds));
    expect(picture).to.deep.equal({
      tag: 'chart',
      aspect_ratio: '16:9',
      preview: true,
      chart_spec: {
        type: 'bar',
        title: { text: '诉求类型' },
        data: { values: kinds },
        xField: 'label',
        yField: 'value',
        label: { visible: true },
      },
    });
    expect(numbers?.content).to.equal("<font color='grey'>获得电力 3，办理建筑许可 2</font>");
  });

  it('what is rounded away below nought is nought', () => {
    const [drawable] = drawableData(chart('bar', [{ label: '微量', value: -0.004 }]));
    expect(Object.is(drawable?.value, 0)).to.equal(true);
  });

  it('puts the bars of several series side by side, names them in a legend and tells them apart in the text', () => {
    const [picture, numbers] = drawn(chart('bar', paired));
    expect(picture?.chart_spec).to.deep.include({
      xField: ['label', 'series'],
      seriesField: 'series',
      legends: { visible: true, orient: 'bottom' },
    });
    expect(numbers?.content).to.include('受理：获得电力 3，办理建筑许可 2；办结：获得电力 2，办理建筑许可 1');
    expect(drawn(chart('line', paired))[0]?.chart_spec).to.include({ xField: 'label', seriesField: 'series' });
  });

  it('a pie has categories and no series', () => {
    const spec = drawn(chart('pie', paired.slice(0, 1)))[0]?.chart_spec;
    expect(spec).to.include({ categoryField: 'label', valueField: 'value' }).and.not.have.property('seriesField');
    expect(spec?.data).to.deep.equal({ values: [kinds[0]] });
  });

  it('lays more than eight bars down, so that every label has room', () => {
    const many = rows(9).map(({ unit }, n) => ({ label: unit, value: n }));
    const [picture] = drawn(chart('bar', many));
    expect(picture?.chart_spec).to.include({ direction: 'horizontal', xField: 'value', yField: 'label' });
    expect(picture?.aspect_ratio).to.equal('4:3');
    expect(drawn(chart('line', many))[0]?.chart_spec).not.to.have.property('direction');
  });

  it('text of people is data in the picture and escaped in the text', () => {
    const nasty = '**<at id=all></at>**\n{label}';
    const [picture, numbers] = drawn(chart('pie', [{ label: nasty, value: 1 }]));
    expect(picture?.chart_spec?.data).to.deep.equal({ values: [{ label: '**<at id=all></at>** {la…', value: 1 }] });
    expect(numbers?.content).not.to.match(/<at|\*\*/);
  });

  it('rounds to two decimals and leaves out what is no number', () => {
    const [picture, numbers] = drawn(
      chart('bar', [
        ...kinds,
        { label: '均值', value: 2 / 3 },
        { label: '大', value: Number.MAX_VALUE },
        { label: '无', value: Number.NaN },
      ]),
    );
    expect(picture?.chart_spec?.data).to.deep.equal({ values: [...kinds, { label: '均值', value: 0.67 }] });
    expect(numbers?.content).to.match(/均值 0\.67<\/font>$/);
  });

  it('tells in words what has no picture: nothing, zeros, a sixth chart', () => {
    expect(drawn(chart('bar', []))).to.deep.equal([
      { tag: 'markdown', content: "**诉求类型** <font color='grey'>暂无数据</font>" },
    ]);
    expect(tagsOf(drawn(chart('pie', [{ label: '获得电力', value: 0 }])))).to.deep.equal(['markdown']);
    const six = drawn(...Array.from({ length: 6 }, () => chart('pie', kinds)));
    expect(tagsOf(six).filter((tag) => tag === 'chart')).to.have.length(5);
    expect(six.at(-1)?.content).to.include('**诉求类型**').and.include('办理建筑许可 2');
  });

  it('stands at the root, behind the fold it was written in', () => {
    const fold: Block = { kind: 'fold', title: '明细', blocks: [{ kind: 'quote', text: '说明' }, chart('pie', kinds)] };
    expect(tagsOf(drawn(fold))).to.deep.equal(['collapsible_panel', 'chart', 'markdown']);
  });
});

describe('tables of reports', () => {
  it('set numbers right, page at ten rows and say how many rows are missing', () => {
    const [drawnTable, note] = drawn({ ...table(12), more: 3 } as Block);
    expect(drawnTable?.page_size).to.equal(10);
    expect(drawnTable?.columns?.map((column) => column.horizontal_align)).to.deep.equal([undefined, 'right']);
    expect(note?.content).to.include('另有3行未列出');
    expect(tagsOf(drawn(table(12)))).to.deep.equal(['table']);
  });
});

describe('a report that is too large', () => {
  const note = (bytes: number): Block => ({ kind: 'line', spans: ['说'.repeat(bytes / 3)] });

  const many = rows(150).map(({ unit }, n) => ({ label: unit, value: n }));

  it('gives up the picture first: its numbers and every row stay', () => {
    const elements = drawn(table(200), chart('line', many), note(13_500));
    expect(tagsOf(elements)).to.deep.equal(['table', 'markdown', 'markdown']);
    expect(elements[0]?.rows).to.have.length(200);
    expect(textOf(elements)).to.include('**诉求类型**').and.include('专班149 149').and.not.include('未列出');
  });

  it('then rows, and says how many, counting those that were missing before', () => {
    const elements = drawn({ ...table(900), more: 5 } as Block, chart('pie', kinds));
    expect(tagsOf(elements)).to.deep.equal(['table', 'markdown', 'markdown']);
    expect(elements[0]?.rows).to.have.length(100);
    expect(textOf(elements)).to.include('另有805行未列出');
  });
});
