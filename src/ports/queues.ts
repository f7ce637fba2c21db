import type { CardKind, Message } from '../domain/message.ts';
import type { Addressee } from '../domain/people/visibility.ts';
import type { RetainedKind } from '../domain/rules.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { GroupMessage } from '../presenters/group/groupMessage.ts';

// ---------------------------------------------------------------- inbox and outbox rows

export interface InboxEntry {
  /** `m:<message_id>` of a message, else `e:<event_id>`: a repeat of either changes nothing. */
  key: string;
  /** The decrypted event as received, JSON text. */
  payload: string;
  receivedAt: Instant;
  /** Chat (or person) it belongs to: rows of one lane are claimed one at a time and in order, rows without one freely. */
  lane?: string;
  /** Whoever receives it acts on it at once, since its answer is waited for: other processes leave it alone meanwhile. */
  atOnce?: boolean;
}

export interface InboxRow extends InboxEntry {
  id: number;
  /** Attempts that ended in a fault which came with this row. */
  attempts: number;
  /** How often work on it began and did not end: its process was killed meanwhile, or is at it now. */
  begun: number;
}

/** An event that nobody acts on any more, without what it says. */
export interface StuckEvent {
  id: number;
  /** `failed`: each attempt ended in a fault; `aside`: the process that worked on it ended twice. */
  state: 'failed' | 'aside';
  receivedAt: Instant;
  /** Name of the fault, and the number that leads to it in the log. */
  error: string;
}

export type Recipient = { chat: string } | { person: string };

/** A message and who gets it: what goes to a chat was drawn for everybody there (docs/develop/domain.md#groups). */
export type Addressed = { to: { chat: string }; message: GroupMessage } | { to: { person: string }; message: Message };

/** One thing owed to the platform. The id is its uuid there (≤ 50 characters). */
export type OutboxEntry = Addressed & {
  id: string;
  /** `update` redraws the card sent by row `target`, for where that went; `reply` answers message `replyTo`. */
  op: 'send' | 'reply' | 'update';
  replyTo?: string;
  inThread?: boolean;
  target?: string;
  appeal?: string;
  /** What this card is for its appeal, so that later events find it: see `cardsOf`. */
  slot?: CardKind;
  /** For whom it is meant, of a message to one person about an appeal: asked again when it is sent. */
  addressee?: Addressee;
  createdAt: Instant;
  /** Not before this instant (sending hours). */
  notBefore: Instant;
  /** Also a late attempt keeps to the hours: it answers nobody (docs/develop/domain.md#hours). */
  waits?: boolean;
};

// with the unit and its head, after its release

export type OutboxState = LeftState | 'sent' | 'superseded';

/** Owed, or for somebody to look at. */
export type LeftState = 'pending' | 'failed' | 'unsure';

export type OutboxRow = OutboxEntry & {
  state: OutboxState;
  attempts: number;
  /** Start of the oldest attempt that nobody knows the outcome of: the platform remembers its uuid for one hour. */
  firstAttemptAt?: Instant;
  nextAttemptAt: Instant;
  /** Platform's message id and chat once sent. */
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
   * Work on these claimed rows begins: counted in one commit before it does, so that a row which takes the process down
   * is known afterwards. Gives those that are still this process's.
   */
  begin(ids: number[]): Promise<number[]>;
  /** Gives up after repeated faults: kept, marked, counted. */
  fail(id: number, error: string): Promise<void>;
  /** Not to be tried again by itself: the process ended twice while it worked on this row. */
  setAside(id: number, error: string): Promise<void>;
  /** Puts a claimed row back, to be tried again. `uncounted`: it was not this row's fault. */
  release(id: number, uncounted?: boolean): Promise<void>;
  /** Rows by state that are not done with; a state without any is left out. Rows that are done pile up and are not read. */
  left(): Promise<Record<string, number>>;
  /** These of the stuck events are tried again; gives their ids. What was set aside has one try, alone. */
  tryAgain(ids: number[]): Promise<number[]>;
}

/** One call about a row of the outbox. */
export interface Attempt {
  to: Recipient;
  at: Instant;
  /** Not later than this the answer was there; absent when nobody knows of one. */
  endedAt?: Instant;
}

export interface Outbox {
  /**
   * Rows due now and claimed for this process, oldest first; an update only when its target was sent. None while another
   * process has the turn to send. `recall` hears of all attempts of the last minute before the first rows are given, and
   * again each time this process takes the turn over.
   */
  claim(now: Instant, limit: number, recall?: (attempts: Attempt[]) => void): Promise<OutboxRow[]>;
  /**
   * Recorded before the network is touched: after a crash the row tells that it may have been sent. Gives those that are
   * still this process's to send: neither they nor the turn were taken over while it stood still, nor were they superseded.
   */
  attempted(ids: string[], at: Instant): Promise<string[]>;
  /** Also links the message to the row's appeal (as `linkMessage`, but for updates), in the same commit. */
  sent(id: string, result: { messageId: string; chatId: string; at: Instant }): Promise<void>;
  /** `untaken`: the platform certainly did not take it, so `firstAttemptAt` is forgotten. */
  retry(id: string, at: Instant, error: string, untaken?: boolean): Promise<void>;
  settle(id: string, state: 'failed' | 'unsure' | 'superseded', error: string): Promise<void>;
  /** Replaces the message (a mention that the platform refused is taken out) under a new uuid. */
  rewrite(id: string, entry: Pick<OutboxEntry, 'message'> & { newId: string }): Promise<void>;
  /** Messages by state that are not done with. Those that are pile up and are not read. */
  left(): Promise<Record<LeftState, number> & { oldestPendingAt?: Instant }>;
}

/** How far the look along the rows of one kind has come: the age and key of the last one that was looked at. */
export type RetentionPlace = (string | number)[];

/** Deletes what is done with (db/queues/retained.ts), in steps short enough for a writer that others wait for. */
export interface Retention {
  /**
   * Looks at the next few rows of this kind that are older than `before` and deletes those that nothing needs any more.
   * Repeated, or run by two processes at once, it deletes each row once. `next` is absent when there are no more.
   */
  step(kind: RetainedKind, from: { before: Instant; after?: RetentionPlace }): Promise<RetentionStep>;
}

export interface RetentionStep {
  deleted: number;
  next?: RetentionPlace;
}
