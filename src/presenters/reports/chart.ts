import type { Block, Chart, Datum, Table } from '../../domain/message.ts';

/** The data with at most two decimals. A value that is not a number, such as the mean of nothing, is left out. */
export function drawableData({ data }: Chart): Datum[] {
  // `+ 0` turns a rounded -0 into 0.
  const rounded = data.map((datum) => ({ ...datum, value: Math.round(datum.value * 100) / 100 + 0 }));
  return rounded.filter(({ value }) => Number.isFinite(value));
}

/** False when the picture would be empty: nothing to draw, or nothing but zeros. */
export function hasPicture(chart: Chart): boolean {
  return drawableData(chart).some(({ value }) => value !== 0);
}

/** The numbers of a chart as a line for clients that cannot draw, such as “获得电力 3，办理建筑许可 2”. */
export function chartLine(chart: Chart): Block {
  return { kind: 'line', spans: [{ muted: chartNumbers(chart) }] };
}

/** A chart without its picture: title and numbers. */
export function chartInWords(chart: Chart): Block {
  return { kind: 'line', spans: [{ bold: chart.title }, ' ', { muted: chartNumbers(chart) }] };
}

function chartNumbers(chart: Chart): string {
  const data = drawableData(chart);
  const series = [...new Set(data.map((datum) => datum.series ?? ''))];
  const parts = series.map((name) => {
    const numbers = data
      .filter((datum) => (datum.series ?? '') === name)
      .map(({ label, value }) => `${label} ${value}`);
    return `${name ? `${name}：` : ''}${numbers.join('，')}`;
  });
  return parts.join('；') || '暂无数据';
}

/** How many rows a table does not show; undefined when it shows all. */
export function rowsLeftOut({ more = 0 }: Table): Block | undefined {
  return more > 0 ? { kind: 'line', spans: [{ muted: `另有${more}行未列出` }] } : undefined;
}
