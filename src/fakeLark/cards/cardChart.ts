import { CardProblem, cardCodes, isObject, type Json } from './cardProblem.ts';

/** Fields that a chart of each type needs; types that are not here are not checked. */
const FIELDS: Record<string, string[]> = {
  bar: ['xField', 'yField'],
  line: ['xField', 'yField'],
  area: ['xField', 'yField'],
  pie: ['categoryField', 'valueField'],
};

/**
 * Feishu accepts no JavaScript in a spec (docs/develop/feishu.md#cards); in JSON it can only occur as text. The data is
 * not checked, because it is text of people.
 */
const SCRIPT = /^\s*(?:function\b|\([^)]*\)\s*=>|\w+\s*=>)/;

/** `chart_spec` is a VChart definition with a type, data and the fields its type is drawn from; else 200550. */
export function checkChart({ chart_spec: spec, height }: Json): void {
  if (!isObject(spec)) throw invalid('no object');
  if (typeof spec.type !== 'string' || !spec.type) throw invalid('no type');
  const { data, ...definition } = spec;
  if (hasScript(definition)) throw invalid('JavaScript');
  const values = valuesOf(data);
  for (const field of FIELDS[spec.type] ?? []) checkField(spec[field], values, field);
  if (height !== undefined && height !== 'auto' && !/^[1-9]\d{0,2}px$/.test(String(height))) {
    throw new CardProblem(cardCodes.json, 'height is auto or 1px to 999px', height);
  }
}

function valuesOf(data: unknown): unknown[] {
  const sets = Array.isArray(data) ? data : [data];
  const lists = sets.map((set) => (isObject(set) ? set.values : undefined));
  if (lists.length === 0 || !lists.every(Array.isArray)) throw invalid('no data values');
  return lists.flat();
}

function checkField(field: unknown, values: unknown[], name: string): void {
  const names = Array.isArray(field) ? field : [field];
  if (names.length === 0 || !names.every((one) => typeof one === 'string' && one)) throw invalid(name);
  const unknown = names.find((one) => !values.every((value) => isObject(value) && value[one] !== undefined));
  if (unknown !== undefined) throw invalid(`${name} ${unknown}`);
}

function hasScript(part: unknown): boolean {
  if (typeof part === 'string') return SCRIPT.test(part);
  return typeof part === 'object' && part !== null && Object.values(part).some(hasScript);
}

function invalid(what: string): CardProblem {
  return new CardProblem(cardCodes.chart, 'chart spec is invalid', what);
}
