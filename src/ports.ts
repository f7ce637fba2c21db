/** All that the core asks of the outside, on one page. `db/` and `platform/` implement it, `app.ts` joins them. */
import type { Appeal, AppealStatus } from './domain/appeal/appeal.ts';
import type { AppealEvent, Attachment, EventType, Instant } from './domain/appeal/events.ts';
import type { Paper } from './domain/appeal/papers.ts';
import type { ClockKind, ClockRow, ListedClock } from './domain/clocks/clocks.ts';
import type { Reminder, Step } from './domain/clocks/ladder.ts';
import type { Span, Told } from './domain/figures/happened.ts';
import type { Person, Role, Tier } from './domain/people/contacts.ts';
import type { Scope } from './domain/people/scope.ts';
import type { Addressee } from './domain/people/visibility.ts';
import type { RetainedKind, Rules } from './domain/rules.ts';
import type { Calendar } from './domain/time/calendar.ts';
import type { Card, Message } from './presenters/card.ts';
import type { GroupCard, GroupMessage } from './presenters/group/groupMessage.ts';

export type { Paper } from './domain/appeal/papers.ts';

export interface Clock {
  now(): Date;
}

/** Structured log. Never pass an appeal's text, a name or a phone number. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

// ---------------------------------------------------------------- what the platform tells us

export interface IncomingMention {
  /** Placeholder inside the text, such as `@_user_1`. */
  key: string;
  openId: string;
  name: string;
}

/** What arrived, in our words. `reads` of the platform makes it from a stored payload; unknown kinds are `other`. */
export type Incoming =
  | {
      kind: 'message';
      message: string;
      chat: string;
      place: 'private' | 'group';
      sender: string;
      /** `bot` messages are kept but never answered. */
      senderKind: 'user' | 'bot';
      at: Instant;
      /** Placeholders of mentions are still inside; @所有人 is removed. */
      text: string;
      mentions: IncomingMention[];
      mentionsBot: boolean;
      parent?: string;
      root?: string;
      thread?: string;
      attachments: Attachment[];
      /** What cannot be read (sticker, location, …), else absent. */
      unreadable?: string;
    }
  | {
      kind: 'click';
      sender: string;
      chat: string;
      message: string;
      say: string;
      rev?: number;
      form?: Record<string, string | string[]>;
    }
  | { kind: 'bot_added'; chat: string; name: string; external: boolean; operator: string }
  | { kind: 'bot_removed'; chat: string }
  | { kind: 'private_opened'; chat: string; sender: string }
  /** `odd`: of a kind we act on, but in no shape that we know. */
  | { kind: 'other'; type: string; odd?: true };

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
  slot?: CardSlot;
  /** For whom it is meant, of a message to one person about an appeal: asked again when it is sent. */
  addressee?: Addressee;
  createdAt: Instant;
  /** Not before this instant (quiet hours). */
  notBefore: Instant;
  /** Also a late attempt keeps to the hours: it answers nobody (docs/develop/domain.md#hours). */
  waits?: boolean;
};

/** Cards that are redrawn as things happen. */
export type CardSlot =
  | 'dispatch' // in the task-force group or with the officer
  | 'receipt' // with the submitter
  | 'centre' // work item of the centre
  | 'head-note' // with the centre: a note to a head that waits to be released
  | 'note' // with the head, after its release
  | 'supervision' // with the district office: a 督办 that waits to be released
  | 'order'; // with the unit and its head, after its release

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

// ---------------------------------------------------------------- reminders, papers, reports, slots

/**
 * A step of a clock's ladder, made with the clock (docs/develop/domain.md#reminders). Once it is `sent` it stays: it
 * tells who was told when.
 */
export interface ReminderRow extends Reminder {
  state: 'pending' | 'sent' | 'dropped';
  sentAt?: Instant;
  /** Sent later than it was due, after downtime: marked 补发. */
  late?: boolean;
}

/** A running clock and what a list says of its appeal without loading it. */
export interface RunningClock extends ListedClock {
  status: AppealStatus;
  town?: string;
  submittedBy: string;
  /** Who holds the appeal now, also while its clock is the centre's. */
  leadTaskForce?: number;
  leadUnit?: string;
  /** When the unit was first told, in its group, that this is overdue since it is owed (step `overdue`). */
  toldAt?: Instant;
}

/** How many clocks of a kind came due in a period and how many of them were kept, for one unit of one task force. */
export interface KeptCount {
  kind: ClockKind;
  taskForce?: number;
  unit?: string;
  due: number;
  kept: number;
}

