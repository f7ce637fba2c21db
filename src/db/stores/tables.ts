import type { EntitySchema, EntitySchemaColumnOptions, ObjectLiteral } from 'typeorm';
import type { Parameter, Session } from '../engines/session.ts';
import { jsonText } from '../engines/storable.ts';
import { snakeCase } from '../snakeCase.ts';

/**
 * Rows of a table by its EntitySchema, in one plain statement each. TypeORM's query builder could do the same, but
 * takes longer to write a statement than the database takes to run it, and each action on an appeal needs about thirty
 * statements.
 */
interface Column {
  property: string;
  /** In double quotes, because some names are SQL keywords. */
  name: string;
  /** The database generates the value when a row has none. */
  generated: boolean;
  encode(value: unknown): Parameter;
  decode(value: unknown): unknown;
}

interface Table {
  name: string;
  columns: Column[];
}

const known = new WeakMap<EntitySchema<never>, Table>();

function tableOf<T extends ObjectLiteral>(schema: EntitySchema<T>): Table {
  const key = schema as unknown as EntitySchema<never>;
  const table = known.get(key) ?? {
    name: schema.options.name,
    columns: Object.entries<EntitySchemaColumnOptions | undefined>(schema.options.columns).map(columnOf),
  };
  known.set(key, table);
  return table;
}

function columnOf([property, options]: [string, EntitySchemaColumnOptions | undefined]): Column {
  const common = { property, name: `"${snakeCase(property)}"`, generated: options?.generated !== undefined };
  if (options?.type === 'simple-json') return { ...common, encode: jsonText, decode: parsed };
  if (options?.type === 'boolean') return { ...common, encode: (value) => value === true, decode: Boolean };
  return { ...common, encode: (value) => value as Parameter, decode: (value) => value };
}

function parsed(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

/** A statement may have at most 32,766 parameters on SQLite and 65,535 on PostgreSQL. */
const mostParameters = 15_000;

export async function insert<T extends ObjectLiteral>(at: Session, schema: EntitySchema<T>, rows: T[]): Promise<void> {
  await insertRows(at, schema, { rows, conflict: '' });
}

/** Inserts each row, or replaces the row with the same values in `keys`. */
export async function upsert<T extends ObjectLiteral>(
  at: Session,
  { schema, keys }: { schema: EntitySchema<T>; keys: (keyof T & string)[] },
  rows: T[],
): Promise<void> {
  const others = tableOf(schema).columns.filter(({ property }) => !keys.includes(property));
  const replaced = others.map(({ name }) => `${name} = excluded.${name}`).join(', ');
  const same = keys.map((key) => `"${snakeCase(key)}"`).join(', ');
  await insertRows(at, schema, { rows, conflict: ` ON CONFLICT (${same}) DO UPDATE SET ${replaced}` });
}

async function insertRows<T extends ObjectLiteral>(
  at: Session,
  schema: EntitySchema<T>,
  { rows, conflict }: { rows: T[]; conflict: string },
): Promise<void> {
  const { name, columns } = tableOf(schema);
  const given = columns.filter(({ property, generated }) => !generated || rows[0]?.[property] !== undefined);
  for (const some of inParts(rows, Math.floor(mostParameters / given.length))) {
    const parameters = some.flatMap((row) => given.map(({ property, encode }) => encode(row[property])));
    const values = some.map((_, index) => `(${placeholders(given.length, index * given.length + 1)})`).join(', ');
    const names = given.map((column) => column.name).join(', ');
    await at.rows(`INSERT INTO ${name} (${names}) VALUES ${values}${conflict}`, parameters);
  }
}

/** Inserts the row; false when there is already one with the same values in `unless` (columns of a unique index). */
export async function insertNew<T extends ObjectLiteral>(
  at: Session,
  schema: EntitySchema<T>,
  { row, unless }: { row: T; unless: string },
): Promise<boolean> {
  const { name, columns } = tableOf(schema);
  const names = columns.map((column) => column.name).join(', ');
  const parameters = columns.map(({ property, encode }) => encode(row[property]));
  const sql = `INSERT INTO ${name} (${names}) VALUES (${placeholders(columns.length)})
    ON CONFLICT ${unless} DO NOTHING RETURNING 1 AS one`;
  return (await at.rows(sql, parameters)).length > 0;
}

/** Changes these columns in the rows that meet the condition; returns how many rows. */
export async function change<T extends ObjectLiteral>(
  at: Session,
  schema: EntitySchema<T>,
  values: Partial<T>,
  { where, parameters }: Query,
): Promise<number> {
  const { name, columns } = tableOf(schema);
  const changed = columns.filter(({ property }) => values[property] !== undefined);
  if (changed.length === 0) return 0;
  const sets = changed.map((column, index) => `${column.name} = $${index + 1}`).join(', ');
  // Parameter numbers must rise by first appearance: the values to set come before those of the condition.
  const condition = where.replace(/\$(\d+)/g, (_, number) => `$${changed.length + Number(number)}`);
  const sql = `UPDATE ${name} SET ${sets} WHERE ${condition} RETURNING 1 AS one`;
  const set = changed.map(({ property, encode }) => encode(values[property]));
  return (await at.rows(sql, [...set, ...parameters])).length;
}

/** Replaces the row with these `keys` if it still has that version; false when it has another version or is gone. */
export async function update<T extends ObjectLiteral>(
  at: Session,
  schema: EntitySchema<T>,
  { row, keys, version }: { row: T; keys: (keyof T & string)[]; version: number },
): Promise<boolean> {
  const { name, columns } = tableOf(schema);
  const [same, others] = [columns.filter(isAmong(keys)), columns.filter((column) => !isAmong(keys)(column))];
  const sets = others.map((column, index) => `${column.name} = $${index + 1}`).join(', ');
  const held = same.map((column, index) => `${column.name} = $${others.length + index + 1}`).join(' AND ');
  const parameters = [...others, ...same].map(({ property, encode }) => encode(row[property]));
  const sql = `UPDATE ${name} SET ${sets} WHERE ${held} AND version = $${parameters.length + 1} RETURNING version`;
  return (await at.rows(sql, [...parameters, version])).length > 0;
}

function isAmong(keys: string[]): (column: Column) => boolean {
  return ({ property }) => keys.includes(property);
}

export interface Query {
  /** Everything after WHERE; its parameters are `$1`, `$2`, … */
  where: string;
  parameters: Parameter[];
}

/** The rows that meet the condition. */
export async function select<T extends ObjectLiteral>(
  at: Session,
  schema: EntitySchema<T>,
  { where, parameters }: Query,
): Promise<T[]> {
  const { name, columns } = tableOf(schema);
  const names = columns.map((column) => column.name).join(', ');
  const found = await at.rows<unknown[] & Record<string, unknown>>(
    `SELECT ${names} FROM ${name} WHERE ${where}`,
    parameters,
  );
  return found.map((row) => rowOf<T>(columns, row));
}

function rowOf<T>(columns: Column[], row: Record<string, unknown>): T {
  const known: Record<string, unknown> = {};
  for (const { property, name, decode } of columns) {
    const value = row[name.slice(1, -1)] ?? null;
    known[property] = value === null ? null : decode(value);
  }
  return known as T;
}

export function inParts<T>(rows: T[], size = 500): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}

/** `$3, $4, $5`: as many placeholders as there are values, the first one numbered `from`. */
export function placeholders(count: number, from = 1): string {
  return Array.from({ length: count }, (_, index) => `$${from + index}`).join(', ');
}
