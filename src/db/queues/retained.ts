import type { RetainedKind } from '../../domain/rules.ts';

/** What goes of one table. Every condition is SQL about a row of it; `$1` is the instant before which it is too old. */
export interface Retained {
  table: string;
  key: string[];
  /** Since when nobody needs it, and what else an index of migration 11 holds: rows that are done with. */
  since: string;
  done?: string;
  /** Asked of those rows alone, by their key. */
  only?: string;
  /** The appeal its life hangs on. */
  ofAppeal?: true;
  /** The row stays, without this. */
  emptied?: string;
}

/** Sent or superseded, said so that SQLite does not prefer its index of all states. */
const settled = `state NOT IN ('pending', 'failed', 'unsure')`;
const sentOrMade = 'COALESCE(sent_at, created_at)';

/** Nothing is due of the row's appeal, and nothing happened to it since then. What belongs to no appeal is free, too. */
const atRest = (table: string) => `NOT EXISTS (
  SELECT 1 FROM appeals a WHERE a.number = ${table}.appeal AND NOT (
    a.status IN ('answered', 'closed', 'withdrawn') AND a.updated_at < $1
    AND NOT EXISTS (SELECT 1 FROM clocks c WHERE c.appeal = a.number AND c.stopped_at IS NULL)))`;

const notAwaited = `NOT EXISTS (
  SELECT 1 FROM outbox u WHERE u.target = outbox.id AND (u.state = 'pending' OR u.state = 'unsure'))`;

/** A change of rules is decided on its report, and made appeal by appeal from it. */
const notToBeDecided = `NOT EXISTS (SELECT 1 FROM meta WHERE key = 'rules:shown' AND value LIKE '%' || reports.id || '%')
  AND NOT EXISTS (SELECT 1 FROM due_steps WHERE kind = 'recalculate' AND ref LIKE reports.id || ':%')`;

/**
 * All that is ever deleted, and when. Never: appeals with their assignments, attachments, timeline, clocks, reminders and
 * papers (the record itself), people, chats and bindings (the roster), counters and meta (numbers and marks, a few bytes);
 * due steps go when they are done. What failed, is unsure, was set aside or still waits has a way back and stays.
 */
// biome-ignore format: a table is read by column
export const retained: Record<RetainedKind, Retained> = {
  payloads: { table: 'inbox',  key: ['id'],  since: 'received_at', done: `state = 'done' AND payload <> ''`, emptied: `payload = '', lane = NULL` },
  keys:     { table: 'inbox',  key: ['id'],  since: 'received_at', done: `state = 'done' AND payload = ''` },
  redraws:  { table: 'outbox', key: ['seq'], since: sentOrMade,    done: `op = 'update' AND ${settled}` },
  messages: { table: 'outbox', key: ['seq'], since: sentOrMade,    done: `op <> 'update' AND ${settled}`, ofAppeal: true, only: `${atRest('outbox')} AND ${notAwaited}` },
  links:    { table: 'message_links', key: ['message'], since: 'at', ofAppeal: true, only: atRest('message_links') },
  reports:  { table: 'reports', key: ['id'], since: 'at',          only: notToBeDecided },
  // That a change of rules was shown is remembered for as long as it may be decided.
  slots:    { table: 'slots',  key: ['job', 'slot'], since: 'at',  only: `job <> 'rule-change'` },
  // A remark that a leader keeps for himself stays with its appeal.
  drafts:   { table: 'drafts', key: ['id'],  since: 'COALESCE(taken_at, created_at)', ofAppeal: true, only: `(kind <> 'remark' OR ${atRest('drafts')})` },
  tips:     { table: 'tips',   key: ['id'],  since: 'COALESCE(decided_at, created_at)', done: `state <> 'open'` },
};
