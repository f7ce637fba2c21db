/** The district's own settings, read from `config/` and validated once at the start (settings.ts). */

export interface TaskForce {
  /** 1–18 in the plan's annex; the count is not fixed. */
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
  /** Everyday words that speak for this task force beyond its measures' keywords. */
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
  /** An entry that stands for many, such as 各镇街: nothing is assigned to it. */
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

/** What the timetable can do; `app/jobTable.ts` knows how. */
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

/** To whom each job can go; a line for anybody else would reach nobody. */
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
  /** What an occurrence on a day off does: nothing, or it moves to the next working day at the same hour. */
  onDayOff: 'skip' | 'next';
  /** "HH:mm" of the same day: after downtime it is still sent until then, marked 补发, and later recorded as missed. */
  usefulUntil: string;
  audience: Audience[];
}

/**
 * What is deleted once nobody needs it any more, in the order in which the night goes through it; what must be true of a
 * row besides its age stands in `db/queues/retained.ts`.
 */
export const retainedKinds = [
  'payloads', // what a received event says; the row itself stays
  'keys', // its row, by which a repeat of it is known
  'redraws', // later looks of cards
  'messages', // cards, notes, answers, lists
  'links', // which appeal a message is about, for quotes
  'reports', // the appeals behind the numbers of a report
  'slots', // what the timetable has done
  'drafts', // what somebody began to say
  'tips', // 线索 that are decided
] as const;
export type RetainedKind = (typeof retainedKinds)[number];

/** A deadline as people write it: so many days, of which kind, ending at close of business. */
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
    /** Dispatching happens within these hours of a working day; later appeals wait for `from` of the next. */
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
    /** From a plan shown, or an answer approved, to the company told. */
    informPlan: DayRule;
    informResult: DayRule;
    /** From a leader's 批示 passed on to its answer. */
    instruction: DayRule;
    determination: { cutoff: string; sameDay: string; nextDay: string };
  };
  reminders: {
    /** "HH:mm": when the morning's list goes out, and when the last call of a last day does. */
    morning: string;
    lastCall: string;
    /** Working days from the first reminder in the group after due (黄) to the note to the head, and to the 督办 draft. */
    headNoteAfter: number;
    supervisionAfter: number;
    /** The same appeal is nudged (催办) again after so many working hours at the earliest. */
    nudgeWorkingHours: number;
    /** "HH:mm": what a head's note asks for before it is due the same day, later by the next working day. */
    sameDayUntil: string;
    /** A post that nobody holds is reported again after so many days. */
    vacancyEveryDays: number;
  };
  timetable: TimetableEntry[];
  /** An extension is asked at least this many working days before due. */
  extensionWorkingDaysBefore: number;
  /** A pause lasts at most this many working days. */
  pauseWorkingDays: number;
  /** 代岗 lasts at most this many days. */
  substituteDays: number;
  /** Words before the year and number of a 督办, such as 鸠营商办督 of 鸠营商办督〔2026〕12号. */
  supervisionPrefix: string;
  /** Telephone of the duty desk, printed on notes to heads; empty: none. */
  dutyPhone: string;
  /** An assignment's own time is never shorter than this, working days. */
  accountableWorkingDays: number;
  /** A plan may promise a date at most this many months ahead. */
  planHorizonMonths: number;
  /** Messages of one sender within this time are one appeal, seconds. */
  gatherSeconds: number;
  /** Later photos and voices belong to his last appeal within this time, seconds. */
  attachSeconds: number;
  /** The same words of the same person within this time raise a question, hours. */
  repeatHours: number;
  /** Upheld returns after which a dispatch is 指定办理. */
  returnsBeforeDesignation: number;
  /** Of one text, characters. */
  textLimit: number;
  /** Of an appeal with all its supplements, characters. */
  wholeTextLimit: number;
  /** 职务 of the two people of the district office who read what is confidential; else its first two. */
  confidentialReaders: string[];
  /** Days for which each kind is kept once it is done with. */
  retention: Record<RetainedKind, number>;
}

export interface Lexicon {
  /** Text with any of these never reaches a group or a bureau (docs/develop/domain.md#sensitive). */
  sensitive: string[];
  /** Warned about, and kept in confidence. */
  classified: string[];
  /** Talk that is no appeal, such as 好的 or 收到. */
  smallTalk: string[];
  /** Words that say nothing about the subject and weigh nothing in routing. */
  plain: string[];
}

export interface Rules {
  district: District;
  taskForces: TaskForce[];
  units: Unit[];
  unitGroups: UnitGroup[];
  measures: Measure[];
  lexicon: Lexicon;
}

/**
 * Units of towns and streets come with the roster (docs/operate/going-live.md#roster): their id is this prefix and
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
