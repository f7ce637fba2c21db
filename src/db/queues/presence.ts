import { dataSource } from '../../../ormconfig.ts';
import type { Engine } from '../engines/engine.ts';

/** Real time: whether a process is alive does not depend on the sandbox's clock. */
const beatEveryMs = 2_000;
/**
 * Three beats were missed. With a look at the queue each second, the rows of a dead process are taken over within ten
 * seconds.
 */
const goneAfterSeconds = 7;
const forgottenAfterSeconds = 3_600;

/**
 * Ids of the living processes, as a subquery. The database's own clock decides, because clocks of machines may differ.
 * A process that was killed, frozen or cut off soon drops out, and its claims are free.
 */
export const living = `(SELECT id FROM processes WHERE seen_at > now() - interval '${goneAfterSeconds} seconds')`;

/** Tells the other processes on a PostgreSQL database that this one is alive. */
export interface Presence {
  id: string;
  /** Resolves when others can see this process; await it before claiming anything. The first call starts the beats. */
  begin(): Promise<void>;
  end(): Promise<void>;
}

/** SQLite belongs to one process: there is nobody to tell. */
export function alone(id: string): Presence {
  return { id, begin: async () => undefined, end: async () => undefined };
}

/** On a connection of its own: a busy pool must not make this process look dead. */
export function presence(id: string, url: string, engine: Engine): Presence {
  const source = dataSource(url, { poolSize: 1 });
  const beat = async () => {
    if (!source.isInitialized) await source.initialize();
    await source.query(
      `INSERT INTO processes (id, seen_at) VALUES ($1, now()) ON CONFLICT (id) DO UPDATE SET seen_at = now()`,
      [id],
    );
  };
  let begun: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> | undefined;
  const again = () => {
    // A failure shows elsewhere: then nothing can be claimed either.
    beating ??= beat()
      .catch(() => undefined)
      .finally(() => {
        beating = undefined;
      });
  };
  const first = async () => {
    await beat();
    timer = setInterval(again, beatEveryMs).unref();
    const forgotten = `DELETE FROM processes WHERE seen_at < now() - interval '${forgottenAfterSeconds} seconds'`;
    await engine.statement(`${forgotten} RETURNING id`, []);
  };
  return {
    id,
    begin() {
      begun ??= first().catch((error) => {
        begun = undefined;
        throw error;
      });
      return begun;
    },
    async end() {
      clearInterval(timer);
      await begun?.catch(() => undefined);
      await beating;
      if (!source.isInitialized) return;
      await source.query('DELETE FROM processes WHERE id = $1', [id]).catch(() => undefined);
      await source.destroy();
    },
  };
}
