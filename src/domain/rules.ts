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
  /** Nothing goes out by itself outside these hours of a working day (DOMAIN §4.4). */
  quiet: { from: string; to: string };
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
    determination: { cutoff: string; sameDay: string; nextDay: string };
  };
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
  textLimit: number;
  /** 职务 of the two people of the district office who read what is confidential; else its first two. */
  confidentialReaders: string[];
}

export interface Lexicon {
  /** Text with any of these never reaches a group or a bureau (DOMAIN §5). */
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

/** Units of towns and streets come with the roster (DESIGN §1): their id is this prefix and their name. */
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
