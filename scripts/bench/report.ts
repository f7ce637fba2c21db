import { markdownTable } from '../measured.ts';

export interface Row {
  name: string;
  value: number;
  unit: string;
  /** As promised (docs/measurements/speed.md#promises); absent for a figure that only explains another one. */
  target?: string;
  met?: boolean;
}

export function atLeast(least: number): (value: number) => Pick<Row, 'target' | 'met'> {
  return (value) => ({ target: `≥ ${least}`, met: value >= least });
}

export function below(most: number): (value: number) => Pick<Row, 'target' | 'met'> {
  return (value) => ({ target: `< ${most}`, met: value < most });
}

export function atMost(most: number): (value: number) => Pick<Row, 'target' | 'met'> {
  return (value) => ({ target: `≤ ${most}`, met: value <= most });
}

export function row(
  name: string,
  unit: string,
  value: number,
  judge?: (value: number) => Pick<Row, 'target' | 'met'>,
): Row {
  const rounded = value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
  return { name, value: rounded, unit, ...judge?.(value) };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return sorted.length % 2 === 1 ? middle : (middle + (sorted[sorted.length / 2 - 1] ?? middle)) / 2;
}

/** `share` of the values are at most this one. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function printTable(rows: Row[]): void {
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  for (const { name, value, unit, target = '', met } of rows) {
    const verdict = met === undefined ? '' : met ? 'met' : 'NOT MET';
    console.log(`${name.padEnd(width)}  ${String(value).padStart(8)} ${unit.padEnd(5)} ${target.padEnd(8)} ${verdict}`);
  }
}

/** As docs/measurements/speed.md shows them. */
export function pageOf(rows: Row[]): string[] {
  const shown = rows.map(({ name, value, unit, target = '', met }) => {
    const verdict = met === false ? `${target}: not met` : target;
    return [name, unit ? `${value.toLocaleString('en')} ${unit}` : value.toLocaleString('en'), verdict];
  });
  return markdownTable([['what', 'figure', 'promised'], ...shown]);
}
