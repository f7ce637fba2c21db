import type { Picture } from './chartReading.ts';
import { type Drawing, emptyDrawing, inkOf, shortened, textWidth, topOf, type Word } from './chartSheet.ts';
import { drawPie } from './pieDrawing.ts';

const WIDTH = 560;
const HEIGHT = 240;
/** Room for the numbers of the axis, the value above the highest bar and the labels below. */
const PLOT = { left: 34, right: 8, top: 18, bottom: 24 };
const THICKEST = 48;
const LINE = 14;

/** A chart as shapes in a coordinate system of its own; CardChart.vue puts them on the page. */
export function drawChart(picture: Picture): Drawing {
  if (picture.kind === 'pie') return drawPie(picture, WIDTH, HEIGHT);
  if (picture.kind === 'bar' && picture.horizontal) return drawLyingBars(picture);
  return drawUpright(picture);
}

function drawUpright(picture: Picture): Drawing {
  const { labels, series } = picture;
  const top = topOf(series.flatMap(({ values }) => values));
  const slot = (WIDTH - PLOT.left - PLOT.right) / labels.length;
  const drawing = emptyDrawing(WIDTH, HEIGHT);
  const yOf = (value: number) => HEIGHT - PLOT.bottom - (Math.max(0, value) / top) * (HEIGHT - PLOT.top - PLOT.bottom);
  for (const value of [0, top / 2, top]) {
    drawing.grid.push({ x1: PLOT.left, y1: yOf(value), x2: WIDTH - PLOT.right, y2: yOf(value) });
    drawing.words.push({ x: PLOT.left - 6, y: yOf(value) + 4, text: String(value), anchor: 'end', kind: 'label' });
  }
  drawing.words.push(...labelsBelow(labels, slot));
  if (picture.kind === 'line') addLines(drawing, picture, slot, yOf);
  else addBars(drawing, picture, slot, yOf);
  return drawing;
}

/** As many labels as there is room for, evenly. */
function labelsBelow(labels: string[], slot: number): Word[] {
  const widest = Math.max(...labels.map((label) => textWidth(shortened(label, 96))));
  const step = Math.max(1, Math.ceil((widest + 8) / slot));
  return labels.flatMap((label, n) => {
    if (n % step !== 0) return [];
    const x = PLOT.left + (n + 0.5) * slot;
    return [{ x, y: HEIGHT - 6, text: shortened(label, 96), anchor: 'middle' as const, kind: 'label' as const }];
  });
}

function addBars(drawing: Drawing, { series }: Picture, slot: number, yOf: (value: number) => number): void {
  const width = Math.min(THICKEST, (slot * 0.75) / series.length);
  const margin = (slot - width * series.length) / 2;
  for (const [s, { values }] of series.entries()) {
    for (const [n, value] of values.entries()) {
      if (value === undefined) continue;
      const x = PLOT.left + n * slot + margin + s * width;
      const y = yOf(value);
      drawing.bars.push({ x: x + 1, y, width: width - 2, height: yOf(0) - y, ink: inkOf(s) });
      if (width < textWidth(String(value))) continue;
      drawing.words.push({ x: x + width / 2, y: y - 4, text: String(value), anchor: 'middle', kind: 'value' });
    }
  }
}

function addLines(drawing: Drawing, { series }: Picture, slot: number, yOf: (value: number) => number): void {
  for (const [s, { values }] of series.entries()) {
    const points = values.flatMap((value, n) =>
      value === undefined ? [] : [{ x: PLOT.left + (n + 0.5) * slot, y: yOf(value), value }],
    );
    drawing.lines.push({
      points: points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '),
      ink: inkOf(s),
    });
    drawing.dots.push(...points.map(({ x, y }) => ({ x, y, ink: inkOf(s) })));
    if (slot < 24) continue;
    // The numbers of a second line go below it, so that those of two close lines do not cover each other.
    const beside = s % 2 === 0 ? -7 : 16;
    for (const { x, y, value } of points) {
      drawing.words.push({ x, y: y + beside, text: String(value), anchor: 'middle', kind: 'value' });
    }
  }
}

function drawLyingBars({ labels, series }: Picture): Drawing {
  const most = Math.max(...series.flatMap(({ values }) => values.map((value) => value ?? 0))) || 1;
  const left = 8 + Math.max(...labels.map((label) => textWidth(shortened(label, 150))));
  const slot = series.length * LINE + 8;
  const drawing = emptyDrawing(WIDTH, labels.length * slot);
  for (const [n, label] of labels.entries()) {
    const middle = (n + 0.5) * slot;
    drawing.words.push({ x: left - 8, y: middle + 4, text: shortened(label, 150), anchor: 'end', kind: 'label' });
    for (const [s, { values }] of series.entries()) {
      const value = values[n];
      if (value === undefined) continue;
      const width = (Math.max(0, value) / most) * (WIDTH - left - 48);
      const y = n * slot + 4 + s * LINE;
      drawing.bars.push({ x: left, y: y + 1, width, height: LINE - 2, ink: inkOf(s) });
      drawing.words.push({ x: left + width + 6, y: y + 11, text: String(value), anchor: 'start', kind: 'value' });
    }
  }
  return drawing;
}