/** A report as it was sent, so that each of its numbers opens exactly the appeals behind it. */
export interface Report {
  id: string;
  job: string;
  /** open_id or chat it was made for. */
  audience: string;
  at: Instant;
  /** Name of the number, such as 超期, and the appeals behind it. */
  lists: Record<string, string[]>;
  /** What those numbers are whose list holds only the first appeals. */
  totals: Record<string, number>;
}

/** One occurrence of a timetable entry; `slot` is its instant, with `/recipient` behind it for one recipient's copy. */
export interface Slot {
  job: string;
  slot: string;
  state: 'done' | 'missed';
  at: Instant;
}

// ---------------------------------------------------------------- other rows

/** A step that falls due by itself. `kind` names the job that acts on it; `key` is unique among pending steps. */
export interface DueStep {
  id: string;
  kind: 'dispatch' | 'to-centre' | 'ask-text' | 'redraw' | 'resume' | 'end-stand-in' | 'recalculate';
  /** Appeal number; draft id for `ask-text`; report and place in it (`ID:200`) for `recalculate`. */
  ref: string;
  dueAt: Instant;
}

/**
 * What a person has begun and not finished: photos waiting for words, a doubtful repeat, words that need a choice, a
 * leader's remark before he says what becomes of it (`preview`) and one he only keeps (`remark`); and the words of a
 * 线索, so that a repeat is known.
 */
export interface Draft {
  id: string;
  person: string;
  kind: 'media' | 'repeat' | 'fields' | 'tip' | 'preview' | 'remark';
  /** Words the person would have to say again, such as the appeal's text. */
  text: string;
  attachments: Attachment[];
  appeal?: string;
  chat: string;
  message: string;
  createdAt: Instant;
  /** When the person said what becomes of it, and what he said: it is done with, whoever presses again. */
  takenAt?: Instant;
  takenAs?: string;
}

/** 线索: an appeal text of somebody not entitled to submit. */
export interface Tip {
  id: string;
  openId: string;
  text: string;
  attachments: Attachment[];
  chat: string;
  message: string;
  createdAt: Instant;
  state: 'open' | 'accepted' | 'declined';
  appeal?: string;
  /** Person id of the centre. */
  decidedBy?: string;
  decidedAt?: Instant;
}

/** A person by his open_id, an appeal by its number. */
export type Subject = 'roster' | `person:${string}` | `appeal:${string}`;

/** What becomes of a paper that waits to be released, and what is changed with it. */
export type PaperDecision = { state: 'released' | 'void' } & Partial<
  Pick<Paper, 'number' | 'reason' | 'dueAt' | 'releasedAt' | 'releasedBy'>
>;

/** What a group serves. A group may serve several; each of these has at most one group. */
export type Binding =
  | { kind: 'task-force'; taskForce: number }
  | { kind: 'unit'; unit: string }
  | { kind: 'centre' }
  | { kind: 'specialists' }
  | { kind: 'leaders' };

export interface Chat {
  id: string;
  /** May be empty, also of a group. */
  name: string;
  external: boolean;
  /** The chat of one person with the bot; everything else is a group. */
  isPrivate?: boolean;
  /** False once the bot was removed or the group dissolved: nothing is sent there any more. */
  alive: boolean;
  bindings: Binding[];
}

export interface AppealFilter {
  numbers?: string[];
  /** Last part of a number: the daily sequence as typed, without leading zeros. */
  sequence?: number;
  submittedBy?: string;
  /** Current lead assignment is with any of these task forces or units. */
  taskForces?: number[];
  units?: string[];
  towns?: string[];
  statuses?: AppealStatus[];
  /** Part of company, title or text; LIKE wildcards inside are taken literally. */
  search?: string;
  receivedFrom?: Instant;
  /** Newest first. Default 50. */
  limit?: number;
}

export interface PeopleFilter {
  roles?: Role[];
  taskForce?: number;
  unit?: string;
  tier?: Tier;
  /** Id of the absent person. */
  standsInFor?: string;
  openIds?: string[];
}

/**
 * Everything a unit of work may read and write; one transaction. On PostgreSQL others run beside it: what is decided once
 * is written with the state that it is decided from, and whoever comes second is told so (`false`).
 */
export interface Store {
  /**
   * From here to the end of this unit of work nobody else is alone with the same subject; what is read afterwards is
   * what the last one left. For decisions that hang on more than one row: whoever saves an appeal is alone with it from
   * then on, too.
   */
  alone(subject: Subject): Promise<void>;

