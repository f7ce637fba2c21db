import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Backfill } from '../../domain/appeal/decisions.ts';
import { backfilledAt } from '../../domain/appeal/timeDecisions.ts';
import { timingOf } from '../../domain/time/deadlines.ts';
import type { ChinaDate } from '../../domain/time/instant.ts';
import type { Work } from './work.ts';

/** 补录: `doneOn` is the day a step was taken that is entered now; without it nothing is. Throws Refusal `backfill.date`. */
export function backfillOf(work: Work, appeal: Appeal, doneOn: ChinaDate | undefined): Backfill {
  return doneOn ? { doneAt: backfilledAt(appeal, doneOn, work.at, timingOf(work)) } : {};
}
