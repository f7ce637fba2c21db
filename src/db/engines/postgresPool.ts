import { type DataSource, QueryFailedError } from 'typeorm';
import { exclusive } from './exclusive.ts';
import { keepable, type Parameter, type Rows, type Session } from './session.ts';

/** The part of the driver's pool that is used; only TypeORM opens and closes the pool. */
interface Pool {
  connect(): Promise<Client>;
}

interface Client {
  query(asked: { name?: string; text: string; values: Parameter[] }): Promise<{ rows: unknown[] }>;
  /** With an error the connection is not used again. */
  release(broken?: Error): void;
  on(event: 'error', heard: (error: Error) => void): void;
  off(event: 'error', heard: (error: Error) => void): void;
}

/**
 * How many statements each connection keeps prepared. Limited, because lists of different lengths give different
 * statements.
 */
const mostNames = 300;

export type Lend = <T>(work: (session: Session) => Promise<T>) => Promise<T>;

/**
 * Lends a connection of the pool for as long as `work` takes. The same text always gets the same statement name:
 * PostgreSQL parses and plans it once per connection instead of each time.
 */
export function lendingFrom(db: DataSource): Lend {
  const { master: pool } = db.driver as unknown as { master: Pool };
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    if (!names.has(text) && names.size < mostNames) names.set(text, `s${names.size}`);
    return names.get(text);
  };
  const rowsOf = (client: Client): Rows => {
    // A unit of work may start several look-ups at once; on its one connection they must run one after the other.
    const alone = exclusive();
    return async <R>(text: string, given: Parameter[] = []) => {
      const values = keepable(given);
      try {
        const { rows } = await alone(() => client.query({ name: nameOf(text), text, values }));
        return rows as R[];
      } catch (error) {
        throw new QueryFailedError(text, values, error as Error);
      }
    };
  };
  return async (work) => {
    const client = await pool.connect();
    let broken: Error | undefined;
    const heard = (error: Error) => {
      broken = error;
    };
    client.on('error', heard);
    try {
      return await work({ dialect: 'postgres', rows: rowsOf(client) });
    } finally {
      client.off('error', heard);
      client.release(broken);
    }
  };
}
