import type { Inbox, InboxEntry } from '../ports.ts';
import { heldAtFirst } from './claims.ts';
import type { Engine } from './engine.ts';
import { placeholders } from './tables.ts';

interface Waiting {
  entry: InboxEntry;
  done(result: { id: number; fresh: boolean }): void;
  failed(error: unknown): void;
}

/** Four to six parameters a row; SQLite allows 32,766, and a commit should not take long. */
const mostRows = 400;

/**
 * Group commit: what arrives while one commit is under way goes into the next, all in one statement. A disk flush costs
 * far more than a row, so the flushes are shared and nobody waits for more than two.
 */
export function createReceiver(engine: Engine): Inbox['receive'] {
  let waiting: Waiting[] = [];
  let running = false;

  const flushAll = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, mostRows);
      waiting = waiting.slice(mostRows);
      await store(engine, batch);
    }
    running = false;
  };

  return (entry) =>
    new Promise((done, failed) => {
      waiting.push({ entry, done, failed });
      if (running) return;
      running = true;
      // After the sockets that are ready in this turn have been read, so that they share the first commit too.
      setImmediate(() => void flushAll());
    });
}

async function store(engine: Engine, batch: Waiting[]): Promise<void> {
  try {
    const ids = await insertAll(engine, batch);
    for (const { entry, done } of batch) {
      const found = ids.get(entry.key);
      if (!found) throw new Error(`inbox row ${entry.key} is neither new nor known`);
      done({ ...found });
      found.fresh = false; // a repeat within the batch
    }
  } catch (error) {
    // One entry the database refuses must not take the others with it.
    const [only] = batch;
    if (batch.length === 1) only?.failed(error);
    else for (const one of batch) await store(engine, [one]);
  }
}

const claimColumns = ['state', 'claimed_at'];

/** On SQLite there is no other process to take the row. */
function claimOf({ dialect }: Engine, { atOnce }: InboxEntry): [string, string | null] | [] {
  if (dialect === 'sqlite') return [];
  return atOnce ? ['claimed', heldAtFirst()] : ['pending', null];
}

async function insertAll(engine: Engine, batch: Waiting[]): Promise<Map<string, { id: number; fresh: boolean }>> {
  const values = batch.map(({ entry }) => [
    ...[entry.key, entry.lane ?? null, entry.payload, entry.receivedAt],
    ...claimOf(engine, entry),
  ]);
  const columns = ['key', 'lane', 'payload', 'received_at', ...(engine.dialect === 'sqlite' ? [] : claimColumns)];
  const rows = values.map((row, index) => `(${placeholders(row.length, index * row.length + 1)})`).join(', ');
  const sql = `INSERT INTO inbox (${columns.join(', ')}) VALUES ${rows}
    ON CONFLICT (key) DO NOTHING RETURNING id, key`;
  const parameters = values.flat();
  const fresh = await engine.statement<{ id: number; key: string }>(sql, parameters);
  const ids = new Map(fresh.map(({ id, key }) => [key, { id, fresh: true }]));

  const known = [...new Set(batch.map(({ entry }) => entry.key))].filter((key) => !ids.has(key));
  if (known.length > 0) {
    const old = `SELECT id, key FROM inbox WHERE key IN (${placeholders(known.length)})`;
    const found = await engine.look((session) => session.rows<{ id: number; key: string }>(old, known));
    for (const { id, key } of found) ids.set(key, { id, fresh: false });
  }
  return ids;
}
