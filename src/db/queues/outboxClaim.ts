import type { OutboxRow } from '../../ports/queues.ts';
import type { Engine } from '../engines/engine.ts';
import type { Session } from '../engines/session.ts';
import { OutboxSchema } from '../entities/queues.ts';
import { outboxRowOf } from '../stores/outboxStore.ts';
import { placeholders, select } from '../stores/tables.ts';
import type { Claims } from './claims.ts';
import type { Presence } from './presence.ts';
import type { Recall, SendingTurn } from './sendingTurn.ts';

/**
 * A row waits for an older row of its lane that goes out now or within this time. An older row that waits longer (a
 * long retry, sending hours) is overtaken: better out of order than not at all.
 */
const patienceMs = 60_000;

/**
 * Due rows that are the oldest of their lane. $1 is now, $2 the end of patience. The heads are found in one pass over
 * the waiting rows. With NOT EXISTS and old statistics PostgreSQL would compare each row with each, which takes seconds
 * for 10,000 rows.
 */
const due = `o.state = 'pending' AND o.next_attempt_at <= $1 AND o.seq IN (
  WITH heads AS MATERIALIZED (
    SELECT MIN(p.seq) AS seq FROM outbox p WHERE p.state = 'pending' AND p.next_attempt_at <= $2 GROUP BY p.lane)
  SELECT seq FROM heads)`;

interface Head {
  id: string;
  lane: string;
}

export type Claim = (now: string, limit: number, recall?: Recall) => Promise<OutboxRow[]>;

/** SQLite: reads without waiting for the writer, and skips rows that this process is sending. */
export function claimInMemory(engine: Engine, { claims, turn }: { claims: Claims<string>; turn: SendingTurn }): Claim {
  const sql = `SELECT o.id, o.lane FROM outbox o WHERE ${due} ORDER BY o.seq LIMIT $3`;
  return async (now, most, recall) => {
    await turn.take(now, recall);
    return engine.look(async (session) => {
      const found = await claims.pick(most, (limit) => session.rows<Head>(sql, [now, endOfPatience(now), limit]));
      return load(session, found.map(({ id }) => id)); // biome-ignore format: one thought
    });
  };
}

/** PostgreSQL: the claim is a mark in the row. Only marks of the process that has the turn count. */
export function claimInDatabase(engine: Engine, { process, turn }: { process: Presence; turn: SendingTurn }): Claim {
  const free = `(o.claimed_by IS NULL OR o.claimed_by <> $4) AND NOT EXISTS (
    SELECT 1 FROM outbox c WHERE c.lane = o.lane AND c.seq <> o.seq AND c.claimed_at IS NOT NULL AND c.claimed_by = $4)`;
  const heads = `SELECT o.seq FROM outbox o WHERE ${due} AND ${free} ORDER BY o.seq LIMIT $5 FOR UPDATE SKIP LOCKED`;
  return async (now, limit, recall) => {
    if (!(await turn.take(now, recall))) return [];
    const { before, condition } = turn.fence();
    const sql = `${before} UPDATE outbox SET claimed_at = $3, claimed_by = $4
      WHERE ${condition} AND seq IN (${heads}) RETURNING id`;
    const parameters = [now, endOfPatience(now), new Date().toISOString(), process.id, limit];
    const found = await engine.statement<{ id: string }>(sql, parameters);
    return engine.look((session) => load(session, found.map(({ id }) => id))); // biome-ignore format: one thought
  };
}

function endOfPatience(now: string): string {
  return new Date(Date.parse(now) + patienceMs).toISOString();
}

async function load(session: Session, ids: string[]): Promise<OutboxRow[]> {
  if (ids.length === 0) return [];
  const where = `id IN (${placeholders(ids.length)}) ORDER BY seq`;
  return (await select(session, OutboxSchema, { where, parameters: ids })).map(outboxRowOf);
}
