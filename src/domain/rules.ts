/** The district's own settings, read from `config/` and validated once at the start (settings.ts). */

import type { Memory } from './learning/memory.ts';
import type { Reader } from './texts/reading.ts';

export interface TaskForce {
  /** 1–18 in the plan's annex; the program does not fix the count. */
  number: number;
  id: string;
  /** Short name, such as 获得电力. */
  name: string;
  fullName: string;
  /** Unit id. */
  leadUnit: string;
  /** Unit ids, the lead unit first. */
  memberUnits: string[];
  leaderTitle: string;
  deputyLeaderTitle: string;
  officeHeadTitle: string;
  /** Everyday words that point to this task force, besides the keywords of its measures. */
  keywords: string[];
}

export interface Unit {
  id: string;
  name: string;
  aliases: string[];
  kind:
    | 'district-bureau'
    | 'vertical-agency'
    | 'court-or-procuratorate'
    | 'town-or-street'
    | 'development-zone'
    | 'office'
    | 'enterprise';
  assessmentClass: 1 | 2 | null;
  /** An entry that means several units, such as 各镇街: nothing is assigned to it. */
  collective: boolean;
  /** False for court, procuratorate, tax and municipal branches: asked with 商请, shown but not ranked. */
  supervisable: boolean;
}

export interface UnitGroup {
  id: string;
  name: string;
  aliases: string[];
  meaning: string;
}

export interface Measure {
  number: number;
  taskForce: number;
  title: string;
  target?: string;
  responsibility: 'led' | 'joint' | 'sole';
  leadUnits: string[];
  coUnits: string[];
  coGroups: string[];
  keywords: string[];
}

/** What the timetable can run; `app/jobTable.ts` says how. */
export const jobNames = [
  'morning-digest', // 晨报
  'todays-list', // 今日办理提醒
  'half-month-pack', // 半月调度
  'monthly-summary', // 月度小结
  'monthly-meeting', // 专班月度推进会提醒 (docs/develop/rules.md#rule-32)
  'city-contact', // 市级专班对接提醒 (docs/develop/rules.md#rule-33)
] as const;
export type JobName = (typeof jobNames)[number];

export const audiences = [
  'leaders', // 区领导, their liaisons, 组长: privately
  'heads', // heads of units, deputy leaders, office heads: privately
  'leaders-group', // only when bound
  'task-force-groups', // and groups of units
  'task-force-offices', // 专班办公室 and liaisons: privately
  'centre',
  'district-office',
] as const;
export type Audience = (typeof audiences)[number];

const readersOfReports = ['leaders', 'heads', 'leaders-group', 'task-force-offices', 'district-office'] as const;

/** Who each job can write to; a line for anybody else would reach nobody. */
export const audiencesOf: Record<JobName, readonly Audience[]> = {
  'morning-digest': readersOfReports,
  'todays-list': ['task-force-groups', 'centre'],
  'half-month-pack': readersOfReports,
  'monthly-summary': readersOfReports,
  'monthly-meeting': ['task-force-offices'],
  'city-contact': ['task-force-offices'],
};

/** One line of the timetable (docs/develop/domain.md#reports). */
export interface TimetableEntry {
  /** As people call it, such as 晨报. */
  name: string;
  job: JobName;
  /** Five fields (minute hour day month weekday), read in `zone`. */
  cron: string;
  /** The district's own when absent. */
  zone?: string;
  /**
   * What happens to an occurrence on a day off: it is dropped, or it moves to the next working day at the same hour.
   */
  onDayOff: 'skip' | 'next';
  /**
   * "HH:mm" of the same day: after downtime it is still sent until then, marked 补发; after that time it is recorded as
   * missed.
   */
  usefulUntil: string;
  audience: Audience[];
}

/**
 * Kinds of rows that are deleted once nobody needs them, in the order in which they are deleted at night. The
 * conditions besides the age are in `db/queues/retained.ts`.
 */
export const retainedKinds = [
  'payloads', // the content of a received event; the row itself stays
  'keys', // the row of that event, which identifies a repeat
  'redraws', // updates of cards
  'messages', // cards, notes, answers, lists
  'links', // which appeal a message is about, for quotes
  'reports', // the appeals behind the numbers of a report
  'slots', // what the timetable has done
  'drafts', // what somebody began and did not finish
  'tips', // 线索 that are decided
  'examples', // what people corrected, masked
] as const;
export type RetainedKind = (typeof retainedKinds)[number];

/** A term as people write it: a number of days of one kind, ending at close of business. */
export interface DayRule {
  days: number;
  dayMode: 'calendar' | 'working';
}

