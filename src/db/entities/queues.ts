import { EntitySchema } from 'typeorm';
import type { OutboxEntry, OutboxState } from '../../ports/queues.ts';
import { flag, integer, json, serial, text, textOrNull } from './columns.ts';

export interface InboxTableRow {
  id: number;
  key: string;
  /** Rows of one lane (a chat) are handled one after the other. */
  lane: string | null;
  payload: string;
  receivedAt: string;
  /** `claimed` is written only on PostgreSQL; on SQLite the one process keeps its claims in memory. */
  state: 'pending' | 'claimed' | 'done' | 'failed' | 'aside';
  attempts: number;
  begun: number;
  claimedAt: string | null;
  claimedBy: string | null;
  error: string | null;
}

export const InboxSchema = new EntitySchema<InboxTableRow>({
  name: 'inbox',
  columns: {
    id: serial,
    key: text,
    lane: textOrNull,
    payload: text,
    receivedAt: text,
    state: text,
    attempts: integer,
    begun: integer,
    claimedAt: textOrNull,
    claimedBy: textOrNull,
    error: textOrNull,
  },
});

export interface OutboxTableRow extends Pick<OutboxEntry, 'op' | 'message' | 'createdAt' | 'notBefore'> {
  /** Order of arrival. */
  seq: number;
  id: string;
  /** `chat:<chat id>` or `person:<open_id>`: rows of one lane go out one after the other. */
  lane: string;
  replyTo: string | null;
  inThread: boolean;
  target: string | null;
  appeal: string | null;
  slot: string | null;
  addressee: string | null;
  waits: boolean;
  state: OutboxState;
  attempts: number;
  /** Instants of the last attempts, newest first (db/queues/attempts.ts). */
  attempted: string | null;
  firstAttemptAt: string | null;
  nextAttemptAt: string;
  messageId: string | null;
  chatId: string | null;
  sentAt: string | null;
  error: string | null;
  claimedAt: string | null;
  claimedBy: string | null;
}

export const OutboxSchema = new EntitySchema<OutboxTableRow>({
  name: 'outbox',
  columns: {
    seq: serial,
    id: text,
    op: text,
    lane: text,
    message: json,
    replyTo: textOrNull,
    inThread: flag,
    target: textOrNull,
    appeal: textOrNull,
    slot: textOrNull,
    addressee: textOrNull,
    createdAt: text,
    notBefore: text,
    waits: flag,
    state: text,
    attempts: integer,
    attempted: textOrNull,
    firstAttemptAt: textOrNull,
    nextAttemptAt: text,
    messageId: textOrNull,
    chatId: textOrNull,
    sentAt: textOrNull,
    error: textOrNull,
    claimedAt: textOrNull,
    claimedBy: textOrNull,
  },
});
