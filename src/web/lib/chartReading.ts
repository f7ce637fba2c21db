import { type Loose, list, record, records, str } from './loose.ts';

/** What a chart element shows, read from its VChart spec. */
export interface Picture {
  kind: 'bar' | 'line' | 'pie';
  /** Bars that lie, one label to a line. */
  horizontal: boolean;
  title: string;
  labels: string[];
  /** One value per label, undefined where there is none. A pie has one series. */
  series: { name: string; values: (number | undefined)[] }[];
}

interface Row {
  label: string;
  value: number;
  series: string;
}

/** The picture of a chart element; undefined when its data has no shape we know. */
export function readChart(element: Loose): Picture | undefined {
  const spec = record(element.chart_spec);
  const kind = kindOf(str(spec.type));
  const rows = rowsOf(spec, kind);
  if (rows.length === 0) return undefined;
  const labels = distinct(rows.map(({ label }) => label));
  const series = distinct(rows.map((row) => row.series)).map((name) => ({
    name,
    values: labels.map((label) => rows.find((row) => row.label === label && row.series === name)?.value),
  }));
  return { kind, horizontal: lies(spec), title: str(record(spec.title).text), labels, series };
}

/** The numbers as a sentence, for readers who do not see the picture. */
export function pictureText({ title, labels, series }: Picture): string {
  const parts = series.map(({ name, values }) => {
    const numbers = labels.flatMap((label, n) => (values[n] === undefined ? [] : [`${label} ${values[n]}`]));
    return `${name ? `${name}：` : ''}${numbers.join('，')}`;
  });
  return `${title || '图表'}：${parts.join('；')}`;
}

function kindOf(type: string): Picture['kind'] {
  if (type === 'pie') return 'pie';
  return type === 'line' || type === 'area' ? 'line' : 'bar';
}

function lies(spec: Loose): boolean {
  return spec.direction === 'horizontal';
}

function rowsOf(spec: Loose, kind: Picture['kind']): Row[] {
  const source = Array.isArray(spec.data) ? record(spec.data[0]) : record(spec.data);
  const field = (name: string) => str(list(spec[name])[0] ?? spec[name]);
  const [across, along] = lies(spec) ? ['yField', 'xField'] : ['xField', 'yField'];
  const labelField = field(kind === 'pie' ? 'categoryField' : across);
  const valueField = field(kind === 'pie' ? 'valueField' : along);
  const seriesField = kind === 'pie' ? '' : field('seriesField');
  return records(source.values)
    .map((row) => ({ label: str(row[labelField]), value: Number(row[valueField]), series: str(row[seriesField]) }))
    .filter((row) => row.label !== '' && Number.isFinite(row.value));
}

const distinct = (texts: string[]) => [...new Set(texts)];
