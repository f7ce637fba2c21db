import type { Chart, Datum } from '../../domain/message.ts';
import { drawableData } from '../../presenters/reports/chart.ts';
import { cut } from './escape.ts';
import type { Element } from './plain.ts';

/** Longest label on an axis; the line below the picture has the whole label. */
const LABEL_MAX = 24;

/** More labels than this do not fit side by side: VChart would leave some out. */
const SIDE_BY_SIDE = 8;

/**
 * A chart element (docs/develop/feishu.md#cards). The spec uses only what VChart 1.2.2 (client 7.1) and 1.12.3 both
 * know, and plain strings: VChart interprets none of them, so people's text in a label needs no escape.
 */
export function chartElement(chart: Chart): Element {
  const lying = liesDown(chart);
  return { tag: 'chart', aspect_ratio: lying ? '4:3' : '16:9', preview: true, chart_spec: chartSpec(chart, lying) };
}

function chartSpec(chart: Chart, lying: boolean): object {
  const data = drawableData(chart);
  const distinct = chart.type !== 'pie' && data.some(({ series }) => series);
  return {
    type: chart.type,
    title: { text: noScript(oneLine(chart.title, 100)) },
    data: { values: data.map((datum) => plotted(datum, distinct)) },
    ...(lying ? { direction: 'horizontal' } : {}),
    ...fields(chart.type, distinct, lying),
    label: { visible: true },
    ...(distinct || chart.type === 'pie' ? { legends: { visible: true, orient: 'bottom' } } : {}),
  };
}

function liesDown(chart: Chart): boolean {
  return chart.type === 'bar' && new Set(drawableData(chart).map(({ label }) => label)).size > SIDE_BY_SIDE;
}

function plotted({ label, value, series = '' }: Datum, distinct: boolean): Datum {
  const shown = { label: oneLine(label, LABEL_MAX), value };
  return distinct ? { ...shown, series: oneLine(series, LABEL_MAX) } : shown;
}

function fields(type: Chart['type'], distinct: boolean, lying: boolean): object {
  if (type === 'pie') return { categoryField: 'label', valueField: 'value' };
  // Two fields on the axis put the bars of one label side by side; one field would stack them.
  const labels = distinct && type === 'bar' ? ['label', 'series'] : 'label';
  const axes = lying ? { xField: 'value', yField: labels } : { xField: labels, yField: 'value' };
  return distinct ? { ...axes, seriesField: 'series' } : axes;
}

/** Feishu refuses a spec with a text that reads like JavaScript (docs/develop/feishu.md#cards); the signs stay alike. */
function noScript(text: string): string {
  return text.replaceAll('=>', '＝>').replace(/^function\b/, 'Function');
}

function oneLine(text: string, max: number): string {
  return cut(text.replace(/\s+/g, ' ').trim(), max, '…');
}
