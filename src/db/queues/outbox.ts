import type { LeftState, Outbox } from '../../ports/queues.ts';
import type { Engine } from '../engines/engine.ts';
import type { Session } from '../engines/session.ts';
import { jsonText } from '../engines/storable.ts';
import { together } from '../engines/together.ts';
import { whenTargetIsSent } from '../stores/outboxStore.ts';
import { placeholders } from '../stores/tables.ts';
import { withAttempt } from './attempts.ts';
import { Claims } from './claims.ts';
import { claimInDatabase, claimInMemory } from './outboxClaim.ts';
import type { Presence } from './presence.ts';
import { onlySender, type SendingTurn, sendingTurn } from './sendingTurn.ts';

/** The most rows in one commit: answers that arrive together are stored together. */
const mostSent = 50;

const unclaimed = 'claimed_at = NULL, claimed_by = NULL';

export interface OutboxTable extends Outbox {
  /** Gives back the rows that this process holds, and its turn to send (PostgreSQL). */
  releaseAll(): Promise<void>;
}

/** `process` is this process; several may share a PostgreSQL database. */
export function createOutbox(engine: Engine, process: Presence): OutboxTable {
  const claims = new Claims<string>();
  const onSqlite = engine.dialect === 'sqlite';
  /** If this process stood still for a while, another one may have taken its rows; then it must not change them. */
  const ours = ` AND state <> 'sent'${onSqlite ? '' : ` AND (claimed_by IS NULL OR claimed_by = '${process.id}')`}`;
  const changes = async (id: string, change: (session: Session) => Promise<void>) => {
    await engine.write(change);
    claims.drop(id);
  };
  const turn = onSqlite ? onlySender(engine) : sendingTurn(engine, process);
  const settleSent = together((rows: SentRow[]) => engine.write((session) => allSent(session, rows)), mostSent);
  return {
    claim: onSqlite ? claimInMemory(engine, { claims, turn }) : claimInDatabase(engine, { process, turn }),
    async attempted(ids, at) {
      const begun = new Set(await attempted(engine, ids, { at, ours, turn }));
      const left = ids.filter((id) => !begun.has(id));
      if (left.length > 0) await unclaim(engine, left, ours);
      for (const id of left) claims.drop(id);
      return [...begun];
    },
    async sent(id, result) {
      await settleSent({ id, ...result });
      claims.drop(id);
    },
    retry: (id, at, error, untaken) => changes(id, (session) => retry(session, { id, at, error, untaken, ours })),
    settle: (id, state, error) => changes(id, (session) => settle(session, { id, state, error, ours })),
    rewrite: (id, { newId, message }) =>
      changes(id, (session) => rewrite(session, { id, newId, message: jsonText(message), ours })),
    left: () => engine.look(left),
    async releaseAll() {
      if (onSqlite) return;
      await engine.statement(`UPDATE outbox SET ${unclaimed} WHERE claimed_by = $1 RETURNING id`, [process.id]);
      await turn.giveBack();
    },
  };
}

type Mark = Record<'at' | 'ours', string> & { turn: SendingTurn };

async function attempted(engine: Engine, ids: string[], { at, ours, turn }: Mark): Promise<string[]> {
  if (ids.length === 0) return [];
  const { before, condition } = turn.fence();
  const set = `attempts = attempts + 1, first_attempt_at = COALESCE(first_attempt_at, $1), attempted = ${withAttempt('$1')}`;
  const sql = `${before} UPDATE outbox SET ${set}
    WHERE id IN (${placeholders(ids.length, 2)}) AND state = 'pending'${ours} AND ${condition} RETURNING id`;
  return (await engine.statement<{ id: string }>(sql, [at, ...ids])).map(({ id }) => id);
}

async function unclaim(engine: Engine, ids: string[], ours: string): Promise<void> {
  const sql = `UPDATE outbox SET ${unclaimed} WHERE id IN (${placeholders(ids.length)})${ours} RETURNING id`;
  await engine.statement(sql, ids);
}

type SentRow = Parameters<Outbox['sent']>[1] & { id: string };

