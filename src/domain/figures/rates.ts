import type { ClockKind } from '../clocks/clocks.ts';
import { covers, type Scope } from '../people/visibility.ts';

/** Clocks of a kind that came due for one holder, and how many of them were kept. */
export interface Kept {
  kind: ClockKind;
  taskForce?: number;
  unit?: string;
  due: number;
  kept: number;
}

/** On-time figures (docs/develop/domain.md#figures): per assignment and by due date. */
export const ratedKinds = ['sign-in', 'plan', 'result'] as const satisfies readonly ClockKind[];
export type RatedKind = (typeof ratedKinds)[number];

export interface Rate {
  due: number;
  kept: number;
}

/** With fewer clocks than this a percentage says nothing. */
const enough = 5;

export function rateOf(counts: Kept[], kind: RatedKind, scope: Scope): Rate {
  const own = counts.filter((count) => count.kind === kind && covers(scope, count));
  const sum = (of: 'due' | 'kept') => own.reduce((total, count) => total + count[of], 0);
  return { due: sum('due'), kept: sum('kept') };
}

/** In percent with one decimal, never rounded up: 999 of 1000 must not read as 100. Undefined for small samples. */
export function percentOf({ due, kept }: Rate): number | undefined {
  return due < enough ? undefined : Math.floor((kept * 1000) / due) / 10;
}
