import type { Parameter } from '../engines/session.ts';
import { placeholders } from './tables.ts';

export interface Conditions {
  parameters: Parameter[];
  /** `bind` gives the placeholder of one value, `list` those of several. */
  bind(value: Parameter): string;
  list(values: readonly Parameter[]): string;
  add(condition: string): void;
  /** The column has one of these values; adds no condition when `values` is undefined. */
  among(column: string, values: readonly Parameter[] | undefined): void;
  /** A further set of conditions for the same statement; its parameters follow these. */
  beside(): Conditions;
  all(): string;
  where(): string;
}

/** Conditions that must all hold, and their values, numbered in the order in which they are bound. */
export function conditions(parameters: Parameter[] = []): Conditions {
  const all: string[] = [];
  const bind = (value: Parameter) => `$${parameters.push(value)}`;
  const list = (values: readonly Parameter[]) => {
    const names = placeholders(values.length, parameters.length + 1);
    parameters.push(...values);
    return names;
  };
  return {
    parameters,
    bind,
    list,
    add: (condition: string) => void all.push(condition),
    among(column: string, values: readonly Parameter[] | undefined) {
      if (!values) return;
      // `IN ()` is an error on PostgreSQL; an empty list matches nothing.
      all.push(values.length ? `${column} IN (${list(values)})` : '1 = 0');
    },
    beside: () => conditions(parameters),
    all: () => all.join(' AND '),
    where: () => (all.length ? `WHERE ${all.join(' AND ')}` : ''),
  };
}
