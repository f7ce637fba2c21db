import type { AppealStatus } from '../domain/appeal/appeal.ts';
import type { Paper } from '../domain/appeal/papers.ts';
import type { ListedClock, LiveClock } from '../domain/clocks/clocks.ts';
import type { Reminder } from '../domain/clocks/ladder.ts';
import type { Role, Tier } from '../domain/people/contacts.ts';
import type { Instant } from '../domain/time/instant.ts';

/**
 * A step of a clock's ladder, made with the clock (docs/develop/domain.md#reminders). A `sent` one is kept: it shows
 * who was told when.
 */
export interface ReminderRow extends Reminder {
  state: 'pending' | 'sent' | 'dropped';
  sentAt?: Instant;
  /** Sent later than it was due, after downtime: marked 补发. */
  late?: boolean;
}

/** A running clock, with what a list needs of its appeal, to save loading the appeal. */
export interface RunningClock extends ListedClock, LiveClock {}

/** A report as it was sent: each of its numbers must open exactly the appeals that it counted. */
export interface Report {
  id: string;
  job: string;
  /** The open_id or chat that the report was made for. */
  audience: string;
  at: Instant;
  /** Name of the number, such as 超期, and the appeals behind it. */
  lists: Record<string, string[]>;
  /** The full numbers, for lists that hold only the first appeals. */
  totals: Record<string, number>;
}

/** One occurrence of a timetable entry; `slot` is its instant; `/recipient` is added for one recipient's copy. */
export interface Claimed {
  job: string;
  slot: string;
  state: 'done' | 'missed';
  at: Instant;
}

/**
 * A step that falls due by itself. `kind` names the job that acts on it; `kind` and `ref` together are unique among
 * pending steps.
 */
export interface DueStep {
  id: string;
  kind: 'dispatch' | 'to-centre' | 'ask-text' | 'redraw' | 'resume' | 'end-stand-in' | 'recalculate';
  /** Appeal number; draft id for `ask-text`; report and place in it (`ID:200`) for `recalculate`. */
  ref: string;
  dueAt: Instant;
}

/** A person by his open_id, an appeal by its number. */
export type Subject = 'roster' | `person:${string}` | `appeal:${string}`;

/** The decision on a paper that waits to be released, and the fields that change with it. */
export type PaperDecision = { state: 'released' | 'void' } & Partial<
  Pick<Paper, 'number' | 'reason' | 'dueAt' | 'releasedAt' | 'releasedBy'>
>;

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
  /** Part of company, title or text; LIKE wildcards in it have no special meaning. */
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
