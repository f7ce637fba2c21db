import type { Inbox, InboxRow, StuckEvent } from '../../ports/queues.ts';
import type { InboxReader } from '../../ports/store.ts';
import type { Engine } from '../engines/engine.ts';
import { present, type Session } from '../engines/session.ts';
import { placeholders } from '../stores/tables.ts';
import { Claims } from './claims.ts';
import { living, type Presence } from './presence.ts';
import { createReceiver } from './receiver.ts';

type Claimed = Omit<InboxRow, 'lane'> & { lane: string | null };

const columns = 'id, key, lane, payload, received_at AS "receivedAt", attempts, begun';
const open = `(state = 'pending' OR state = 'claimed')`;
const stuck = `(state = 'failed' OR state = 'aside')`;
const unclaimed = 'claimed_at = NULL, claimed_by = NULL';

/** No older row of the same lane is open. */
const atTheHead = `(i.lane IS NULL OR NOT EXISTS (
  SELECT 1 FROM inbox o WHERE o.lane = i.lane AND o.id < i.id AND (o.state = 'pending' OR o.state = 'claimed')))`;

export interface InboxTable extends Inbox {
  /** To call after the transaction that finished these rows is committed. */
  forget(ids: number[]): void;
  /** Gives back the rows that this process holds. It ends normally, so these rows get no blame. */
  releaseAll(): Promise<void>;
}

/** `process` is this process; several may share a PostgreSQL database. */
export function createInbox(engine: Engine, process: Presence): InboxTable {
  const claims = new Claims<number>();
  const onSqlite = engine.dialect === 'sqlite';
  const claim = onSqlite ? inMemory(engine, claims) : inDatabase(engine, process);
  /** If this process stood still for a while, another one may have taken its rows. */
  const ours = onSqlite ? open : `${open} AND claimed_by = '${process.id}'`;
  const among = (ids: number[]) => `id IN (${placeholders(ids.length)})`;
  const change = async (id: number, set: string, error: string | null = null) => {
    const sql = `UPDATE inbox SET ${set}, error = $1, ${unclaimed} WHERE id = $2 AND ${ours} RETURNING id`;
    await engine.statement(sql, [error, id]);
    claims.drop(id);
  };
  const idsOf = async (sql: string, ids: number[]) =>
    ids.length === 0 ? [] : (await engine.statement<{ id: number }>(sql, ids)).map(({ id }) => id);
  return {
    receive: createReceiver({ engine, process, claims }),
    claim: async (limit) => (await claim(limit)).map(present),
    async begin(ids) {
      const begun = await idsOf(`UPDATE inbox SET begun = begun + 1 WHERE ${among(ids)} AND ${ours} RETURNING id`, ids);
      for (const id of ids) if (!begun.includes(id)) claims.drop(id);
      return begun;
    },
    fail: (id, error) => change(id, `state = 'failed', attempts = attempts + 1`, error),
    setAside: (id, error) => change(id, `state = 'aside'`, error),
    release: (id, uncounted) => change(id, `state = 'pending', begun = 0, attempts = attempts + ${uncounted ? 0 : 1}`),
    left: () => engine.look(left),
    tryAgain: (ids) =>
      idsOf(
        `UPDATE inbox SET begun = CASE WHEN state = 'aside' THEN 1 ELSE 0 END, state = 'pending', attempts = 0,
           error = NULL WHERE ${among(ids)} AND ${stuck} RETURNING id`,
        ids,
      ),
    forget(ids) {
      for (const id of ids) claims.drop(id);
    },
    async releaseAll() {
      const held = onSqlite ? claims.ids() : [];
      if (onSqlite && held.length === 0) return;
      const which = onSqlite ? `${among(held)} AND ${open}` : `claimed_by = '${process.id}' AND state = 'claimed'`;
      const sql = `UPDATE inbox SET state = 'pending', begun = 0, ${unclaimed} WHERE ${which} RETURNING id`;
      await engine.statement(sql, held);
    },
  };
}

/** Counts with the indexes that hold only such rows. */
async function left({ rows }: Session): Promise<Record<string, number>> {
  const counted = (which: string) => `SELECT state, COUNT(*) AS n FROM inbox WHERE ${which} GROUP BY state`;
  const states = await rows<{ state: string; n: number }>(`${counted(open)} UNION ALL ${counted(stuck)}`);
  return Object.fromEntries(states.map(({ state, n }) => [state, Number(n)]));
}

export function inboxReader({ rows }: Session): InboxReader {
  return {
    stuckEvents: () =>
      rows<StuckEvent>(
        `SELECT id, state, received_at AS "receivedAt", COALESCE(error, '') AS error FROM inbox WHERE ${stuck}
         ORDER BY id LIMIT 1000`,
      ),
  };
}

/** SQLite: reads without waiting for the writer, and skips rows that this process already works on. */
function inMemory(engine: Engine, claims: Claims<number>) {
  const sql = `SELECT ${columns} FROM inbox i WHERE ${open} AND ${atTheHead} ORDER BY id LIMIT $1`;
  return (most: number) => claims.pick(most, (limit) => engine.look((session) => session.rows<Claimed>(sql, [limit])));
}

/** PostgreSQL: the claim is a mark in the row; rows of a process that is gone are taken over. */
function inDatabase(engine: Engine, process: Presence) {
  const laneIsFree = `(i.lane IS NULL OR NOT EXISTS (
    SELECT 1 FROM inbox c WHERE c.lane = i.lane AND c.id <> i.id AND c.state = 'claimed' AND c.claimed_by IN ${living}))`;
  const sql = `UPDATE inbox SET state = 'claimed', claimed_at = $1, claimed_by = $2 WHERE id IN (
      SELECT id FROM inbox i
      WHERE ${open} AND (claimed_by IS NULL OR claimed_by NOT IN ${living}) AND ${atTheHead} AND ${laneIsFree}
      ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED)
    RETURNING ${columns}`;
  return async (limit: number) => {
    await process.begin();
    const rows = await engine.statement<Claimed>(sql, [new Date().toISOString(), process.id, limit]);
    return rows.sort((one, other) => one.id - other.id);
  };
}
