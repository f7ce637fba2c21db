import type { EntityManager, EntitySchema, ObjectLiteral, QueryDeepPartialEntity, QueryRunner } from 'typeorm';

export type Dialect = 'sqlite' | 'postgres';
export type Row = Record<string, string | number | boolean | null>;
export type Parameter = string | number | boolean | null;

/** One connection as the stores see it: inside a transaction, or reading. */
export interface Session {
  dialect: Dialect;
  manager: EntityManager;
  /**
   * Rows of a statement. Parameters are `$1`, `$2`, … on both databases; their numbers must rise by first appearance
   * (SQLite counts the first appearances). A statement that writes gives the rows of its RETURNING.
   */
  rows<R = Row>(sql: string, parameters?: Parameter[]): Promise<R[]>;
}

export function session(runner: QueryRunner, dialect: Dialect): Session {
  return { dialect, manager: runner.manager, rows: (sql, parameters = []) => rowsOf(runner, sql, parameters) };
}

/** TypeORM gives no rows for a text that begins with INSERT, UPDATE or DELETE on SQLite; a line break before it does. */
export async function rowsOf<R>(runner: QueryRunner, sql: string, parameters: Parameter[]): Promise<R[]> {
  const result = await runner.query(`\n${sql}`, parameters, true);
  return result.records as R[];
}

type Values<T> = QueryDeepPartialEntity<T>[];

export async function insert<T extends ObjectLiteral>(at: Session, schema: EntitySchema<T>, rows: T[]): Promise<void> {
  if (rows.length === 0) return;
  const query = at.manager.createQueryBuilder().insert().into(schema);
  await query
    .values(rows as Values<T>)
    .updateEntity(false)
    .execute();
}

/** Inserts each row, or replaces the one that has the same values in `keys`. */
export async function upsert<T extends ObjectLiteral>(
  at: Session,
  { schema, keys }: { schema: EntitySchema<T>; keys: (keyof T & string)[] },
  rows: T[],
): Promise<void> {
  const options = { conflictPaths: keys, skipUpdateIfNoValuesChanged: false };
  for (const some of inParts(rows)) await at.manager.upsert(schema, some as Values<T>, options);
}

/** A statement takes 32,766 parameters at most on SQLite and 65,535 on PostgreSQL. */
export function inParts<T>(rows: T[], size = 500): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}

/** What is NULL in a row is absent in the domain. */
export type Present<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: Exclude<T[K], null>;
};

export function present<T extends object>(row: T): Present<T> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Present<T>;
}

/** `$3, $4, $5`: as many placeholders as there are values, the first one numbered `from`. */
export function placeholders(count: number, from = 1): string {
  return Array.from({ length: count }, (_, index) => `$${from + index}`).join(', ');
}
