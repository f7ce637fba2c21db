import type { Parameter } from '../engines/session.ts';
import { placeholders } from './tables.ts';

export interface Conditions {
  parameters: Parameter[];
  /** Placeholders for one value, and for several. */
  bind(value: Parameter): string;
  list(values: readonly Parameter[]): string;
  add(condition: string): void;
  /** The column has one of these values; no condition when there are no values to ask for. */
  among(column: string, values: readonly Parameter[] | undefined): void;
  /** Others of the same statement, whose values follow those of these. */
  beside(): Conditions;
  all(): string;
  where(): string;
}

/** Conditions that must all hold, and the values they name, numbered in the order in which they are bound. */
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
      // `IN ()` is an error on PostgreSQL: nothing is among nothing.
      all.push(values.length ? `${column} IN (${list(values)})` : '1 = 0');
    },
    beside: () => conditions(parameters),
    all: () => all.join(' AND '),
    where: () => (all.length ? `WHERE ${all.join(' AND ')}` : ''),
  };
}
