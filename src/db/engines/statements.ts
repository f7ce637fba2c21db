import { QueryFailedError, type QueryRunner } from 'typeorm';
import type { Parameter } from './session.ts';

/** The part of node-sqlite3's connection that is used; only TypeORM opens and closes the connection. */
interface Connection {
  prepare(sql: string, done: (this: Statement, error: Error | null) => void): void;
}

interface Statement {
  all(parameters: Parameter[], done: (error: Error | null, rows: unknown[]) => void): void;
  finalize(done: () => void): void;
}

export interface Statements {
  rows<R>(sql: string, parameters: Parameter[]): Promise<R[]>;
  /** To call before the connection is closed: SQLite does not close a connection that still has statements. */
  end(): Promise<void>;
}

/** How many statements are kept. Limited, because lists of different lengths give different statements. */
const most = 300;

/**
 * Keeps statements prepared: SQLite parses the text once instead of each time, and the driver uses its threads once
 * instead of twice. This saves two thirds of the time of the small statements in a unit of work. The longest unused one
 * is dropped first.
 */
export async function statements(runner: QueryRunner): Promise<Statements> {
  const connection: Connection = await runner.connect();
  const kept = new Map<string, Promise<Statement>>();
  const going = new Set<Promise<void>>();
  let ended = false;

  const prepared = (sql: string): Promise<Statement> => {
    const known = kept.get(sql) ?? prepare(connection, sql);
    kept.delete(sql);
    kept.set(sql, known);
    if (kept.size > most) forgetOldest();
    return known;
  };
  const forgetOldest = () => {
    const [oldest] = kept.keys();
    if (oldest !== undefined) forget(oldest);
  };
  const forget = (sql: string) => {
    const statement = kept.get(sql);
    if (!statement || !kept.delete(sql)) return;
    const gone = statement.then(finalized, () => undefined).finally(() => going.delete(gone));
    going.add(gone);
  };

  return {
    async rows<R>(sql: string, parameters: Parameter[]) {
      if (ended) throw new QueryFailedError(sql, parameters, new Error('the database is closed'));
      try {
        const statement = await prepared(sql);
        return (await all(statement, parameters)) as R[];
      } catch (error) {
        // A failed statement may be half way through its rows, so it is prepared again when needed.
        forget(sql);
        throw new QueryFailedError(sql, parameters, error as Error);
      }
    },
    async end() {
      ended = true;
      for (const sql of [...kept.keys()]) forget(sql);
      await Promise.all(going);
    },
  };
}

function prepare(connection: Connection, sql: string): Promise<Statement> {
  return new Promise((resolve, reject) => {
    connection.prepare(sql, function (error) {
      if (error) reject(error);
      else resolve(this);
    });
  });
}

function all(statement: Statement, parameters: Parameter[]): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    statement.all(parameters, (error, rows) => (error ? reject(error) : resolve(rows)));
  });
}

function finalized(statement: Statement): Promise<void> {
  return new Promise((resolve) => statement.finalize(resolve));
}
