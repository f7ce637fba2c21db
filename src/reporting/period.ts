import { happenedByHolder } from '../domain/figures/happened.ts';
import { type Kept, type RatedKind, rateOf } from '../domain/figures/rates.ts';
import { covers, type Scope } from '../domain/people/visibility.ts';
import type { Report } from '../ports/rows.ts';
import { periodCard, type RateRow } from '../presenters/reports/periodCard.ts';
import { type Made, type Reading, type ReportDesk, reportOf, viewOf } from './making.ts';
import type { Situation } from './situation.ts';

export interface PeriodReading extends Reading {
  job: Report['job'];
  title: string;
  draft: boolean;
  /** Include on-time rates; the situation must have been read with `rates`. */
  rates: boolean;
  /** How many overdue appeals are described in words. */
  named: number;
}

/** Numbers of a period for one reader, with their lists. */
export async function makePeriod(desk: ReportDesk, situation: Situation, reading: PeriodReading): Promise<Made> {
  const { scope, title, draft, rates, job, audience } = reading;
  const view = await viewOf(desk, situation, reading);
  const card = periodCard({
    ...{ ...view, title, draft },
    counts: happenedByHolder(situation.happened, scope),
    rates: rates ? ratesOf(situation.kept, scope) : undefined,
  });
  return { card, report: reportOf(view, { job, audience }) };
}

function ratesOf(kept: Kept[], scope: Scope): { all: RateRow['rates']; rows: RateRow[] } {
  const own = kept.filter((one) => covers(scope, one));
  return { all: ratesIn(own), rows: rowsOf(own) };
}

function ratesIn(kept: Kept[]): RateRow['rates'] {
  const rate = (kind: RatedKind) => rateOf(kept, kind, 'all');
  return { 'sign-in': rate('sign-in'), plan: rate('plan'), result: rate('result') };
}

/**
 * A row for each task force; if there is only one, for each of its units. A single row is left out: there is nothing to
 * compare.
 */
function rowsOf(kept: Kept[]): RateRow[] {
  const forces = [...new Set(kept.flatMap(({ taskForce }) => taskForce ?? []))].sort((a, b) => a - b);
  if (forces.length > 1) {
    return forces.map((taskForce) => ({
      of: { taskForce },
      rates: ratesIn(kept.filter((one) => one.taskForce === taskForce)),
    }));
  }
  const units = [...new Set(kept.flatMap(({ unit }) => unit ?? []))].sort();
  if (units.length < 2) return [];
  return units.map((unit) => ({ of: { unit }, rates: ratesIn(kept.filter((one) => one.unit === unit)) }));
}
