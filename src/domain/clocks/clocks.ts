import type { AppealStatus } from '../appeal/appeal.ts';
import type { Instant } from '../time/instant.ts';

export type ClockKind =
  | 'dispatch'
  | 'sign-in'
  | 'determination'
  | 'plan'
  | 'result'
  | 'review'
  | 'rework'
  | 'extension'
  | 'inform'
  | 'instruction';

/** Whose step it is; the owner answers for the clock and is reminded of it. */
export type ClockOwner = 'handler' | 'centre' | 'submitter';

/**
 * A clock row stores rule, start, due and its derivation, frozen at its start (docs/develop/domain.md#frozen), for one
 * holder. When the appeal changes hands, the row ends as `moved` and a new row goes on with the same start and due.
 */
export interface ClockRow {
  id: string;
  appeal: string;
  assignment?: string;
  kind: ClockKind;
  owner: ClockOwner;
  /** Who holds it, when the owner is a handling unit. */
  taskForce?: number;
  unit?: string;
  /** The rule as it stood, such as "5日". */
  rule: string;
  startedAt: Instant;
  dueAt: Instant;
  /** "11月20日(周五)受理 → 5日 → 11月25日(周三)17:30" */
  derivation: string;
  /** When its holder begins to be late: at its due, but never before his accountable window ends. */
  owedAt: Instant;
  /** The due before an extension, a pause or a change of the rules moved it. */
  firstDueAt?: Instant;
  pausedAt?: Instant;
  stoppedAt?: Instant;
  /** Why it stopped: its step was taken, somebody else holds it now, or the appeal came to an end. */
  ended?: 'done' | 'moved' | 'void';
}

/** What a list needs of a clock; its derivation is read for one clock at a time. */
export type ListedClock = Omit<ClockRow, 'assignment' | 'rule' | 'startedAt' | 'derivation' | 'stoppedAt' | 'ended'>;

/** A running clock with those facts of its appeal that figures need. */
export interface LiveClock
  extends Pick<ClockRow, 'appeal' | 'kind' | 'owner' | 'taskForce' | 'unit' | 'owedAt' | 'pausedAt'> {
  status: AppealStatus;
  town?: string;
  submittedBy: string;
  /** Who holds the appeal now, even while the clock belongs to the centre. */
  leadTaskForce?: number;
  leadUnit?: string;
  /** When its unit was first told that this is overdue. */
  toldAt?: Instant;
}
