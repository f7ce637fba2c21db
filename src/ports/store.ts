/**
 * What the core stores; `db/stores/` implements it, file by file. A `Reader` can be used without waiting for writers.
 */
import type { Appeal } from '../domain/appeal/appeal.ts';
import type { AppealEvent, EventType } from '../domain/appeal/events.ts';
import type { Paper } from '../domain/appeal/papers.ts';
import type { Attachment } from '../domain/appeal/parts.ts';
import type { Binding, Chat } from '../domain/chats.ts';
import type { ClockRow } from '../domain/clocks/clocks.ts';
import type { Reminder, Step } from '../domain/clocks/ladder.ts';
import type { Span, Told } from '../domain/figures/happened.ts';
import type { Kept } from '../domain/figures/rates.ts';
import type { Example } from '../domain/learning/examples.ts';
import type { CardKind } from '../domain/message.ts';
import type { Person } from '../domain/people/contacts.ts';
import type { Addressee, Scope } from '../domain/people/visibility.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Draft, Tip } from '../domain/tips.ts';
import type { OutboxEntry, OutboxRow, Recipient, StuckEvent } from './queues.ts';
import type {
  AppealFilter,
  Claimed,
  DueStep,
  PaperDecision,
  PeopleFilter,
  ReminderRow,
  Report,
  RunningClock,
  Subject,
} from './rows.ts';

export interface AppealReader {
  appeal(number: string): Promise<Appeal | undefined>;
  appeals(filter: AppealFilter): Promise<Appeal[]>;
  /** How many appeals match any of these filters; their limits are ignored. */
  countAppeals(filters: AppealFilter[]): Promise<number>;
  timeline(number: string): Promise<AppealEvent[]>;
  /** The newest event of this type of each of these appeals, if it has one; not sorted. */
  lastEvents<T extends EventType>(numbers: string[], type: T): Promise<Extract<AppealEvent, { type: T }>[]>;
}

export interface AppealStore extends AppealReader {
  /** Next number of the daily sequence for this China date, 1-based, never given out twice. */
  nextSequence(date: string): Promise<number>;
  /** Stores the appeal and its events. Throws `Conflict` when another process changed it since it was read. */
  save(appeal: Appeal, events: AppealEvent[]): Promise<void>;
  /** Stores that a message is about an appeal; a quote of it or a reply in its thread then finds the appeal. */
  linkMessage(message: string, appeal: string, at: Instant): Promise<void>;
  appealOfMessage(message: string): Promise<string | undefined>;
}

export interface ClockReader {
  clocks(number: string): Promise<ClockRow[]>;
  /**
   * Running clocks (paused ones too) of appeals that have not ended, most urgent first: the one query behind every
   * list.
   */
  running(): Promise<RunningClock[]>;
}

export interface ClockStore extends ClockReader {
  /** Inserts or replaces. */
  saveClocks(clocks: ClockRow[]): Promise<void>;
}

export interface ReminderReader {
  reminders(number: string): Promise<ReminderRow[]>;
  /** Pending reminders of these steps that are due, oldest first. */
  dueReminders(now: Instant, steps: Step[], limit: number): Promise<ReminderRow[]>;
}

export interface ReminderStore extends ReminderReader {
  /** A step that already exists for this clock and due time changes nothing. */
  addReminders(reminders: Reminder[]): Promise<void>;
  /** Deletes the pending reminders of these clocks; sent ones stay. */
  cancelReminders(clocks: string[]): Promise<void>;
  /**
   * Marks it sent or dropped. False when it is no longer pending: another process took it, or an event cancelled it.
   */
  finishReminder(id: string, how: { state: 'sent' | 'dropped'; at: Instant; late: boolean }): Promise<boolean>;
  /** As `finishReminder` for many at once; returns those that were still pending. */
  finishReminders(ids: string[], how: { state: 'sent' | 'dropped'; at: Instant; late: boolean }): Promise<string[]>;
  postponeReminder(id: string, dueAt: Instant): Promise<void>;
}

export interface DueReader {
  /** When the next step, reminder or waiting message falls due after this instant. */
  nextDue(after: Instant): Promise<Instant | undefined>;
  /**
   * What was due before this instant and is still pending: the number of rows of each kind, and the oldest due time.
   */
  late(before: Instant): Promise<Record<'steps' | 'reminders' | 'messages', { count: number; oldest?: Instant }>>;
}

