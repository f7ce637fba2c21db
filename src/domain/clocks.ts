import type { Instant } from './events.ts';

export type ClockKind = 'dispatch' | 'sign-in' | 'determination' | 'plan' | 'result' | 'review' | 'rework';

/** A clock row stores rule, start, due and its derivation, frozen at its start (DOMAIN §3). */
export interface ClockRow {
  id: string;
  appeal: string;
  assignment?: string;
  kind: ClockKind;
  /** The rule as it stood, such as "5 calendar days". */
  rule: string;
  startedAt: Instant;
  dueAt: Instant;
  /** "11月20日(周五)受理 → 5日 → 11月25日(周三)17:30" */
  derivation: string;
  stoppedAt?: Instant;
}
