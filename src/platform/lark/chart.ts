import type { Chart, Datum } from '../../presenters/card.ts';
import { drawableData, roundedNumber } from '../../presenters/chart.ts';
import { cut } from './escape.ts';
import type { Element } from './plain.ts';

/** An axis has no room for more; the line below the picture has the whole label. */
const LABEL_MAX = 24;

/**
 * A chart element (FEISHU §6). The spec keeps to what VChart 1.2.2 (client 7.1) and 1.12.3 both know, and to plain
 * strings: VChart interprets none of them, so that text of people in a label needs no escape.
 */
export function chartElement(chart: Chart): Element {
  return { tag: 'chart', aspect_ratio: '16:9', preview: true, chart_spec: chartSpec(chart) };
}

function chartSpec(chart: Chart): object {
  const data = drawableData(chart);
  const distinct = chart.type !== 'pie' && data.some(({ series }) => series);
  const values = data.map((datum) => plotted(datum, distinct));
  return {
    type: chart.type,
    title: { text: oneLine(chart.title, 100) },
    data: { values },
    ...fields(chart.type, distinct),
    label: { visible: true },
    ...(distinct || chart.type === 'pie' ? { legends: { visible: true, orient: 'bottom' } } : {}),
  };
}

function plotted({ label, value, series = '' }: Datum, distinct: boolean): Datum {
  const shown = { label: oneLine(label, LABEL_MAX), value: roundedNumber(value) };
  return distinct ? { ...shown, series: oneLine(series, LABEL_MAX) } : shown;
}

function fields(type: Chart['type'], distinct: boolean): object {
  if (type === 'pie') return { categoryField: 'label', valueField: 'value' };
  if (!distinct) return { xField: 'label', yField: 'value' };
  // Two fields on the axis put the bars of one label side by side; one would stack them.
  return { xField: type === 'bar' ? ['label', 'series'] : 'label', yField: 'value', seriesField: 'series' };
}

function oneLine(text: string, max: number): string {
  return cut(text.replace(/\s+/g, ' ').trim(), max, '…');
}
