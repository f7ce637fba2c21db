import type { Inbox, InboxRow } from '../ports.ts';
import { Claims, staleBefore } from './claims.ts';
import type { Engine } from './engine.ts';
import { createReceiver } from './receiver.ts';
import { present } from './session.ts';

type Claimed = Omit<InboxRow, 'lane'> & { lane: string | null };

const columns = 'id, key, lane, payload, received_at AS "receivedAt", attempts';
const open = `(state = 'pending' OR state = 'claimed')`;

/** Nothing older of the same lane is open. */
const atTheHead = `(i.lane IS NULL OR NOT EXISTS (
  SELECT 1 FROM inbox o WHERE o.lane = i.lane AND o.id < i.id AND (o.state = 'pending' OR o.state = 'claimed')))`;

export interface InboxTable extends Inbox {
  /** After the transaction that finished these rows was committed. */
  forget(ids: number[]): void;
  /** Gives back what this process holds (PostgreSQL). */
  releaseAll(): Promise<void>;
}

/** `process` names this process among those that share a PostgreSQL database. */
export function createInbox(engine: Engine, process: string): InboxTable {
  const claims = new Claims<number>();
  const claim = engine.dialect === 'sqlite' ? inMemory(engine, claims) : inDatabase(engine, process);
  const back = `UPDATE inbox SET state = 'pending', claimed_at = NULL, claimed_by = NULL`;
  return {
    receive: createReceiver(engine),
    claim: async (limit) => (await claim(limit)).map(present),
    async fail(id, error) {
      const sql = `UPDATE inbox SET state = 'failed', error = $1, attempts = attempts + 1, claimed_at = NULL,
        claimed_by = NULL WHERE id = $2 AND ${open} RETURNING id`;
      await engine.statement(sql, [error, id]);
      claims.drop(id);
    },
    async release(id) {
      await engine.statement(`${back}, attempts = attempts + 1 WHERE id = $1 AND ${open} RETURNING id`, [id]);
      claims.drop(id);
    },
    counts: () =>
      engine.read(async ({ rows }) => {
        const states = await rows<{ state: string; n: number }>(
          'SELECT state, COUNT(*) AS n FROM inbox GROUP BY state',
        );
        return Object.fromEntries(states.map(({ state, n }) => [state, Number(n)]));
      }),
    forget(ids) {
      for (const id of ids) claims.drop(id);
    },
    async releaseAll() {
      if (engine.dialect === 'sqlite') return;
      await engine.statement(`${back} WHERE claimed_by = $1 AND state = 'claimed' RETURNING id`, [process]);
    },
  };
}

/** SQLite: looks beside the writer, and leaves out what this process already works on. */
function inMemory(engine: Engine, claims: Claims<number>) {
  const sql = `SELECT ${columns} FROM inbox i WHERE ${open} AND ${atTheHead} ORDER BY id LIMIT $1`;
  return (most: number) => claims.pick(most, (limit) => engine.look((session) => session.rows<Claimed>(sql, [limit])));
}

/** PostgreSQL: the claim is a mark in the row; rows whose process died are taken over. */
function inDatabase(engine: Engine, process: string) {
  const laneIsFree = `(i.lane IS NULL OR NOT EXISTS (
    SELECT 1 FROM inbox c WHERE c.lane = i.lane AND c.id <> i.id AND c.state = 'claimed' AND c.claimed_at >= $3))`;
  const sql = `UPDATE inbox SET state = 'claimed', claimed_at = $1, claimed_by = $2 WHERE id IN (
      SELECT id FROM inbox i
      WHERE ${open} AND (state = 'pending' OR claimed_at < $3) AND ${atTheHead} AND ${laneIsFree}
      ORDER BY id LIMIT $4 FOR UPDATE SKIP LOCKED)
    RETURNING ${columns}`;
  return async (limit: number) => {
    const parameters = [new Date().toISOString(), process, staleBefore(), limit];
    const rows = await engine.statement<Claimed>(sql, parameters);
    return rows.sort((one, other) => one.id - other.id);
  };
}
