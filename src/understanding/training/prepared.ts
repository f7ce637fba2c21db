import { type FieldName, type Found, fieldNames, partOf, withoutFields } from '../reading/fields.ts';
import { even } from '../text/even.ts';
import { exactIn } from '../text/exact.ts';
import type { Row, RowMatter } from './rows.ts';

/** A row as the models read it. */
export interface Prepared {
  row: Row;
  /** Even. */
  plain: string;
  fields: Found[];
  /** Even, without its fields. */
  bare: string;
  /** How much it counts; 1 when absent. */
  counts?: number;
}

export function prepared(row: Row): Prepared {
  const plain = even(row.text);
  const fields = fieldsOf(plain, row.spans);
  return { row, plain, fields, bare: withoutFields(plain, fields) };
}

/** A part of a row, likewise. */
export function preparedPart({ plain, fields, row }: Prepared, { text, ...matter }: RowMatter): Prepared {
  const from = plain.indexOf(even(text));
  const part = partOf(plain, fields, from, from + text.length);
  const own = { ...row, ...matter, alt: matter.alt ?? [], text };
  return { row: own, plain: plain.slice(from, part.to), fields: part.fields, bare: part.bare };
}

/** Every place where the words of a span stand; what overlaps an earlier one is left out. */
function fieldsOf(plain: string, spans: Row['spans']): Found[] {
  const found: Found[] = [];
  const free = (from: number, to: number) => found.every((other) => to <= other.from || from >= other.to);
  for (const [name, words] of spans) {
    if (!fieldNames.includes(name as FieldName)) continue;
    const wanted = even(words);
    for (let from = plain.indexOf(wanted); from >= 0; from = plain.indexOf(wanted, from + wanted.length)) {
      const to = from + wanted.length;
      if (free(from, to)) found.push({ field: name as FieldName, from, to });
    }
  }
  for (const { what, from, to } of exactIn(plain)) {
    if ((what === 'mobile' || what === 'landline') && free(from, to)) found.push({ field: 'phone', from, to });
  }
  return found.sort((one, other) => one.from - other.from);
}
