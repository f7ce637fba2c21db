import type { Calendar } from '../domain/calendar.ts';
import { type Standing, standingOf, within } from '../domain/figures.ts';
import { type HappenedFigure, happenedIn } from '../domain/happened.ts';
import type { Rules } from '../domain/rules.ts';
import type { Scope } from '../domain/scope.ts';
import type { LiveClock } from '../domain/urgency.ts';
import type { Report, Store } from '../ports.ts';
import { happenedShown, type ReportView, stateShown } from '../presenters/reports/digestCard.ts';
import { figureNames } from '../presenters/reports/figureWords.ts';
import type { Watched } from '../presenters/reports/watched.ts';
import type { Situation } from './situation.ts';

/** What making a report needs of an open unit of work. */
export interface Desk {
  store: Store;
  rules: Rules;
  calendar: Calendar;
  newId(): string;
}

/** Whom a report is for, and what it may tell. */
export interface Reading {
  scope: Scope;
  /** open_id or chat. */
  audience: string;
  masked: boolean;
  late: boolean;
}

const listsWatched = 5;

/** The numbers of a reader's scope with what a card says about them; `named`: at most so many overdue ones in words. */
export async function viewOf(
  desk: Desk,
  situation: Situation,
  { scope, masked, late, named = listsWatched }: Reading & { named?: number },
): Promise<ReportView> {
  const { at, span, appeals } = situation;
  const standing = standingOf(within(appeals, scope), scope, { now: at, calendar: desk.calendar });
  return {
    ...{ at, late, masked, span, standing, rules: desk.rules, whole: scope === 'all', report: desk.newId() },
    happened: happenedIn(situation.happened, scope),
    watched: await watchedOf(desk, situation, standing, named),
  };
}

async function watchedOf({ store }: Desk, situation: Situation, standing: Standing, most: number): Promise<Watched[]> {
  const found: Watched[] = [];
  for (const number of standing.lists.overdue.slice(0, most)) {
    const known = await namedAppeal(store, situation, number);
    const clock = standing.worst.get(number) as LiveClock;
    if (known) found.push({ ...known, clock, extension: standing.lists.extension.includes(number) });
  }
  return found;
}

async function namedAppeal(store: Store, { named }: Situation, number: string) {
  if (named.has(number)) return named.get(number);
  const appeal = await store.appeal(number);
  const timeline = await store.timeline(number);
  const report = timeline.filter((event) => event.type === 'progressed').at(-1);
  const known = appeal && { appeal, progress: report?.text };
  named.set(number, known);
  return known;
}

/** Every number with its list, as they stand on the card: one cannot differ from the other. */
export async function saveLists(
  { store }: Pick<Desk, 'store'>,
  {
    report: id,
    at,
    standing,
    happened,
    whole,
  }: Pick<ReportView, 'report' | 'at' | 'standing' | 'whole'> & {
    happened?: Record<HappenedFigure, string[]>;
  },
  { job, audience }: Pick<Report, 'job' | 'audience'>,
): Promise<void> {
  const lists: Report['lists'] = {};
  for (const figure of stateShown) lists[figureNames[figure]] = standing.lists[figure];
  if (happened) for (const figure of happenedShown(whole)) lists[figureNames[figure]] = happened[figure];
  await store.saveReport({ id, job, audience, at, lists });
}