  /** Next number of the daily sequence for this China date, 1-based, never handed out twice. */
  nextSequence(date: string): Promise<number>;
  appeal(number: string): Promise<Appeal | undefined>;
  appeals(filter: AppealFilter): Promise<Appeal[]>;
  /** How many fit any of these, whatever their limits. */
  countAppeals(filters: AppealFilter[]): Promise<number>;
  /** Stores the appeal and its events. Throws `Conflict` when another process changed it since it was read. */
  save(appeal: Appeal, events: AppealEvent[]): Promise<void>;
  timeline(number: string): Promise<AppealEvent[]>;
  /** Of each of these appeals the newest event of this type, where there is one; in no order. */
  lastEvents<T extends EventType>(numbers: string[], type: T): Promise<Extract<AppealEvent, { type: T }>[]>;

  /** Inserts or replaces. */
  saveClocks(clocks: ClockRow[]): Promise<void>;
  clocks(number: string): Promise<ClockRow[]>;
  /** Running clocks (paused ones too) of appeals that have not ended, most urgent first: one query behind every list. */
  running(): Promise<RunningClock[]>;

  /** A step that is known for this clock and this due time changes nothing. */
  addReminders(reminders: Reminder[]): Promise<void>;
  /** Deletes the pending ones of these clocks; what was sent stays. */
  cancelReminders(clocks: string[]): Promise<void>;
  reminders(number: string): Promise<ReminderRow[]>;
  /** Pending ones of these steps that are due, oldest first. */
  dueReminders(now: Instant, steps: Step[], limit: number): Promise<ReminderRow[]>;
  /** Marks it sent or dropped. False when it is pending no more: another process took it, or an event cancelled it. */
  finishReminder(id: string, how: { state: 'sent' | 'dropped'; at: Instant; late: boolean }): Promise<boolean>;
  /** As `finishReminder` for many at once; gives those that were still pending. */
  finishReminders(ids: string[], how: { state: 'sent' | 'dropped'; at: Instant; late: boolean }): Promise<string[]>;
  postponeReminder(id: string, dueAt: Instant): Promise<void>;

  /** Inserts the row; false when it was there, whoever put it. */
  claimSlot(slot: Slot): Promise<boolean>;
  /** Slots of this job from this one on (as text), oldest first. */
  slotsFrom(job: string, slot: string): Promise<Slot[]>;

  /** False when the appeal has a draft of this kind that waits. */
  addPaper(paper: Paper): Promise<boolean>;
  /** False when it is no draft any more. */
  decidePaper(id: string, decision: PaperDecision): Promise<boolean>;
  /** Newest first. */
  papers(appeal: string): Promise<Paper[]>;
  saveReport(report: Report): Promise<void>;
  report(id: string): Promise<Report | undefined>;

  /** What figures count in the span, by who held the appeals then; with `scope` only what happened while it held them. */
  told(span: Span, scope?: Scope): Promise<Told>;
  /** Clocks of handling units that came due in [from, to), by unit and kind; void ones and moved-in-time ones left out. */
  keptClocks(from: Instant, to: Instant): Promise<KeptCount[]>;
  /** Small facts about this database, such as since when the timetable runs. */
  meta(key: string): Promise<string | undefined>;
  /** Those of these keys that are known, read at once. */
  metas(keys: string[]): Promise<Map<string, string>>;
  setMeta(key: string, value: string): Promise<void>;
  /** Only while its value is `from` (undefined: while it is not known). False when it is another. */
  changeMeta(key: string, change: { from: string | undefined; to: string }): Promise<boolean>;
  addStep(...steps: DueStep[]): Promise<void>;
  cancelSteps(ref: string, kinds?: DueStep['kind'][]): Promise<void>;
  dueSteps(now: Instant, limit: number): Promise<DueStep[]>;
  /** False when another process finished it before. */
  finishStep(id: string): Promise<boolean>;
  /** When the next thing falls due after this instant: a step, a reminder, a message that waits. */
  nextDue(after: Instant): Promise<Instant | undefined>;
  /** What is still pending although it was due before this instant: rows of each kind and the oldest of them. */
  late(before: Instant): Promise<Record<'steps' | 'reminders' | 'messages', { count: number; oldest?: Instant }>>;

  /** The newest instant at which a message that is still owed was written, when it lies after `limit`: in the future. */
  writtenAhead(limit: Instant): Promise<Instant | undefined>;
  /**
   * What a clock wrote that was ahead of `limit`: occurrences recorded as missed are not; messages, and steps of these
   * kinds that are due after `latest`, are due now.
   */
  bringBack(how: { now: Instant; limit: Instant; steps: { kinds: DueStep['kind'][]; latest: Instant } }): Promise<void>;

