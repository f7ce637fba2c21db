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

/** Whose step it is; what they answer for is theirs to be reminded of. */
export type ClockOwner = 'handler' | 'centre' | 'submitter';

/**
 * A clock row stores rule, start, due and its derivation, frozen at its start (docs/develop/domain.md#frozen), for one
 * holder: an appeal that changes hands ends the row as `moved` and a new one with the same start and due goes on.
 */
export interface ClockRow {
  id: string;
  appeal: string;
  assignment?: string;
  kind: ClockKind;
  owner: ClockOwner;
  /** Whose it is, when it is a handling unit's. */
  taskForce?: number;
  unit?: string;
  /** The rule as it stood, such as "5日". */
  rule: string;
  startedAt: Instant;
  dueAt: Instant;
  /** "11月20日(周五)受理 → 5日 → 11月25日(周三)17:30" */
  derivation: string;
  /** From when its holder is late: its due, but never before the end of his accountable window. */
  owedAt: Instant;
  /** As it was before an extension, a pause or a change of the rules moved it. */
  firstDueAt?: Instant;
  pausedAt?: Instant;
  stoppedAt?: Instant;
  /** Why it stopped: its step was taken, somebody else holds it now, or the appeal came to an end. */
  ended?: 'done' | 'moved' | 'void';
}

/** What a list says of a clock; how it came about is asked of each by itself. */
export type ListedClock = Omit<ClockRow, 'assignment' | 'rule' | 'startedAt' | 'derivation' | 'stoppedAt' | 'ended'>;

/** A running clock with what figures need to know of its appeal. */
export interface LiveClock
  extends Pick<ClockRow, 'appeal' | 'kind' | 'owner' | 'taskForce' | 'unit' | 'owedAt' | 'pausedAt'> {
  status: AppealStatus;
  town?: string;
  submittedBy: string;
  /** Who holds the appeal now, also while its clock is the centre's. */
  leadTaskForce?: number;
  leadUnit?: string;
  /** When its unit was first told that this is overdue. */
  toldAt?: Instant;
}