export interface District {
  name: string;
  numberPrefix: string;
  zone: string;
  /** "HH:mm" pairs of the working day, in order. */
  workingHours: { from: string; to: string }[];
  /** Nothing goes out by itself outside these hours of a working day (docs/develop/domain.md#hours). */
  sendingHours: { from: string; to: string };
  dispatch: {
    /** How long the routing may be changed before the appeal is dispatched, seconds. */
    graceSeconds: number;
    /**
     * Appeals are dispatched within these hours of a working day; later ones wait for `from` of the next working day.
     */
    from: string;
    to: string;
  };
  clocks: {
    dispatch: { workingHours: number };
    signIn: DayRule;
    plan: DayRule;
    result: DayRule;
    review: DayRule;
    /** 补正 after a rejected closing. */
    correction: DayRule;
    /** Term from the plan, or from the approval of a result, until the company is told. */
    informPlan: DayRule;
    informResult: DayRule;
    /** Term from when a leader's 批示 is passed on until it is answered. */
    instruction: DayRule;
    determination: { cutoff: string; sameDay: string; nextDay: string };
  };
  reminders: {
    /** "HH:mm": when the morning's list goes out, and when the last call goes out on the last day. */
    morning: string;
    lastCall: string;
    /** Working days from the first reminder in the group after due (黄) to the note to the head, and to the 督办 draft. */
    headNoteAfter: number;
    supervisionAfter: number;
    /** The same appeal can be nudged (催办) again only after this many working hours. */
    nudgeWorkingHours: number;
    /**
     * "HH:mm": a note to a head from before this time asks for the step on the same day, a later note on the next
     * working day.
     */
    sameDayUntil: string;
    /** A vacant post is reported again after this many days. */
    vacancyEveryDays: number;
  };
  timetable: TimetableEntry[];
  /** An extension must be asked for at least this many working days before due. */
  extensionWorkingDaysBefore: number;
  /** A pause lasts at most this many working days. */
  pauseWorkingDays: number;
  /** 代岗 lasts at most this many days. */
  substituteDays: number;
  /** Words before the year and number of a 督办, such as 鸠营商办督 of 鸠营商办督〔2026〕12号. */
  supervisionPrefix: string;
  /** Telephone of the duty desk, printed on notes to heads; empty: none. */
  dutyPhone: string;
  /** Every assignment has at least this many working days of its own. */
  accountableWorkingDays: number;
  /** A plan may promise a date at most this many months ahead. */
  planHorizonMonths: number;
  /** Messages of one sender within this time are one appeal, seconds. */
  gatherSeconds: number;
  /** Photos and voice messages of a sender belong to his last appeal within this time, seconds. */
  attachSeconds: number;
  /** If the same person sends the same words again within this time, he is asked first, hours. */
  repeatHours: number;
  /** Upheld returns after which a dispatch is 指定办理. */
  returnsBeforeDesignation: number;
  /** Longest single text, characters. */
  textLimit: number;
  /** Longest text of an appeal with all its supplements, characters. */
  wholeTextLimit: number;
  /**
   * 职务 of the two people of the district office who read confidential appeals; if nobody holds them, its first two
   * people.
   */
  confidentialReaders: string[];
  /** "HH:mm" after midnight: when it learns from what people corrected (docs/develop/understanding.md#learning). */
  learnAt: string;
  /** For how many days each kind is kept after it is finished. */
  retention: Record<RetainedKind, number>;
}

export interface Lexicon {
  /** Text with any of these never reaches a group or a bureau (docs/develop/domain.md#sensitive). */
  sensitive: string[];
  /** Marks of secret papers: kept confidential likewise. */
  classified: string[];
  /** Messages that are not an appeal, such as 好的 or 收到. */
  smallTalk: string[];
  /** Words that say nothing about the subject and do not count in routing. */
  plain: string[];
}

export interface Rules {
  /** Understands what people write; learned from training/ and this configuration. */
  reader: Reader;
  /** What people corrected, from the moment they did; absent where nothing is learned (LEARNING=off). */
  memory?: Memory;
  district: District;
  taskForces: TaskForce[];
  units: Unit[];
  unitGroups: UnitGroup[];
  measures: Measure[];
  lexicon: Lexicon;
}

/**
 * Towns and streets become units through the roster (docs/operate/going-live.md#roster): their id is this prefix plus
 * their name.
 */
export const townPrefix = 'town:';

export function unitName(rules: Rules, id: string): string {
  if (id.startsWith(townPrefix)) return id.slice(townPrefix.length);
  return rules.units.find((unit) => unit.id === id)?.name ?? id;
}

export function taskForce(rules: Rules, number: number): TaskForce {
  const found = rules.taskForces.find((candidate) => candidate.number === number);
  if (!found) throw new RangeError(`no task force ${number} in the configuration`);
  return found;
}