async function allSent(session: Session, rows: SentRow[]): Promise<undefined[]> {
  for (const row of rows) await sent(session, row);
  return rows.map(() => undefined);
}

async function sent({ rows }: Session, { id, messageId, chatId, at }: SentRow): Promise<void> {
  await rows(
    `UPDATE outbox SET state = 'sent', message_id = $1, chat_id = $2, sent_at = $3, error = NULL, ${unclaimed}
     WHERE id = $4 RETURNING id`,
    [messageId, chatId, at, id],
  );
  // In the same commit, because nobody comes back to a sent row. A repeated call gave the same message id.
  await rows(
    `INSERT INTO message_links (message, appeal, at)
     SELECT message_id, appeal, sent_at FROM outbox WHERE id = $1 AND appeal IS NOT NULL AND op <> 'update'
     ON CONFLICT (message) DO UPDATE SET appeal = excluded.appeal, at = excluded.at RETURNING message`,
    [id],
  );
  // A separate statement: on PostgreSQL it then sees an update that was enqueued while the first statement waited.
  await rows(`UPDATE outbox SET next_attempt_at = not_before WHERE ${waitingFor} RETURNING id`, [id]);
}

const waitingFor = `target = $1 AND state = 'pending' AND next_attempt_at = '${whenTargetIsSent}'`;

interface Retry {
  id: string;
  at: string;
  error: string;
  untaken?: boolean;
  ours: string;
}

/** A row that was superseded in the meantime stays so: its successor has all the content. */
async function retry({ rows }: Session, { id, at, error, untaken, ours }: Retry): Promise<void> {
  const forgotten = untaken ? ', first_attempt_at = NULL' : '';
  const set = `${unclaimed}${forgotten}, error = $1`;
  const kept = await rows(`UPDATE outbox SET ${set} WHERE id = $2${ours} RETURNING id`, [error, id]);
  if (kept.length === 0) return;
  await rows(`UPDATE outbox SET next_attempt_at = $1 WHERE id = $2 AND state = 'pending' RETURNING id`, [at, id]);
}

interface Settlement {
  id: string;
  state: Parameters<Outbox['settle']>[1];
  error: string;
  ours: string;
}

async function settle({ rows }: Session, { id, state, error, ours }: Settlement): Promise<void> {
  const sql = `UPDATE outbox SET state = $1, error = $2, ${unclaimed} WHERE id = $3${ours} RETURNING id`;
  if ((await rows(sql, [state, error, id])).length === 0) return;
  if (state === 'unsure') return; // it may have arrived; updates wait until this is known
  const orphans = `UPDATE outbox SET state = 'superseded', error = 'its target was not sent' WHERE ${waitingFor}`;
  await rows(`${orphans} RETURNING id`, [id]);
}

type Rewriting = Record<'id' | 'newId' | 'message' | 'ours', string>;

/** The new uuid has no attempt yet; rows that point to this row get the new id. */
async function rewrite({ rows }: Session, { id, newId, message, ours }: Rewriting): Promise<void> {
  const set = `id = $1, message = $2, first_attempt_at = NULL, error = NULL, ${unclaimed}`;
  const kept = await rows(`UPDATE outbox SET ${set} WHERE id = $3${ours} RETURNING id`, [newId, message, id]);
  if (kept.length > 0) await rows('UPDATE outbox SET target = $1 WHERE target = $2 RETURNING id', [newId, id]);
}

/** Counts with an index that holds only such rows. */
async function left({ rows }: Session): ReturnType<Outbox['left']> {
  const counted = await rows<{ state: LeftState; total: number | string; oldest: string }>(
    `SELECT state, COUNT(*) AS total, MIN(created_at) AS oldest FROM outbox
     WHERE state = 'pending' OR state = 'failed' OR state = 'unsure' GROUP BY state`,
  );
  const totals = { pending: 0, failed: 0, unsure: 0 };
  for (const { state, total } of counted) totals[state] = Number(total);
  const oldest = counted.find(({ state }) => state === 'pending')?.oldest;
  return { ...totals, ...(oldest && { oldestPendingAt: oldest }) };
}
