/** What the core keeps; `db/stores/` implements it, file by file. `Reader`: may be asked beside the writers. */
import type { Appeal } from '../domain/appeal/appeal.ts';
import type { AppealEvent, EventType } from '../domain/appeal/events.ts';
import type { Paper } from '../domain/appeal/papers.ts';
import type { Attachment } from '../domain/appeal/parts.ts';
import type { Binding, Chat } from '../domain/chats.ts';
import type { ClockRow } from '../domain/clocks/clocks.ts';
import type { Reminder, Step } from '../domain/clocks/ladder.ts';
import type { Span, Told } from '../domain/figures/happened.ts';
import type { Kept } from '../domain/figures/rates.ts';
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
  /** How many fit any of these, whatever their limits. */
  countAppeals(filters: AppealFilter[]): Promise<number>;
  timeline(number: string): Promise<AppealEvent[]>;
  /** Of each of these appeals the newest event of this type, where there is one; in no order. */
  lastEvents<T extends EventType>(numbers: string[], type: T): Promise<Extract<AppealEvent, { type: T }>[]>;
}

export interface AppealStore extends AppealReader {
  /** Next number of the daily sequence for this China date, 1-based, never handed out twice. */
  nextSequence(date: string): Promise<number>;
  /** Stores the appeal and its events. Throws `Conflict` when another process changed it since it was read. */
  save(appeal: Appeal, events: AppealEvent[]): Promise<void>;
  /** Remembers that a message speaks of an appeal, so that a quote or a reply in its thread finds it. */
  linkMessage(message: string, appeal: string, at: Instant): Promise<void>;
  appealOfMessage(message: string): Promise<string | undefined>;
}

export interface ClockReader {
  clocks(number: string): Promise<ClockRow[]>;
  /** Running clocks (paused ones too) of appeals that have not ended, most urgent first: one query behind every list. */
  running(): Promise<RunningClock[]>;
}

export interface ClockStore extends ClockReader {
  /** Inserts or replaces. */
  saveClocks(clocks: ClockRow[]): Promise<void>;
}

export interface ReminderReader {
  reminders(number: string): Promise<ReminderRow[]>;
  /** Pending ones of these steps that are due, oldest first. */
  dueReminders(now: Instant, steps: Step[], limit: number): Promise<ReminderRow[]>;
}

export interface ReminderStore extends ReminderReader {
  /** A step that is known for this clock and this due time changes nothing. */
  addReminders(reminders: Reminder[]): Promise<void>;
  /** Deletes the pending ones of these clocks; what was sent stays. */
  cancelReminders(clocks: string[]): Promise<void>;
  /** Marks it sent or dropped. False when it is pending no more: another process took it, or an event cancelled it. */
  finishReminder(id: string, how: { state: 'sent' | 'dropped'; at: Instant; late: boolean }): Promise<boolean>;
  /** As `finishReminder` for many at once; gives those that were still pending. */
  finishReminders(ids: string[], how: { state: 'sent' | 'dropped'; at: Instant; late: boolean }): Promise<string[]>;
  postponeReminder(id: string, dueAt: Instant): Promise<void>;
}

export interface DueReader {
  /** When the next thing falls due after this instant: a step, a reminder, a message that waits. */
  nextDue(after: Instant): Promise<Instant | undefined>;
  /** What is still pending although it was due before this instant: rows of each kind and the oldest of them. */
  late(before: Instant): Promise<Record<'steps' | 'reminders' | 'messages', { count: number; oldest?: Instant }>>;
}

export interface DueStore extends DueReader {
  addStep(...steps: DueStep[]): Promise<void>;
  cancelSteps(ref: string, kinds?: DueStep['kind'][]): Promise<void>;
  dueSteps(now: Instant, limit: number): Promise<DueStep[]>;
  /** False when another process finished it before. */
  finishStep(id: string): Promise<boolean>;
}

export interface OnceReader {
  /** Slots of this job from this one on (as text), oldest first. */
  claimedFrom(job: string, slot: string): Promise<Claimed[]>;
}

export interface OnceStore extends OnceReader {
  /** Inserts the row; false when it was there, whoever put it. */
  claimOnce(slot: Claimed): Promise<boolean>;
}

export interface PaperReader {
  /** Newest first. */
  papers(appeal: string): Promise<Paper[]>;
  report(id: string): Promise<Report | undefined>;
}

export interface PaperStore extends PaperReader {
  /** False when the appeal has a draft of this kind that waits. */
  addPaper(paper: Paper): Promise<boolean>;
  /** False when it is no draft any more. */
  decidePaper(id: string, decision: PaperDecision): Promise<boolean>;
  saveReport(report: Report): Promise<void>;
}

export interface FigureReader {
  /** What figures count in the span, by who held the appeals then; with `scope` only what happened while it held them. */
  told(span: Span, scope?: Scope): Promise<Told>;
  /** Clocks of handling units that came due in [from, to), by unit and kind; void ones and moved-in-time ones left out. */
  keptClocks(from: Instant, to: Instant): Promise<Kept[]>;
}

export interface MetaReader {
  /** Small facts about this database, such as since when the timetable runs. */
  meta(key: string): Promise<string | undefined>;
  /** Those of these keys that are known, read at once. */
  metas(keys: string[]): Promise<Map<string, string>>;
}

