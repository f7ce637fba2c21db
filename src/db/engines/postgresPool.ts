import { type DataSource, QueryFailedError } from 'typeorm';
import { exclusive } from './exclusive.ts';
import { keepable, type Parameter, type Rows, type Session } from './session.ts';

/** What is used of the driver's pool; TypeORM alone opens and closes it. */
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

/** So many texts are kept ready by each connection; lists of another length each time come and go. */
const mostNames = 300;

export type Lend = <T>(work: (session: Session) => Promise<T>) => Promise<T>;

/**
 * Lends a connection of the pool for as long as `work` takes. A statement has the same name wherever its text is asked
 * for again: PostgreSQL reads and plans it once for each connection instead of each time.
 */
export function lendingFrom(db: DataSource): Lend {
  const { master: pool } = db.driver as unknown as { master: Pool };
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    if (!names.has(text) && names.size < mostNames) names.set(text, `s${names.size}`);
    return names.get(text);
  };
  const rowsOf = (client: Client): Rows => {
    // A unit of work may look up several things at once; on its one connection they come one after the other.
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
