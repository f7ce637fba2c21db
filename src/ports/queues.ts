import type { CardKind, Message } from '../domain/message.ts';
import type { Addressee } from '../domain/people/visibility.ts';
import type { RetainedKind } from '../domain/rules.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { GroupMessage } from '../presenters/group/groupMessage.ts';

// ---------------------------------------------------------------- inbox and outbox rows

export interface InboxEntry {
  /** `m:<message_id>` for a message, else `e:<event_id>`: a repeat of either changes nothing. */
  key: string;
  /** The decrypted event as received, JSON text. */
  payload: string;
  receivedAt: Instant;
  /**
   * The chat (or person) it belongs to. Rows of one lane are claimed one at a time and in order, rows without a lane
   * freely.
   */
  lane?: string;
  /**
   * The process that receives it handles it at once, because a person waits for the answer; other processes must leave
   * it alone.
   */
  atOnce?: boolean;
}

export interface InboxRow extends InboxEntry {
  id: number;
  /** Attempts that ended in a fault caused by this row. */
  attempts: number;
  /** How often work on it began and did not end: its process was killed, or is still working on it. */
  begun: number;
}

/** An event that nobody handles any more, without its content. */
export interface StuckEvent {
  id: number;
  /** `failed`: each attempt ended in a fault; `aside`: the process that worked on it ended twice. */
  state: 'failed' | 'aside';
  receivedAt: Instant;
  /** Name of the fault, and the number under which the log has it. */
  error: string;
}

export type Recipient = { chat: string } | { person: string };

/**
 * A message and its recipient: a message to a chat must be drawn for everybody there (docs/develop/domain.md#groups).
 */
export type Addressed = { to: { chat: string }; message: GroupMessage } | { to: { person: string }; message: Message };

/** One thing owed to the platform. The id is its uuid there (≤ 50 characters). */
export type OutboxEntry = Addressed & {
  id: string;
  /** `update` redraws the card sent by row `target`, in the same place; `reply` answers message `replyTo`. */
  op: 'send' | 'reply' | 'update';
  replyTo?: string;
  inThread?: boolean;
  target?: string;
  appeal?: string;
  /** Which card of its appeal this is; later events find the card by it, see `cardsOf`. */
  slot?: CardKind;
  /** Who a private message about an appeal is meant for; checked again when it is sent. */
  addressee?: Addressee;
  createdAt: Instant;
  /** It is not sent before this instant (sending hours). */
  notBefore: Instant;
  /**
   * Every attempt keeps to the sending hours, even a late one, because the message is not an answer
   * (docs/develop/domain.md#hours).
   */
  waits?: boolean;
};

export type OutboxState = LeftState | 'sent' | 'superseded';

/** Still owed (`pending`), or left for a person to look at. */
export type LeftState = 'pending' | 'failed' | 'unsure';

export type OutboxRow = OutboxEntry & {
  state: OutboxState;
  attempts: number;
  /** Start of the oldest attempt with unknown outcome: the platform remembers its uuid for one hour. */
  firstAttemptAt?: Instant;
  nextAttemptAt: Instant;
  /** The platform's message id and chat, once sent. */
  messageId?: string;
  chatId?: string;
  error?: string;
};

/** The tables outside a unit of work: what the workers and the webhook need. */
export interface Inbox {
  /** Commits the entries (grouped with those of concurrent calls); resolves when durable. A known key changes nothing. */
  receive(entry: InboxEntry): Promise<{ id: number; fresh: boolean }>;
  /** Oldest unprocessed rows, claimed for this process. Rows of one chat stay in order. */
  claim(limit: number): Promise<InboxRow[]>;
  /**
   * To call before work on these claimed rows begins. It counts the beginning in a commit of its own, to recognise
   * later a row that makes the process crash. Returns the rows that this process still holds.
   */
  begin(ids: number[]): Promise<number[]>;
  /** Gives up after repeated faults: kept, marked, counted. */
  fail(id: number, error: string): Promise<void>;
  /** Stops automatic retries: the process ended twice while it worked on this row. */
  setAside(id: number, error: string): Promise<void>;
  /**
   * Puts a claimed row back to be tried again. `uncounted`: the failure was not this row's fault and does not count.
   */
  release(id: number, uncounted?: boolean): Promise<void>;
  /** Number of unfinished rows by state; a state without rows is left out. Finished rows pile up and are not read. */
  left(): Promise<Record<string, number>>;
  /**
   * Puts these stuck events back to be tried again; returns their ids. An event that was set aside gets one try, alone.
   */
  tryAgain(ids: number[]): Promise<number[]>;
}

/** One attempt to send a row of the outbox. */
export interface Attempt {
  to: Recipient;
  at: Instant;
  /** The answer was there at this time or earlier; absent when no answer is known. */
  endedAt?: Instant;
}

export interface Outbox {
  /**
   * Claims rows due now for this process, oldest first; an update only when its target was sent. Returns none while
   * another process has the turn to send. `recall` gets all attempts of the last minute before the first rows are
   * returned, and again each time this process takes over the turn.
   */
  claim(now: Instant, limit: number, recall?: (attempts: Attempt[]) => void): Promise<OutboxRow[]>;
  /**
   * To call before the network is used: after a crash the row shows that it may have been sent. Returns the rows that
   * this process may still send: neither the rows nor the turn were taken over while it stood still, and the rows were
   * not superseded.
   */
  attempted(ids: string[], at: Instant): Promise<string[]>;
  /** Also links the message to the row's appeal in the same commit (as `linkMessage` does; not for updates). */
  sent(id: string, result: { messageId: string; chatId: string; at: Instant }): Promise<void>;
  /** `untaken`: the platform certainly did not take it, so `firstAttemptAt` is forgotten. */
  retry(id: string, at: Instant, error: string, untaken?: boolean): Promise<void>;
  settle(id: string, state: 'failed' | 'unsure' | 'superseded', error: string): Promise<void>;
  /** Replaces the message under a new uuid, for example to remove a mention that the platform refused. */
  rewrite(id: string, entry: Pick<OutboxEntry, 'message'> & { newId: string }): Promise<void>;
  /** Number of unfinished messages by state. Finished ones pile up and are not read. */
  left(): Promise<Record<LeftState, number> & { oldestPendingAt?: Instant }>;
}

/** How far the scan of one kind has come: age and key of the last row it looked at. */
export type RetentionPlace = (string | number)[];

/** Deletes finished rows (db/queues/retained.ts), in short steps, because others wait for the writer. */
export interface Retention {
  /**
   * Looks at the next few rows of this kind that are older than `before` and deletes those that are not needed any
   * more. It may be repeated, or run by two processes at once. `next` is absent when there are no more.
   */
  step(kind: RetainedKind, from: { before: Instant; after?: RetentionPlace }): Promise<RetentionStep>;
}

export interface RetentionStep {
  deleted: number;
  next?: RetentionPlace;
}
