import type { Inbox, InboxEntry } from '../../ports/queues.ts';
import type { Engine } from '../engines/engine.ts';
import { storable } from '../engines/storable.ts';
import { together } from '../engines/together.ts';
import { placeholders } from '../stores/tables.ts';
import type { Claims } from './claims.ts';
import type { Presence } from './presence.ts';

interface Received {
  id: number;
  fresh: boolean;
}

interface Parts {
  engine: Engine;
  process: Presence;
  claims: Claims<number>;
}

/** A row has five to eight parameters; SQLite allows 32,766, and a commit should not take long. */
const mostRows = 400;

/** Events that arrive during one commit go into the next, all in one statement. */
export function createReceiver(parts: Parts): Inbox['receive'] {
  // The key as the table stores it, to find a key with unusual characters again.
  const named = (entry: InboxEntry) => ({ ...entry, key: storable(entry.key) });
  return together((entries: InboxEntry[]) => store(parts, entries.map(named)), mostRows);
}

async function store(parts: Parts, entries: InboxEntry[]): Promise<Received[]> {
  const ids = await insertAll(parts, entries);
  return entries.map(({ key }) => {
    const found = ids.get(key);
    if (!found) throw new Error(`inbox row ${key} is neither new nor known`);
    const received = { ...found };
    found.fresh = false; // a repeat within the batch
    return received;
  });
}

async function insertAll(parts: Parts, entries: InboxEntry[]): Promise<Map<string, Received>> {
  const fresh = await insertFresh(parts, entries);
  const ids = new Map(fresh.map(({ id, key }) => [key, { id, fresh: true }]));
  const known = [...new Set(entries.map((entry) => entry.key))].filter((key) => !ids.has(key));
  if (known.length > 0) {
    const old = `SELECT id, key FROM inbox WHERE key IN (${placeholders(known.length)})`;
    const found = await parts.engine.look((session) => session.rows<{ id: number; key: string }>(old, known));
    for (const { id, key } of found) ids.set(key, { id, fresh: false });
  }
  return ids;
}

/** Events acted on at once are stored as claimed and begun; this saves a separate commit for the count. */
async function insertFresh({ engine, process, claims }: Parts, entries: InboxEntry[]) {
  const inDatabase = engine.dialect === 'postgres';
  if (inDatabase && entries.some(({ atOnce }) => atOnce)) await process.begin();
  const values = entries.map(({ key, lane = null, payload, receivedAt, atOnce }) => [
    ...[key, lane, payload, receivedAt, atOnce ? 1 : 0],
    ...(inDatabase ? (atOnce ? ['claimed', new Date().toISOString(), process.id] : ['pending', null, null]) : []),
  ]);
  const claim = inDatabase ? ['state', 'claimed_at', 'claimed_by'] : [];
  const columns = ['key', 'lane', 'payload', 'received_at', 'begun', ...claim];
  const rows = values.map((row, index) => `(${placeholders(row.length, index * row.length + 1)})`).join(', ');
  const sql = `INSERT INTO inbox (${columns.join(', ')}) VALUES ${rows}
    ON CONFLICT (key) DO NOTHING RETURNING id, key`;
  const fresh = await engine.statement<{ id: number; key: string }>(sql, values.flat());
  // On SQLite there is no other process to tell, only this one's worker.
  const pressed = new Map(entries.filter(({ atOnce }) => atOnce).map(({ key, lane = null }) => [key, lane]));
  for (const { id, key } of inDatabase ? [] : fresh) {
    const lane = pressed.get(key);
    if (lane !== undefined) claims.hold({ id, lane });
  }
  return fresh;
}
