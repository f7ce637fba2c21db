import { isOpen } from '../appeal/lifecycle.ts';
import type { LiveClock } from '../clocks/clocks.ts';
import { edgesAt, isSubmittedIn, worstOf } from '../clocks/urgency.ts';
import { groupBy } from '../grouped.ts';
import { covers, type Scope } from '../people/visibility.ts';
import type { Calendar } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';

/**
 * Figures about the state at a moment; each is the list of the appeals it counts, the most urgent first
 * (docs/develop/domain.md#figures).
 */
export const stateFigures = [
  'open', // 在办
  'dueToday',
  'dueNext', // on the next working day
  'overdue', // and told on an earlier working day
  'newlyOverdue', // a number only (docs/develop/domain.md#told-first)
  'review', // 待审核
  'extension', // an extension or a pause was asked for and is not decided
  'paused',
  'instruction', // 批示 without an answer
] as const;
export type StateFigure = (typeof stateFigures)[number];

/** A number and the appeals behind it: all of them, or only the first ones if there are more than a list holds. */
export interface Listed {
  total: number;
  first: string[];
}

/** The most appeals that a list holds, however many it counts: lists are stored with their report. */
export const listedAtMost = 1_000;

export function listed(appeals: string[]): Listed {
  return { total: appeals.length, first: appeals.slice(0, listedAtMost) };
}

/** A task force, or the centre for its own steps. */
export type Holder = number | 'centre';

export interface Standing {
  lists: Record<StateFigure, string[]>;
  /** For each appeal in one of the lists: the clock that puts it there. */
  worst: Map<string, LiveClock>;
  /** `open` counts appeals by who holds them, the other numbers by whose step it is. */
  byHolder: Map<Holder, Record<'open' | 'dueToday' | 'overdue' | 'newlyOverdue', number>>;
}

/** The clocks of each appeal together, in the order in which they came. */
export function byAppeal(clocks: LiveClock[]): LiveClock[][] {
  return [...groupBy(clocks, ({ appeal }) => appeal).values()];
}

/**
 * Appeals by the task forces and units that hold them or one of their clocks, to find the few of one reader quickly.
 */
export interface AppealIndex {
  all: LiveClock[][];
  /** Indexes into `all`, ascending. */
  ofForce: Map<number, number[]>;
  ofUnit: Map<string, number[]>;
}

export function indexed(all: LiveClock[][]): AppealIndex {
  const index: AppealIndex = { all, ofForce: new Map(), ofUnit: new Map() };
  for (const [place, clocks] of all.entries()) {
    const [first] = clocks;
    put(index.ofForce, [first?.leadTaskForce, ...clocks.map(({ taskForce }) => taskForce)], place);
    put(index.ofUnit, [first?.leadUnit, ...clocks.map(({ unit }) => unit)], place);
  }
  return index;
}

function put<K>(places: Map<K, number[]>, keys: (K | undefined)[], place: number): void {
  for (const key of new Set(keys)) {
    if (key === undefined) continue;
    const known = places.get(key);
    if (known) known.push(place);
    else places.set(key, [place]);
  }
}

/** The appeals that can count in the scope, in their order; all of them for the submitting side, which has no index. */
export function within({ all, ofForce, ofUnit }: AppealIndex, scope: Scope): LiveClock[][] {
  if (scope === 'all' || scope.submittedBy !== undefined || scope.towns !== undefined) return all;
  const places = new Set([
    ...scope.taskForces.flatMap((force) => ofForce.get(force) ?? []),
    ...scope.units.flatMap((unit) => ofUnit.get(unit) ?? []),
  ]);
  return [...places].sort((a, b) => a - b).map((place) => all[place] as LiveClock[]);
}

/**
 * The figures of a scope at a moment. An appeal counts by its worst clock: overdue before due today before due next. A
 * paused clock counts as none of these; one with an undecided extension does count. What the submitting side owes
 * counts only in its own scope (docs/develop/domain.md#climb: it climbs to nobody else).
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