export interface DueStore extends DueReader {
  addStep(...steps: DueStep[]): Promise<void>;
  cancelSteps(ref: string, kinds?: DueStep['kind'][]): Promise<void>;
  dueSteps(now: Instant, limit: number): Promise<DueStep[]>;
  /** False when another process has already finished it. */
  finishStep(id: string): Promise<boolean>;
}

export interface OnceReader {
  /** Slots of this job from `slot` on (compared as text), oldest first. */
  claimedFrom(job: string, slot: string): Promise<Claimed[]>;
}

export interface OnceStore extends OnceReader {
  /** Inserts the row; false when it already exists, no matter who inserted it. */
  claimOnce(slot: Claimed): Promise<boolean>;
}

export interface PaperReader {
  /** Newest first. */
  papers(appeal: string): Promise<Paper[]>;
  report(id: string): Promise<Report | undefined>;
}

export interface PaperStore extends PaperReader {
  /** False when a draft of this kind already waits for the appeal. */
  addPaper(paper: Paper): Promise<boolean>;
  /** False when it is not a draft any more. */
  decidePaper(id: string, decision: PaperDecision): Promise<boolean>;
  saveReport(report: Report): Promise<void>;
}

export interface FigureReader {
  /**
   * What figures count in the span, by who held the appeals then; with `scope`, only what happened while the scope held
   * them.
   */
  told(span: Span, scope?: Scope): Promise<Told>;
  /**
   * Clocks of handling units that came due in [from, to), by unit and kind; without void ones and those handed over in
   * time.
   */
  keptClocks(from: Instant, to: Instant): Promise<Kept[]>;
}

export interface MetaReader {
  /** Small facts about this database, such as since when the timetable runs. */
  meta(key: string): Promise<string | undefined>;
  /** The values of those keys that are known, in one read. */
  metas(keys: string[]): Promise<Map<string, string>>;
}

export interface MetaStore extends MetaReader {
  setMeta(key: string, value: string): Promise<void>;
  /**
   * Changes the value only if it is `from` now (undefined: only if the key is not known). False when it is different.
   */
  changeMeta(key: string, change: { from: string | undefined; to: string }): Promise<boolean>;
}

/** Reads rows that were written by a clock that was ahead. */
export interface AheadReader {
  /** The newest creation time of messages that are still owed, if it is after `limit`, that is, in the future. */
  writtenAhead(limit: Instant): Promise<Instant | undefined>;
}

export interface AheadStore extends AheadReader {
  /**
   * Repairs rows that a clock ahead of `limit` wrote: occurrences recorded as missed are no longer recorded; messages,
   * and steps of these kinds that are due after `latest`, become due now.
   */
  bringBack(how: { now: Instant; limit: Instant; steps: { kinds: DueStep['kind'][]; latest: Instant } }): Promise<void>;
}

export interface OutboxReader {
  /** Those messages that are older than the last change that took a post or the account from their reader. */
  outlived(ids: string[]): Promise<string[]>;
}

export interface OutboxStore extends OutboxReader {
  enqueue(entry: OutboxEntry): Promise<void>;
  /** Cards of this kind that were or will be sent for the appeal, newest first. */
  cardsOf(number: string, slot?: CardKind): Promise<OutboxRow[]>;
  /**
   * Takes back messages about the appeal that still wait for the sending hours (`notBefore` after `at`) and were never
   * tried.
   */
  dropHeld(appeal: string, at: Instant, which: { notesTo?: Addressee; slot?: CardKind }): Promise<void>;
  /** All recipients of the same message: those with the same appeal, addressee, slot and instant. */
  copiesOf(row: Pick<OutboxRow, 'appeal' | 'addressee' | 'slot' | 'createdAt'>): Promise<Recipient[]>;
  outboxRow(id: string): Promise<OutboxRow | undefined>;
  /** The row that sent this platform message; a press on it is answered with the same kind of card. */
  rowOfMessage(message: string): Promise<OutboxRow | undefined>;
}

export interface InboxReader {
  /** Events that failed or were set aside, oldest first; at most 1,000. */
  stuckEvents(): Promise<StuckEvent[]>;
}

export interface InboxStore extends InboxReader {
  /** `note`: why the event was not handled. */
  finishInbox(id: number, note?: string): Promise<void>;
}

export interface PeopleReader {
  person(id: string): Promise<Person | undefined>;
  personByOpenId(openId: string): Promise<Person | undefined>;
  people(filter: PeopleFilter): Promise<Person[]>;
  /** Ids of the towns and streets that people of the roster belong to. */
  towns(): Promise<string[]>;
}

export interface PeopleStore extends PeopleReader {
  /**
   * Locks the roster and replaces the person, as he is now, by the result of `change`. Undefined when nobody has the
   * id.
   */
  changePerson(id: string, change: (person: Person) => Person): Promise<Person | undefined>;
}

