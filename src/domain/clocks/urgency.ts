import { covers, type Scope } from '../people/visibility.ts';
import { type Calendar, nextWorkday } from '../time/calendar.ts';
import { addDays, chinaDate, instantOf } from '../time/chinaTime.ts';
import type { Instant } from '../time/instant.ts';
import type { LiveClock } from './clocks.ts';

/** Edges of today and of the next working day, as instants; clocks are compared with them as ISO text. */
export interface Edges {
  now: Instant;
  today: Instant;
  tomorrow: Instant;
  afterNext: Instant;
}

export function edgesAt(now: Instant, calendar: Calendar): Edges {
  const date = chinaDate(now);
  const midnight = (day: string) => instantOf(day, '00:00');
  return {
    now,
    today: midnight(date),
    tomorrow: midnight(addDays(date, 1)),
    afterNext: midnight(addDays(nextWorkday(date, calendar), 1)),
  };
}

/** Whether the submitting side of the scope sees it: his list shows it, no matter whose step it is. */
export function isSubmittedIn(scope: Scope, { submittedBy, town }: LiveClock): boolean {
  if (scope === 'all') return false;
  return submittedBy === scope.submittedBy || (town !== undefined && (scope.towns ?? []).includes(town));
}

function countsIn(scope: Scope, clock: LiveClock): boolean {
  if (isSubmittedIn(scope, clock)) return true;
  if (clock.owner === 'centre') return scope === 'all';
  return clock.owner === 'handler' && covers(scope, clock);
}

const urgent = ['overdue', 'newlyOverdue', 'dueToday', 'dueNext'] as const;

/**
 * The unit was told of this very lateness on an earlier working day (docs/develop/domain.md#told-first): a reminder
 * from before an extension does not count. `today`: midnight at its beginning.
 */
export function wasTold({ toldAt, owedAt }: Pick<LiveClock, 'toldAt' | 'owedAt'>, today: Instant): boolean {
  return toldAt !== undefined && toldAt > owedAt && toldAt < today;
}

/** Index in `urgent`; `urgent.length` for a clock that is paused, or neither late nor due soon. */
function rankOf(clock: LiveClock, { now, today, tomorrow, afterNext }: Edges): number {
  const { owedAt } = clock;
  if (clock.pausedAt !== undefined || owedAt >= afterNext) return urgent.length;
  if (owedAt >= tomorrow) return 3;
  if (owedAt >= now) return 2;
  return wasTold(clock, today) ? 0 : 1;
}

/**
 * The most urgent clock that counts in the scope, and of equally urgent ones the earliest; no `figure` when it is not
 * urgent.
 */
export function worstOf(
  clocks: LiveClock[],
  scope: Scope,
  edges: Edges,
): { figure?: (typeof urgent)[number]; clock: LiveClock } | undefined {
  let worst: { clock: LiveClock; rank: number } | undefined;
  for (const clock of clocks) {
    if (!countsIn(scope, clock)) continue;
    const rank = rankOf(clock, edges);
    if (!worst || rank < worst.rank || (rank === worst.rank && clock.owedAt < worst.clock.owedAt)) {
      worst = { clock, rank };
    }
  }
  return worst && { clock: worst.clock, figure: urgent[worst.rank] };
}
