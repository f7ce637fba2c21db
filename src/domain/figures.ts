import type { AppealStatus } from './appeal.ts';
import { type Calendar, nextWorkday } from './calendar.ts';
import { addDays, chinaDate, instantOf } from './chinaTime.ts';
import type { ClockRow } from './clocks.ts';
import type { Instant } from './events.ts';
import { isOpen } from './lifecycle.ts';
import { covers, type Scope } from './scope.ts';

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

/** How things stand at a moment; each figure is the list of the appeals it counts, the most urgent first (DOMAIN §6). */
export const stateFigures = [
  'open', // 在办
  'dueToday',
  'dueNext', // on the next working day
  'overdue', // and told on an earlier working day
  'newlyOverdue', // a number only (DOMAIN §4.3)
  'review', // 待审核
  'extension', // an extension or a pause that is asked and not decided
  'paused',
  'instruction', // 批示 without an answer
] as const;
export type StateFigure = (typeof stateFigures)[number];

/** A task force, or the centre for what is its own step. */
export type Holder = number | 'centre';

export interface Standing {
  lists: Record<StateFigure, string[]>;
  /** Of each appeal with something to be watched: the clock that puts it into its list. */
  worst: Map<string, LiveClock>;
  /** Open appeals by who holds them, the others by whose step it is. */
  byHolder: Map<Holder, Record<'open' | 'dueToday' | 'overdue' | 'newlyOverdue', number>>;
}

/** Clocks of one appeal, in the order in which they came. */
export function byAppeal(clocks: LiveClock[]): LiveClock[][] {
  const found = new Map<string, LiveClock[]>();
  for (const clock of clocks) {
    const known = found.get(clock.appeal);
    if (known) known.push(clock);
    else found.set(clock.appeal, [clock]);
  }
  return [...found.values()];
}

/** Edges of today and of the next working day, as instants: clocks are compared with them as text. */
interface Edges {
  now: Instant;
  today: Instant;
  tomorrow: Instant;
  afterNext: Instant;
}

function edgesAt(now: Instant, calendar: Calendar): Edges {
  const date = chinaDate(now);
  const midnight = (day: string) => instantOf(day, '00:00');
  return {
    now,
    today: midnight(date),
    tomorrow: midnight(addDays(date, 1)),
    afterNext: midnight(addDays(nextWorkday(date, calendar), 1)),
  };
}

/**
 * How the appeals of a scope stand. An appeal counts by its worst clock: overdue before due today before due next. A
 * clock that stands still is neither; one with an undecided extension is. What the submitting side owes counts only in
 * its own scope (DOMAIN §3: it climbs to nobody else).
 */
export function standingOf(
  appeals: LiveClock[][],
  scope: Scope,
  { now, calendar }: { now: Instant; calendar: Calendar },
): Standing {
  const edges = edgesAt(now, calendar);
  const lists = Object.fromEntries(stateFigures.map((name) => [name, []])) as unknown as Standing['lists'];
  const standing: Standing = { lists, worst: new Map(), byHolder: new Map() };
  for (const clocks of appeals) {
    const [first] = clocks;
    if (!first) continue;
    const held = isHeldIn(scope, first);
    if (held && isOpen(first)) {
      lists.open.push(first.appeal);
      tally(standing, first.leadTaskForce ?? 'centre', 'open');
    }
    const state = worstOf(clocks, scope, edges);
    if (held || state) addKinds(lists, clocks);
    if (!state?.figure) continue;
    lists[state.figure].push(first.appeal);
    standing.worst.set(first.appeal, state.clock);
    if (state.figure !== 'dueNext') tally(standing, holderOf(state.clock), state.figure);
  }
  return standing;
}

function isHeldIn(scope: Scope, clock: LiveClock): boolean {
  return covers(scope, { taskForce: clock.leadTaskForce, unit: clock.leadUnit }) || isSubmittedIn(scope, clock);
}

function isSubmittedIn(scope: Scope, { submittedBy, town }: LiveClock): boolean {
  if (scope === 'all') return false;
  return submittedBy === scope.submittedBy || (town !== undefined && (scope.towns ?? []).includes(town));
}

function countsIn(scope: Scope, clock: LiveClock): boolean {
  if (isSubmittedIn(scope, clock)) return true;
  if (clock.owner === 'centre') return scope === 'all';
  return clock.owner === 'handler' && covers(scope, clock);
}

function holderOf({ owner, taskForce }: LiveClock): Holder {
  return owner === 'handler' && taskForce !== undefined ? taskForce : 'centre';
}

function tally({ byHolder }: Standing, holder: Holder, figure: 'open' | 'dueToday' | 'overdue' | 'newlyOverdue'): void {
  const row = byHolder.get(holder) ?? { open: 0, dueToday: 0, overdue: 0, newlyOverdue: 0 };
  row[figure] += 1;
  byHolder.set(holder, row);
}

function addKinds(lists: Standing['lists'], clocks: LiveClock[]): void {
  const [{ appeal }] = clocks as [LiveClock];
  for (const kind of ['review', 'extension', 'instruction'] as const) {
    if (clocks.some((clock) => clock.kind === kind)) lists[kind].push(appeal);
  }
  if (clocks.some(({ pausedAt }) => pausedAt !== undefined)) lists.paused.push(appeal);
}

const urgent = ['overdue', 'newlyOverdue', 'dueToday', 'dueNext'] as const;

/** Told of this very lateness: an older word, from before an extension, is none. */
function wasTold({ toldAt, owedAt }: LiveClock, today: Instant): boolean {
  return toldAt !== undefined && toldAt > owedAt && toldAt < today;
}

/** Index in `urgent`; beyond its end what is neither late nor due soon, or stands still. */
function rankOf(clock: LiveClock, { now, today, tomorrow, afterNext }: Edges): number {
  const { owedAt } = clock;
  if (clock.pausedAt !== undefined || owedAt >= afterNext) return urgent.length;
  if (owedAt >= tomorrow) return 3;
  if (owedAt >= now) return 2;
  return wasTold(clock, today) ? 0 : 1;
}

/** The most urgent clock that counts in the scope, the earliest of equals; no `figure` when it is not urgent. */
function worstOf(
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