export interface ChatReader {
  chat(id: string): Promise<Chat | undefined>;
  chatFor(binding: Binding): Promise<Chat | undefined>;
}

export interface ChatStore extends ChatReader {
  /** Stores the chat as the platform describes it; its bindings stay. */
  saveChat(chat: Chat): Promise<void>;
  /** Stores a new chat. False when the chat is known; then it stays as it is. */
  meetChat(chat: Chat): Promise<boolean>;
  /** Records that the bot is not in the chat any more. */
  leaveChat(id: string): Promise<void>;
  /**
   * Throws Refusal `bind.taken` when the binding has another group that is alive, `bind.external` when the chat is
   * external.
   */
  bind(chat: string, binding: Binding): Promise<void>;
  unbind(chat: string, binding?: Binding): Promise<Binding[]>;
}

export interface DraftStore {
  addDraft(draft: Draft): Promise<void>;
  /** Finds a taken draft too. */
  draft(id: string): Promise<Draft | undefined>;
  /** Waiting drafts, oldest first. */
  draftsOf(person: string, kind: Draft['kind']): Promise<Draft[]>;
  /** False when it was already taken. */
  changeDraft(id: string, change: Partial<Omit<Draft, 'id' | 'takenAt' | 'takenAs'>>): Promise<boolean>;
  /** Takes the draft, once and for all. False when it was already taken. */
  takeDraft(id: string, how: { at: Instant; as: string }): Promise<boolean>;
}

export interface TipStore {
  addTip(tip: Tip): Promise<void>;
  tip(id: string): Promise<Tip | undefined>;
  openTips(limit: number): Promise<Tip[]>;
  /** Replaces its files. False when it is already decided. */
  addToTip(id: string, attachments: Attachment[]): Promise<boolean>;
  /** False when it was decided before. */
  decideTip(id: string, how: { state: 'accepted' | 'declined'; by: string; at: Instant }): Promise<boolean>;
  tipBecame(id: string, appeal: string): Promise<void>;
}

export interface ExampleReader {
  /** Newest first; with `since`, those made then or later. */
  examples(limit: number, since?: Instant): Promise<Example[]>;
  /** When the newest was made. */
  newestExample(): Promise<Instant | undefined>;
}

export interface ExampleStore extends ExampleReader {
  /** Replaces what was said of this appeal before on the same question. */
  keepExample(example: Example): Promise<void>;
}

/** 台账: everything that can be read without waiting for writers. */
export type Ledger = AppealReader &
  ClockReader &
  ReminderReader &
  DueReader &
  OnceReader &
  PaperReader &
  FigureReader &
  MetaReader &
  AheadReader &
  OutboxReader &
  InboxReader &
  PeopleReader &
  ChatReader &
  ExampleReader;

/**
 * Everything a unit of work may read and write; one transaction. On PostgreSQL others run at the same time: a write
 * that decides something names the state it expects, and whoever comes second gets `false`.
 */
export interface Store
  extends AppealStore,
    ClockStore,
    ReminderStore,
    DueStore,
    OnceStore,
    PaperStore,
    FigureReader,
    MetaStore,
    AheadStore,
    OutboxStore,
    InboxStore,
    PeopleStore,
    ChatStore,
    DraftStore,
    TipStore,
    ExampleStore {
  /**
   * Locks the subject until the end of this unit of work; later reads see what the previous holder of the lock left.
   * For decisions that depend on more than one row. Saving an appeal takes the same lock.
   */
  alone(subject: Subject): Promise<void>;
}

/** What only the roster commands may do; `transact` of the database gives `Store & RosterStore`. */
export interface RosterStore {
  /** Locks the roster until the end of the unit of work. */
  allPeople(): Promise<Person[]>;
  /**
   * Inserts or replaces the person with this id and all memberships. If another person had the open_id or mobile, it is
   * taken from him: a number that was passed on belongs to the new holder.
   */
  savePerson(person: Person): Promise<void>;
}

/** Another process changed the row in the meantime; the unit of work runs again with fresh rows. */
export class Conflict extends Error {
  override name = 'Conflict';
}

/**
 * The database cannot be used at present: a full disk, a lost connection, somebody else's lock, a damaged file. The
 * request itself may be fine, so repeat it for as long as this lasts.
 */
export class Unavailable extends Error {
  override name = 'Unavailable';

  /** `reason` is the driver's or the database's code, such as `SQLITE_FULL` or `57P01`. */
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
  }
}
