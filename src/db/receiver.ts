import type { Inbox, InboxEntry } from '../ports.ts';
import { heldAtFirst } from './claims.ts';
import type { Engine } from './engine.ts';
import { placeholders } from './tables.ts';
import { together } from './together.ts';

interface Received {
  id: number;
  fresh: boolean;
}

/** Four to six parameters a row; SQLite allows 32,766, and a commit should not take long. */
const mostRows = 400;

/** What arrives while one commit is under way goes into the next, all in one statement. */
export function createReceiver(engine: Engine): Inbox['receive'] {
  return together((entries: InboxEntry[]) => store(engine, entries), mostRows);
}

async function store(engine: Engine, entries: InboxEntry[]): Promise<Received[]> {
  const ids = await insertAll(engine, entries);
  return entries.map(({ key }) => {
    const found = ids.get(key);
    if (!found) throw new Error(`inbox row ${key} is neither new nor known`);
    const received = { ...found };
    found.fresh = false; // a repeat within the batch
    return received;
  });
}

const claimColumns = ['state', 'claimed_at'];

/** On SQLite there is no other process to take the row. */
function claimOf({ dialect }: Engine, { atOnce }: InboxEntry): [string, string | null] | [] {
  if (dialect === 'sqlite') return [];
  return atOnce ? ['claimed', heldAtFirst()] : ['pending', null];
}

async function insertAll(engine: Engine, entries: InboxEntry[]): Promise<Map<string, Received>> {
  const values = entries.map((entry) => [
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

  const known = [...new Set(entries.map((entry) => entry.key))].filter((key) => !ids.has(key));
  if (known.length > 0) {
    const old = `SELECT id, key FROM inbox WHERE key IN (${placeholders(known.length)})`;
    const found = await engine.look((session) => session.rows<{ id: number; key: string }>(old, known));
    for (const { id, key } of found) ids.set(key, { id, fresh: false });
  }
  return ids;
}
