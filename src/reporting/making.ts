import type { LiveClock } from '../domain/clocks/clocks.ts';
import { figuresIn, type HappenedFigure } from '../domain/figures/happened.ts';
import { type Listed, listed, type Standing } from '../domain/figures/standing.ts';
import type { Card } from '../domain/message.ts';
import type { Scope } from '../domain/people/visibility.ts';
import type { Rules } from '../domain/rules.ts';
import type { Calendar } from '../domain/time/calendar.ts';
import type { Report } from '../ports/rows.ts';
import type { Store } from '../ports/store.ts';
import { fitFor } from '../presenters/group/groupFacts.ts';
import { happenedShown, type ReportView, stateShown } from '../presenters/reports/digestCard.ts';
import { figureNames } from '../presenters/reports/figureWords.ts';
import type { Watched } from '../presenters/reports/watched.ts';
import { type Situation, standingOfScope } from './situation.ts';

/** What making a report needs. It only reads, so reports are made without holding the writer. */
export interface ReportDesk {
  store: Pick<Store, 'appeals' | 'lastEvents'>;
  rules: Rules;
  calendar: Calendar;
  newId(): string;
}

/** Who a report is for, and what it may show. */
export interface Reading {
  scope: Scope;
  /** open_id or chat. */
  audience: string;
  masked: boolean;
  late: boolean;
}

const listsWatched = 5;

/**
 * The numbers of a reader's scope with what a card says about them; `named`: how many overdue appeals are described at
 * most.
 */
export async function viewOf(
  desk: ReportDesk,
  situation: Situation,
  { scope, masked, late, named = listsWatched }: Reading & { named?: number },
): Promise<ReportView> {
  const { at, span } = situation;
  const standing = standingOfScope(situation, scope, desk.calendar);
  return {
    ...{ at, late, masked, span, standing, rules: desk.rules, whole: scope === 'all', report: desk.newId() },
    happened: figuresIn(situation.happened, scope),
    watched: forReaders(await watchedOf(desk, situation, standing, named), { masked, rules: desk.rules }),
  };
}

/** In a group, makes the named appeals fit for the group. */
function forReaders(watched: Watched[], { masked, rules }: { masked: boolean; rules: Rules }): Watched[] {
  if (!masked) return watched;
  const fit = fitFor(rules);
  return watched.map(({ appeal, progress, ...one }) => ({
    ...{ ...one, appeal: fit.appeal(appeal) },
    progress: progress && fit.words(progress, appeal),
  }));
}

async function watchedOf(
  { store }: ReportDesk,
  situation: Situation,
  standing: Standing,
  most: number,
): Promise<Watched[]> {
  const { lists, worst } = standing;
  const numbers = lists.overdue.slice(0, most);
  await readNamed(store, situation, numbers);
  return numbers.flatMap((number) => {
    const known = situation.named.get(number);
    const clock = worst.get(number) as LiveClock;
    return known ? [{ ...known, clock, extension: lists.extension.includes(number) }] : [];
  });
}

/** Loads named appeals that no earlier reader's report has loaded. */
async function readNamed(store: ReportDesk['store'], { named }: Situation, numbers: string[]): Promise<void> {
  const unread = numbers.filter((number) => !named.has(number));
  if (unread.length === 0) return;
  const reports = await store.lastEvents(unread, 'progressed');
  // A progress report with only internal lines is left out here.
  const progress = new Map(reports.flatMap(({ number, text }) => (text ? [[number, text]] : [])));
  for (const appeal of await store.appeals({ numbers: unread, limit: unread.length })) {
    named.set(appeal.number, { appeal, progress: progress.get(appeal.number) });
  }
}

/** A card, and the lists behind its numbers, which are stored as a report. */
export interface Made {
  card: Card;
  report: Report;
}

/** Every number of the card with its list, from the same data: they cannot differ. */
export function reportOf(
  {
    report: id,
    at,
    standing,
    happened,
    whole,
  }: Pick<ReportView, 'report' | 'at' | 'standing' | 'whole'> & {
    happened?: Record<HappenedFigure, Listed>;
  },
  { job, audience }: Pick<Report, 'job' | 'audience'>,
): Report {
  const lists: Record<string, Listed> = {};
  for (const figure of stateShown) lists[figureNames[figure]] = listed(standing.lists[figure]);
  if (happened) for (const figure of happenedShown(whole)) lists[figureNames[figure]] = happened[figure];
  return { id, job, audience, at, ...stored(lists) };
}

/** Lists as stored in a report: the first appeals of each list, and the total when these are not all. */
export function stored(lists: Record<string, Listed>): Pick<Report, 'lists' | 'totals'> {
  const entries = Object.entries(lists);
  const cut = entries.filter(([, { total, first }]) => total > first.length);
  return {
    lists: Object.fromEntries(entries.map(([name, { first }]) => [name, first])),
    totals: Object.fromEntries(cut.map(([name, { total }]) => [name, total])),
  };
}