export interface MetaStore extends MetaReader {
  setMeta(key: string, value: string): Promise<void>;
  /** Only while its value is `from` (undefined: while it is not known). False when it is another. */
  changeMeta(key: string, change: { from: string | undefined; to: string }): Promise<boolean>;
}

/** What a clock that was ahead of the others left behind. */
export interface AheadReader {
  /** The newest instant at which a message that is still owed was written, when it lies after `limit`: in the future. */
  writtenAhead(limit: Instant): Promise<Instant | undefined>;
}

export interface AheadStore extends AheadReader {
  /**
   * What a clock wrote that was ahead of `limit`: occurrences recorded as missed are not; messages, and steps of these
   * kinds that are due after `latest`, are due now.
   */
  bringBack(how: { now: Instant; limit: Instant; steps: { kinds: DueStep['kind'][]; latest: Instant } }): Promise<void>;
}

export interface OutboxReader {
  /** Those of these messages that are older than the last change that took a post or the account from their reader. */
  outlived(ids: string[]): Promise<string[]>;
}

export interface OutboxStore extends OutboxReader {
  enqueue(entry: OutboxEntry): Promise<void>;
  /** Cards of this slot that were (or will be) sent for the appeal, newest first. */
  cardsOf(number: string, slot?: CardKind): Promise<OutboxRow[]>;
  /** Takes back messages about the appeal that wait for their hour (`notBefore` after `at`) and were never tried. */
  dropHeld(appeal: string, at: Instant, which: { notesTo?: Addressee; slot?: CardKind }): Promise<void>;
  /** Whom the same message was written to: of this appeal and addressee, slot and instant. */
  copiesOf(row: Pick<OutboxRow, 'appeal' | 'addressee' | 'slot' | 'createdAt'>): Promise<Recipient[]>;
  outboxRow(id: string): Promise<OutboxRow | undefined>;
  /** The row that sent this platform message, so that a press on it can be answered with the same kind of card. */
  rowOfMessage(message: string): Promise<OutboxRow | undefined>;
}

export interface InboxReader {
  /** Events that failed or were set aside, oldest first; at most 1,000. */
  stuckEvents(): Promise<StuckEvent[]>;
}

export interface InboxStore extends InboxReader {
  /** `note`: why nothing was done about it. */
  finishInbox(id: number, note?: string): Promise<void>;
}

export interface PeopleReader {
  person(id: string): Promise<Person | undefined>;
  personByOpenId(openId: string): Promise<Person | undefined>;
  people(filter: PeopleFilter): Promise<Person[]>;
  /** Ids of the towns and streets somebody of the roster belongs to. */
  towns(): Promise<string[]>;
}

export interface PeopleStore extends PeopleReader {
  /** Alone with the roster: the person as he is now becomes what `change` makes of him. Undefined when nobody has the id. */
  changePerson(id: string, change: (person: Person) => Person): Promise<Person | undefined>;
}

export interface ChatReader {
  chat(id: string): Promise<Chat | undefined>;
  chatFor(binding: Binding): Promise<Chat | undefined>;
}

export interface ChatStore extends ChatReader {
  /** As the platform describes it; its bindings stay. */
  saveChat(chat: Chat): Promise<void>;
  /** False when the chat is known: it stays as it is. */
  meetChat(chat: Chat): Promise<boolean>;
  /** The bot is not in it any more. */
  leaveChat(id: string): Promise<void>;
  /** Throws Refusal `bind.taken` when the binding has another living group, `bind.external` when the chat is external. */
  bind(chat: string, binding: Binding): Promise<void>;
  unbind(chat: string, binding?: Binding): Promise<Binding[]>;
}

export interface DraftStore {
  addDraft(draft: Draft): Promise<void>;
  /** Also one that was taken. */
  draft(id: string): Promise<Draft | undefined>;
  /** Those that wait, oldest first. */
  draftsOf(person: string, kind: Draft['kind']): Promise<Draft[]>;
  /** False when it was taken. */
  changeDraft(id: string, change: Partial<Omit<Draft, 'id' | 'takenAt' | 'takenAs'>>): Promise<boolean>;
  /** It becomes this and nothing else. False when it was taken before. */
  takeDraft(id: string, how: { at: Instant; as: string }): Promise<boolean>;
}

export interface TipStore {
  addTip(tip: Tip): Promise<void>;
  tip(id: string): Promise<Tip | undefined>;
  openTips(limit: number): Promise<Tip[]>;
  /** Replaces its files. False when it is decided. */
  addToTip(id: string, attachments: Attachment[]): Promise<boolean>;
  /** False when it was decided before. */
  decideTip(id: string, how: { state: 'accepted' | 'declined'; by: string; at: Instant }): Promise<boolean>;
  tipBecame(id: string, appeal: string): Promise<void>;
}

/** 台账: what may be asked beside the writers. */
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
  ChatReader;

/**
 * Everything a unit of work may read and write; one transaction. On PostgreSQL others run beside it: what is decided once
 * is written with the state that it is decided from, and whoever comes second is told so (`false`).
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
    TipStore {
  /**
   * From here to the end of this unit of work nobody else is alone with the same subject; what is read afterwards is
   * what the last one left. For decisions that hang on more than one row: whoever saves an appeal is alone with it from
   * then on, too.
   */
  alone(subject: Subject): Promise<void>;
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
