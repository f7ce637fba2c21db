import type { Appeal } from '../domain/appeal/appeal.ts';
import type { LiveClock } from '../domain/clocks/clocks.ts';
import type { Span, Told } from '../domain/figures/happened.ts';
import type { Kept } from '../domain/figures/rates.ts';
import { type AppealIndex, byAppeal, indexed, type Standing, standingOf, within } from '../domain/figures/standing.ts';
import type { Scope } from '../domain/people/visibility.ts';
import type { Calendar } from '../domain/time/calendar.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Store } from '../ports/store.ts';

/** The data for reports, read once for all their readers. */
export interface Situation {
  at: Instant;
  span: Span;
  appeals: AppealIndex;
  happened: Told;
  /** On-time counts of the span; empty unless asked for. */
  kept: Kept[];
  /** Appeals named in reports, kept after the first reading for later readers. */
  named: Map<string, { appeal: Appeal; progress?: string }>;
  /** Standings by scope (as JSON), computed once: several leaders read about the whole district. */
  standings: Map<string, Standing>;
}

type Reads = Pick<Store, 'running' | 'told' | 'keptClocks'>;

/**
 * Confidential appeals are in no figure (docs/develop/domain.md#confidential): they have no clocks, and what happened
 * to them is left out. `scope`: only what happened in this scope is read.
 */
export async function situationAt(
  store: Reads,
  { at, span, rates = false, scope }: { at: Instant; span: Span; rates?: boolean; scope?: Scope },
): Promise<Situation> {
  return {
    at,
    span,
    appeals: indexed(await standingAppeals(store)),
    happened: await store.told(span, scope),
    kept: rates ? await store.keptClocks(span.from, span.to) : [],
    named: new Map(),
    standings: new Map(),
  };
}

export function standingOfScope({ at, appeals, standings }: Situation, scope: Scope, calendar: Calendar): Standing {
  const key = JSON.stringify(scope);
  const standing = standings.get(key) ?? standingOf(within(appeals, scope), scope, { now: at, calendar });
  standings.set(key, standing);
  return standing;
}

/** The running clocks of the district, by appeal. */
export async function standingAppeals(store: Pick<Store, 'running'>): Promise<LiveClock[][]> {
  return byAppeal(await store.running());
}