  enqueue(entry: OutboxEntry): Promise<void>;
  /** Cards of this slot that were (or will be) sent for the appeal, newest first. */
  cardsOf(number: string, slot?: CardSlot): Promise<OutboxRow[]>;
  /** Takes back messages about the appeal that wait for their hour (`notBefore` after `at`) and were never tried. */
  dropHeld(appeal: string, at: Instant, which: { notesTo?: Addressee; slot?: CardSlot }): Promise<void>;
  /** Whom the same message was written to: of this appeal and addressee, slot and instant. */
  copiesOf(row: Pick<OutboxRow, 'appeal' | 'addressee' | 'slot' | 'createdAt'>): Promise<Recipient[]>;
  /** Those of these messages that are older than the last change that took a post or the account from their reader. */
  outlived(ids: string[]): Promise<string[]>;
  outboxRow(id: string): Promise<OutboxRow | undefined>;
  /** The row that sent this platform message, so that a press on it can be answered with the same kind of card. */
  rowOfMessage(message: string): Promise<OutboxRow | undefined>;

  /** Remembers that a message speaks of an appeal, so that a quote or a reply in its thread finds it. */
  linkMessage(message: string, appeal: string, at: Instant): Promise<void>;
  appealOfMessage(message: string): Promise<string | undefined>;

  person(id: string): Promise<Person | undefined>;
  personByOpenId(openId: string): Promise<Person | undefined>;
  people(filter: PeopleFilter): Promise<Person[]>;
  /** Ids of the towns and streets somebody of the roster belongs to. */
  towns(): Promise<string[]>;
  /** Alone with the roster: the person as he is now becomes what `change` makes of him. Undefined when nobody has the id. */
  changePerson(id: string, change: (person: Person) => Person): Promise<Person | undefined>;

  chat(id: string): Promise<Chat | undefined>;
  /** As the platform describes it; its bindings stay. */
  saveChat(chat: Chat): Promise<void>;
  /** False when the chat is known: it stays as it is. */
  meetChat(chat: Chat): Promise<boolean>;
  /** The bot is not in it any more. */
  leaveChat(id: string): Promise<void>;
  chatFor(binding: Binding): Promise<Chat | undefined>;
  /** Throws Refusal `bind.taken` when the binding has another living group, `bind.external` when the chat is external. */
  bind(chat: string, binding: Binding): Promise<void>;
  unbind(chat: string, binding?: Binding): Promise<Binding[]>;

  addDraft(draft: Draft): Promise<void>;
  /** Also one that was taken. */
  draft(id: string): Promise<Draft | undefined>;
  /** Those that wait, oldest first. */
  draftsOf(person: string, kind: Draft['kind']): Promise<Draft[]>;
  /** False when it was taken. */
  changeDraft(id: string, change: Partial<Omit<Draft, 'id' | 'takenAt' | 'takenAs'>>): Promise<boolean>;
  /** It becomes this and nothing else. False when it was taken before. */
  takeDraft(id: string, how: { at: Instant; as: string }): Promise<boolean>;
  addTip(tip: Tip): Promise<void>;
  tip(id: string): Promise<Tip | undefined>;
  openTips(limit: number): Promise<Tip[]>;
  /** Replaces its files. False when it is decided. */
  addToTip(id: string, attachments: Attachment[]): Promise<boolean>;
  /** False when it was decided before. */
  decideTip(id: string, how: { state: 'accepted' | 'declined'; by: string; at: Instant }): Promise<boolean>;
  tipBecame(id: string, appeal: string): Promise<void>;

  /** `note`: why nothing was done about it. */
  finishInbox(id: number, note?: string): Promise<void>;
  /** Events that failed or were set aside, oldest first; at most 1,000. */
  stuckEvents(): Promise<StuckEvent[]>;
}

/** What the roster commands may do besides; `transact` of the database hands out `Store & RosterStore`. */
export interface RosterStore {
  /** Alone with the roster to the end of the unit of work. */
  allPeople(): Promise<Person[]>;
  /**
   * Inserts or replaces the person of this id with all memberships. An open_id or mobile that another person had is
   * taken from him: a number that was handed on belongs to the new holder.
   */
  savePerson(person: Person): Promise<void>;
}

/** Another process changed the row meanwhile; the unit of work runs again with fresh rows. */
export class Conflict extends Error {
  override name = 'Conflict';
}

