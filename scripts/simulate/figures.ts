import { chinaDate } from '../../src/domain/time/chinaTime.ts';
import { percentile } from '../bench/report.ts';
import type { Month } from './month.ts';
import type { Sending } from './platform.ts';
import { type Audience, audiences } from './roster.ts';

export interface Spread {
  mean: number;
  p95: number;
  most: number;
  /** Messages a day by kind. */
  kinds: Record<string, number>;
}

export interface Figures {
  workdays: number;
  /** On average, at noon. */
  openPerGroup: number;
  arrivedPerGroupAndDay: number;
  /** A task-force group on a working day. */
  group: Spread;
  /** Share of those days with three messages or more. */
  daysWithThree: number;
  centreGroup: Spread;
  /** Private messages of one person on a working day, answers to what he did himself left out. */
  privately: Partial<Record<Audience, Spread>>;
}

/** `month` without its warm-up. */
export function figuresOf(month: Month): Figures {
  const { cast, workdays, openAtNoon } = month;
  const [first = ''] = workdays;
  const counted = month.office.sent
    .map((one) => ({ ...one, day: chinaDate(one.at) }))
    .filter(({ day }) => day >= first);
  const groups = [...cast.groups.keys()].filter((id) => cast.groups.get(id) === 'task-force');
  const inGroups = counted.filter(({ inGroup }) => inGroup);
  const perDay = daily(inGroups, groups, workdays);
  const received = inGroups.filter(({ slot }) => slot === 'dispatch').length;
  const others = counted.filter(({ inGroup, own }) => !inGroup && !own);
  const readers = (audience: Audience) =>
    [...cast.audienceOf].filter(([, kind]) => kind === audience).map(([id]) => id);
  return {
    workdays: workdays.length,
    openPerGroup: mean(openAtNoon),
    arrivedPerGroupAndDay: received / perDay.length,
    group: spread(inGroups, groups, workdays),
    daysWithThree: perDay.filter((count) => count >= 3).length / perDay.length,
    centreGroup: spread(inGroups, ['oc_centre'], workdays),
    privately: Object.fromEntries(audiences.map((audience) => [audience, spread(others, readers(audience), workdays)])),
  };
}

type Counted = Sending & { day: string };

function daily(sent: Counted[], readers: string[], workdays: string[]): number[] {
  const counts = new Map(readers.flatMap((reader) => workdays.map((day) => [`${reader} ${day}`, 0])));
  for (const { to, day } of sent) {
    const key = `${to} ${day}`;
    const count = counts.get(key);
    if (count !== undefined) counts.set(key, count + 1);
  }
  return [...counts.values()];
}

function spread(sent: Counted[], readers: string[], workdays: string[]): Spread {
  const counts = daily(sent, readers, workdays);
  const known = new Set(readers);
  const kinds: Record<string, number> = {};
  for (const { kind } of sent.filter(({ to }) => known.has(to))) kinds[kind] = (kinds[kind] ?? 0) + 1 / counts.length;
  return { mean: mean(counts), p95: percentile(counts, 0.95), most: Math.max(...counts), kinds };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
