import type { OutboxEntry, OutboxRow, Recipient } from '../../ports/queues.ts';
import type { OutboxReader, OutboxStore } from '../../ports/store.ts';
import { present, type Session } from '../engines/session.ts';
import { OutboxSchema, type OutboxTableRow } from '../entities/queues.ts';
import { insert, placeholders, select } from './tables.ts';
import { conditions } from './where.ts';

/** Means "not before its target is sent"; `Outbox.sent` of the target replaces it. */
export const whenTargetIsSent = '9999-12-31T23:59:59.999Z';

export function laneOf(to: Recipient): string {
  return 'chat' in to ? `chat:${to.chat}` : `person:${to.person}`;
}

export function recipientOf(lane: string): Recipient {
  const id = lane.slice(lane.indexOf(':') + 1);
  return lane.startsWith('chat:') ? { chat: id } : { person: id };
}

export function outboxRowOf(row: OutboxTableRow): OutboxRow {
  const { seq, lane, claimedAt, claimedBy, sentAt, inThread, waits, attempted, ...columns } = row;
  const known = { ...present(columns), to: recipientOf(lane), ...(inThread && { inThread }), ...(waits && { waits }) };
  return known as OutboxRow; // the column is any text, the port names the allowed words
}

export function outboxReader(session: Session): OutboxReader {
  return { outlived: (ids) => outlived(session, ids) };
}

type Outgoing = Omit<OutboxStore, 'enqueue'>;

export function outboxStore(session: Session): Outgoing {
  return {
    ...outboxReader(session),
    async cardsOf(number, slot) {
      const { parameters, bind, add, all } = conditions();
      add(`appeal = ${bind(number)} AND op <> 'update' AND state NOT IN ('failed', 'superseded')`);
      add(slot ? `slot = ${bind(slot)}` : 'slot IS NOT NULL');
      const where = `${all()} ORDER BY seq DESC`;
      return (await select(session, OutboxSchema, { where, parameters })).map(outboxRowOf);
    },
    async copiesOf({ appeal = null, addressee = null, slot = null, createdAt }) {
      const { parameters, add, bind, where } = conditions();
      for (const [column, value] of Object.entries({ appeal, addressee, slot })) {
        add(value === null ? `${column} IS NULL` : `${column} = ${bind(value)}`);
      }
      add(`created_at = ${bind(createdAt)} AND op <> 'update'`);
      const rows = await session.rows<{ lane: string }>(`SELECT lane FROM outbox ${where()}`, parameters);
      return rows.map(({ lane }) => recipientOf(lane));
    },
    async dropHeld(number, at, { notesTo, slot }) {
      const { parameters, bind, add, where } = conditions();
      add(`appeal = ${bind(number)} AND state = 'pending' AND attempts = 0 AND op <> 'update'`);
      add(`not_before > ${bind(at)}`);
      if (notesTo) add(`slot IS NULL AND addressee = ${bind(notesTo)}`);
      if (slot) add(`slot = ${bind(slot)}`);
      await session.rows(`UPDATE outbox SET state = 'superseded', error = 'overtaken' ${where()}`, parameters);
    },
    async outboxRow(id) {
      const [row] = await select(session, OutboxSchema, { where: 'id = $1', parameters: [id] });
      return row && outboxRowOf(row);
    },
    async rowOfMessage(message) {
      const where = `message_id = $1 AND op <> 'update'`;
      const [row] = await select(session, OutboxSchema, { where, parameters: [message] });
      return row && outboxRowOf(row);
    },
  };
}

/** Compares the order in which rows were written, not times: an operator's command may run with another clock. */
async function outlived({ rows }: Session, ids: string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    `SELECT o.id FROM outbox o JOIN people p ON o.lane = 'person:' || p.open_id
     WHERE o.id IN (${placeholders(ids.length)}) AND o.seq <= p.narrowed_after`,
    ids,
  );
  return found.map(({ id }) => id);
}

/** Stores one row; called by `enqueueLast` (db/queues/owed.ts). */
export async function enqueue(session: Session, entry: OutboxEntry): Promise<void> {
  const start = entry.op === 'update' ? await afterTarget(session, entry) : { nextAttemptAt: entry.notBefore };
  const { id, op, message, replyTo = null, inThread = false, target = null, appeal = null, slot = null } = entry;
  const { createdAt, notBefore, addressee = null, waits = false } = entry;
  const row: Omit<OutboxTableRow, 'seq'> = {
    ...{
      id,
      op,
      lane: laneOf(entry.to),
      message,
      replyTo,
      inThread,
      target,
      appeal,
      slot,
      addressee,
      createdAt,
      notBefore,
      waits,
    },
    ...{ state: 'pending', attempts: 0, attempted: null, firstAttemptAt: null, sentAt: null },
    ...{ messageId: null, chatId: null, error: null, claimedAt: null, claimedBy: null },
    ...start,
  };
  await insert(session, OutboxSchema, [row as OutboxTableRow]);
}

/** Only the newest update of a card matters, and only after the card was sent. */
async function afterTarget(
  session: Session,
  { target, notBefore }: OutboxEntry,
): Promise<Pick<OutboxTableRow, 'nextAttemptAt'> & Partial<OutboxTableRow>> {
  if (target === undefined) throw new TypeError('an update without target');
  const lock = session.dialect === 'postgres' ? 'FOR UPDATE' : ''; // it must not be sent before our commit
  const sql = `SELECT state FROM outbox WHERE id = $1 ${lock}`;
  const [found] = await session.rows<Pick<OutboxTableRow, 'state'>>(sql, [target]);
  if (!found) throw new TypeError(`the outbox has no row ${target} to update`);
  const { state } = found;
  const older = `UPDATE outbox SET state = 'superseded', error = 'a newer update'
    WHERE target = $1 AND op = 'update' AND state = 'pending'`;
  await session.rows(older, [target]);
  if (state === 'sent') return { nextAttemptAt: notBefore };
  if (state === 'pending' || state === 'unsure') return { nextAttemptAt: whenTargetIsSent };
  return { nextAttemptAt: notBefore, state: 'superseded', error: 'its target was not sent' };
}
