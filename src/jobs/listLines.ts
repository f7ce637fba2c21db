import { reportVacancy } from '../commands/reportVacancy.ts';
import type { Work } from '../commands/work.ts';
import type { Person } from '../domain/contacts.ts';
import type { MorningList } from '../domain/morningList.ts';
import { tierOf } from '../notices/tiers.ts';
import type { RunningClock } from '../ports.ts';
import type { Named } from '../presenters/cards/facts.ts';
import type { ListLine, ListSections } from '../presenters/reports/todaysList.ts';
import type { Taken } from './todaysList.ts';

/** The lines of a morning's list, with whom each asks today: only those whose step fires now (DOMAIN §4.1). */
export async function linesOf(
  work: Work,
  list: MorningList<RunningClock>,
  taken: Taken,
  inGroup: boolean,
): Promise<ListSections> {
  const { overdue, today, tomorrow, fresh } = list;
  const named = [...overdue, ...today, ...tomorrow, ...fresh];
  const numbers = named.map(({ appeal }) => appeal);
  const appeals = await work.store.appeals({ numbers, limit: Math.max(1, numbers.length) });
  const byNumber = new Map(appeals.map((appeal) => [appeal.number, appeal]));
  const toLines = async (clocks: RunningClock[]) => {
    const lines: ListLine[] = [];
    for (const clock of clocks) {
      const appeal = byNumber.get(clock.appeal);
      if (!appeal) continue;
      const asked = appeal.asked?.kind === 'extension';
      const step = taken.get(clock.id);
      const mentioned = inGroup && step && !asked ? await asksOf(work, clock, step.step) : [];
      lines.push({ appeal, clock, asked, late: step?.late ?? false, mentioned });
    }
    return lines;
  };
  return {
    open: list.open,
    overdue: await toLines(overdue),
    today: await toLines(today),
    tomorrow: await toLines(tomorrow),
    fresh: await toLines(fresh),
  };
}

/** Whoever signed it, else the officers; once overdue the deputy too. Heads are never @-mentioned in a group. */
async function asksOf(work: Work, clock: RunningClock, step: 'tomorrow' | 'today' | 'overdue') {
  const { store, rules } = work;
  if (clock.owner === 'centre') return (await store.people({ roles: ['duty'] })).map(named);
  const { taskForce, unit } = clock;
  if (taskForce === undefined || unit === undefined) return [];
  const rungs = step === 'overdue' ? (['officer', 'deputy'] as const) : (['officer'] as const);
  const asked = new Map<string, Person>();
  for (const rung of rungs) {
    const people = await tierOf(store, rules, { taskForce, unit }, rung);
    if (people.length === 0) await reportVacancy(work, unit, rung);
    for (const person of people) asked.set(person.id, person);
  }
  return [...asked.values()].map(named);
}

function named({ openId, name }: { openId?: string; name: string }): Named {
  return { openId, name };
}
