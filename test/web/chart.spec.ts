import { expect } from 'chai';
import type { Chart, Datum } from '../../src/domain/message.ts';
import { cardJson } from '../../src/platform/lark/card.ts';
import { drawChart } from '../../src/web/lib/chartDrawing.ts';
import { type Picture, pictureText, readChart } from '../../src/web/lib/chartReading.ts';
import { shortened, textWidth, topOf } from '../../src/web/lib/chartSheet.ts';
import type { Loose } from '../../src/web/lib/loose.ts';

/** A neutral chart as the page reads it from the card the bot sends. */
function pictured(type: Chart['type'], data: Datum[]): Picture {
  const card = cardJson({
    kind: 'card',
    title: 'x',
    tone: 'blue',
    blocks: [{ kind: 'chart', type, title: '每日受理', data }],
  });
  const picture = readChart((card as { body: { elements: Loose[] } }).body.elements[0] ?? {});
  if (!picture) throw new Error('no picture');
  return picture;
}

const data: Datum[] = [
  { label: '获得电力', value: 20 },
  { label: '纳税', value: 5 },
];
const series: Datum[] = [
  { label: '20日', value: 4, series: '受理' },
  { label: '21日', value: 8, series: '受理' },
  { label: '21日', value: 2, series: '办结' },
];
const many: Datum[] = Array.from({ length: 12 }, (_, n) => ({ label: `专班${n}`, value: n + 1 }));
const valuesIn = (picture: Picture) =>
  drawChart(picture)
    .words.filter(({ kind }) => kind === 'value')
    .map(({ text }) => text);

describe('charts as the page reads and draws them', () => {
  it('reads labels and series; a series may lack a label', () => {
    expect(pictured('line', series)).to.deep.equal({
      kind: 'line',
      horizontal: false,
      title: '每日受理',
      labels: ['20日', '21日'],
      series: [
        { name: '受理', values: [4, 8] },
        { name: '办结', values: [undefined, 2] },
      ],
    });
    expect(pictureText(pictured('line', series))).to.equal('每日受理：受理：20日 4，21日 8；办结：21日 2');
  });

  it('survives definitions of any shape', () => {
    for (const spec of [
      null,
      'x',
      {},
      { data: 'x' },
      { type: 'bar', data: [{ values: [{ x: 'a', y: 'n/a' }] }], xField: 'x', yField: 'y' },
    ]) {
      expect(readChart({ chart_spec: spec })).to.equal(undefined);
    }
  });

  it('bars stand on one line, as high as their numbers say, inside the sheet', () => {
    const { bars, height } = drawChart(pictured('bar', data));
    const [high, low] = bars;
    expect((high?.height ?? 0) / (low?.height ?? 1)).to.be.closeTo(4, 0.001);
    expect((high?.y ?? 0) + (high?.height ?? 0)).to.be.closeTo((low?.y ?? 0) + (low?.height ?? 0), 0.001);
    expect((high?.y ?? -1) > 0 && (low?.y ?? 0) + (low?.height ?? 0) < height).to.equal(true);
    expect(valuesIn(pictured('bar', data))).to.deep.equal(['20', '5']);
  });

  it('many bars lie below each other, each with its label', () => {
    const drawing = drawChart(pictured('bar', many));
    expect(drawing.words.filter(({ kind }) => kind === 'label').map(({ text }) => text)).to.deep.equal(
      many.map(({ label }) => label),
    );
    expect(new Set(drawing.bars.map(({ x }) => x)).size).to.equal(1);
    expect(drawing.bars.map(({ width }) => width)).to.deep.equal(
      [...drawing.bars.map(({ width }) => width)].sort((a, b) => a - b),
    );
    expect(Math.max(...drawing.bars.map(({ x, width }) => x + width))).to.be.below(drawing.width);
  });

  it('a line has a point for every number and its own colour', () => {
    const { lines, dots } = drawChart(pictured('line', series));
    expect(lines.map(({ points, ink }) => [points.split(' ').length, ink])).to.deep.equal([
      [2, 0],
      [1, 1],
    ]);
    expect(dots).to.have.length(3);
  });

  it('leaves labels out evenly where there is no room for all', () => {
    const days = Array.from({ length: 30 }, (_, n) => ({ label: `11月${n + 1}日`, value: n }));
    const { words } = drawChart(pictured('line', days));
    const shown = words.filter(({ anchor, kind }) => kind === 'label' && anchor === 'middle').map(({ text }) => text);
    expect(shown.slice(0, 2)).to.deep.equal(['11月1日', '11月5日']);
  });

  it('slices of a pie close the circle; zero has none, one alone is a whole circle', () => {
    const slices = (given: Datum[]) => drawChart(pictured('pie', given)).slices.map(({ path }) => path);
    const three = slices([...data, { label: '零', value: 0 }]);
    expect(three).to.have.length(2);
    const pointsOf = (path = '') => path.match(/-?[\d.]+ -?[\d.]+(?=[AZ])/g) ?? [];
    expect(pointsOf(three[1]).at(-1)).to.equal(pointsOf(three[0])[0]);
    expect(pointsOf(three[0]).at(-1)).to.equal(pointsOf(three[1])[0]);
    expect(slices(data.slice(0, 1))[0]?.match(/A/g)).to.have.length(2);
    expect(valuesIn(pictured('pie', data))).to.deep.equal(['获得电力 20', '纳税 5']);
  });

  it('axes end at round numbers, texts at the width there is', () => {
    expect([0, 1, 7, 11, 12, 45, 130, 999].map((most) => topOf([most, undefined]))).to.deep.equal([
      2, 1, 8, 12, 12, 60, 160, 1000,
    ]);
    expect(shortened('办理建筑许可', 72)).to.equal('办理建筑许可');
    expect(textWidth(shortened('办理建筑许可专班', 72))).to.be.at.most(72);
  });
});