/**
 * The database cannot be worked with at present: a full disk, a lost connection, somebody else's lock, a damaged file.
 * It says nothing about what was asked, which is worth asking again for as long as it takes.
 */
export class Unavailable extends Error {
  override name = 'Unavailable';

  /** `reason` is the driver's or the database's code, such as `SQLITE_FULL` or `57P01`. */
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
  }
}

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

/** Deletes what is done with (db/retained.ts), in steps short enough for a writer that others wait for. */
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

export interface Deps {
  clock: Clock;
  log: Log;
  rules: Rules;
  calendar: Calendar;
  /**
   * Runs `fn` in one transaction; overlapping calls never share one. Retries on Conflict. `urgent`: somebody looks at the
   * screen until it has ended, as after a press, so that it goes before what waits.
   */
  transact<T>(fn: (store: Store) => Promise<T>, how?: { urgent?: boolean }): Promise<T>;
  /** Reads beside the writers. `long`: figures and lists, which wait for each other and hold up no other look. */
  read<T>(fn: (store: Pick<Store, ReadOnly>) => Promise<T>, how?: { long: boolean }): Promise<T>;
  inbox: Inbox;
  outbox: Outbox;
  platform: Platform;
  /** Random, url-safe, ≤ 32 characters. */
  newId(): string;
  /** open_ids of the first administrators, who need no roster row. */
  administrators: string[];
}

export type ReadOnly =
  | 'appeal'
  | 'appeals'
  | 'countAppeals'
  | 'timeline'
  | 'lastEvents'
  | 'clocks'
  | 'running'
  | 'reminders'
  | 'dueReminders'
  | 'told'
  | 'keptClocks'
  | 'slotsFrom'
  | 'report'
  | 'papers'
  | 'meta'
  | 'metas'
  | 'nextDue'
  | 'late'
  | 'writtenAhead'
  | 'stuckEvents'
  | 'person'
  | 'personByOpenId'
  | 'people'
  | 'towns'
  | 'outlived'
  | 'chat'
  | 'chatFor';

// ---------------------------------------------------------------- what we ask of the platform

/** What to do about a failed call (docs/develop/feishu.md#errors). `unknown` means: no answer, it may have happened. */
export type FailureClass =
  | 'retry'
  | 'token'
  | 'alert'
  | 'chat-gone'
  | 'unreachable'
  | 'target-gone'
  | 'content'
  | 'mention'
  | 'unknown';

type PlatformErrorFacts = Partial<Pick<PlatformError, 'code' | 'retryAfterMs' | 'ownLimit'>>;

export class PlatformError extends Error {
  override name = 'PlatformError';
  readonly failure: FailureClass;
  readonly code?: number;
  /** Wait at least this long before the next call, ms. */
  readonly retryAfterMs?: number;
  /** That wait is this recipient's alone: others may be written to meanwhile. */
  readonly ownLimit?: boolean;

  constructor(failure: FailureClass, message: string, facts: PlatformErrorFacts = {}) {
    super(message);
    this.failure = failure;
    this.code = facts.code;
    this.retryAfterMs = facts.retryAfterMs;
    this.ownLimit = facts.ownLimit;
  }
}

export interface Sent {
  messageId: string;
  chatId: string;
}

export interface Platform {
  /** Turns a stored payload into our words, whatever it is; throws only while the bot's own id is not known. */
  read(payload: string): Incoming;
  /** open_id of the person who sent this payload, without looking at what he said; undefined when it was no person. */
  senderOf(payload: string): string | undefined;
  /** All calls below throw PlatformError. */
  send(to: Recipient, message: Message, uuid: string): Promise<Sent>;
  reply(to: { message: string; inThread: boolean }, message: Message, uuid: string): Promise<Sent>;
  update(messageId: string, card: Card): Promise<void>;
  chat(id: string): Promise<{ name: string; external: boolean }>;
  /** mobile → open_id for those the platform knows; asks in batches of 50. */
  openIdsByMobile(mobiles: string[]): Promise<Map<string, string>>;
  /** The bot's own open_id. */
  botOpenId(): Promise<string>;
}

/** What goes back to Feishu for a press: a toast and, when the card changed, the new one. */
export type ClickAnswer = {
  toast?: { type: 'info' | 'success' | 'error' | 'warning'; content: string };
} & PressedCard;

/** In a group everybody sees the card that one of them pressed. */
type PressedCard = { card?: undefined } | { place: 'private'; card?: Card } | { place: 'group'; card?: GroupCard };
