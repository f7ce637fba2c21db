import type { RetainedKind } from '../../domain/rules.ts';

/**
 * What is deleted from one table. Every condition is SQL about one of its rows; rows from before the instant `$1` are
 * too old.
 */
export interface Retained {
  table: string;
  key: string[];
  /**
   * SQL for the instant since which nobody needs the row; `done` picks the finished rows. Both match an index of
   * migration 11 or 12.
   */
  since: string;
  done?: string;
  /** A further condition, checked only for those rows, by their key. */
  only?: string;
  /** The row is kept as long as its appeal needs it. */
  ofAppeal?: true;
  /** The row stays; only these columns are emptied. */
  emptied?: string;
}

/** Sent or superseded; written with NOT IN because SQLite would otherwise choose its index of all states. */
const settled = `state NOT IN ('pending', 'failed', 'unsure')`;
const sentOrMade = 'COALESCE(sent_at, created_at)';

/**
 * The row's appeal is finished, has no running clock, and nothing happened to it since `$1`. Also true of a row without
 * an appeal.
 */
const atRest = (table: string) => `NOT EXISTS (
  SELECT 1 FROM appeals a WHERE a.number = ${table}.appeal AND NOT (
    a.status IN ('answered', 'closed', 'withdrawn') AND a.updated_at < $1
    AND NOT EXISTS (SELECT 1 FROM clocks c WHERE c.appeal = a.number AND c.stopped_at IS NULL)))`;

const notAwaited = `NOT EXISTS (
  SELECT 1 FROM outbox u WHERE u.target = outbox.id AND (u.state = 'pending' OR u.state = 'unsure'))`;

/**
 * A report about a change of rules is still needed: it is decided on, and the change is made from it appeal by appeal.
 */
const notToBeDecided = `NOT EXISTS (SELECT 1 FROM meta WHERE key = 'rules:shown' AND value LIKE '%' || reports.id || '%')
  AND NOT EXISTS (SELECT 1 FROM due_steps WHERE kind = 'recalculate' AND ref LIKE reports.id || ':%')`;

/**
 * Everything that is ever deleted, and when. Never deleted: appeals with their assignments, attachments, timeline,
 * clocks, reminders and papers (the record itself); people, chats and bindings (the roster); counters and meta (numbers
 * and marks, a few bytes). Due steps are deleted when they are done. Rows that failed, are unsure, were set aside or
 * still wait can be tried again, so they stay.
 */
// biome-ignore format: a table is read by column
export const retained: Record<RetainedKind, Retained> = {
  payloads: { table: 'inbox',  key: ['id'],  since: 'received_at', done: `state = 'done' AND payload <> ''`, emptied: `payload = '', lane = NULL` },
  keys:     { table: 'inbox',  key: ['id'],  since: 'received_at', done: `state = 'done' AND payload = ''` },
  redraws:  { table: 'outbox', key: ['seq'], since: sentOrMade,    done: `op = 'update' AND ${settled}` },
  messages: { table: 'outbox', key: ['seq'], since: sentOrMade,    done: `op <> 'update' AND ${settled}`, ofAppeal: true, only: `${atRest('outbox')} AND ${notAwaited}` },
  links:    { table: 'message_links', key: ['message'], since: 'at', ofAppeal: true, only: atRest('message_links') },
  reports:  { table: 'reports', key: ['id'], since: 'at',          only: notToBeDecided },
  // The mark that a change of rules was shown stays: the change may still be decided.
  slots:    { table: 'slots',  key: ['job', 'slot'], since: 'at',  only: `job <> 'rule-change'` },
  // A remark that a leader keeps for himself stays as long as its appeal is active.
  drafts:   { table: 'drafts', key: ['id'],  since: 'COALESCE(taken_at, created_at)', ofAppeal: true, only: `(kind <> 'remark' OR ${atRest('drafts')})` },
  tips:     { table: 'tips',   key: ['id'],  since: 'COALESCE(decided_at, created_at)', done: `state <> 'open'` },
  examples: { table: 'examples', key: ['id'], since: 'at' },
};
