import { storable } from './storable.ts';

export type Dialect = 'sqlite' | 'postgres';
export type Row = Record<string, string | number | boolean | null>;
export type Parameter = string | number | boolean | null;

/** Rows of a statement: see `Session.rows`. */
export type Rows = <R = Row>(sql: string, parameters?: Parameter[]) => Promise<R[]>;

/** One connection as the stores see it: inside a transaction, or reading. */
export interface Session {
  dialect: Dialect;
  /**
   * Rows of a statement. Parameters are `$1`, `$2`, … on both databases; their numbers must rise by first appearance
   * (SQLite counts the first appearances). A statement that writes returns the rows of its RETURNING.
   */
  rows: Rows;
}

/** Removes characters that a database cannot store from the parameters of a statement. */
export function keepable(parameters: Parameter[]): Parameter[] {
  return parameters.map((value) => (typeof value === 'string' ? storable(value) : value));
}

/** A NULL in a row is an absent property in the domain. */
export type Present<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: Exclude<T[K], null>;
};

export function present<T extends object>(row: T): Present<T> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Present<T>;
}
