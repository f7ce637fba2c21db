import { reportVacancy } from '../../commands/people/reportVacancy.ts';
import type { Work } from '../../commands/shared/work.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import { rememberEach } from '../../domain/appeal/remembering.ts';
import type { Step } from '../../domain/clocks/ladder.ts';
import type { Pressed, TodaysList } from '../../domain/clocks/todaysList.ts';
import { movable } from '../../domain/clocks/turnClocks.ts';
import { distinctPeople, type Person } from '../../domain/people/contacts.ts';
import { named } from '../../notices/drawing.ts';
import { type Held, type Rung, tierOf } from '../../notices/tiers.ts';
import type { RunningClock } from '../../ports/rows.ts';
import type { Named } from '../../presenters/cards/facts.ts';
import { fitFor } from '../../presenters/group/groupFacts.ts';
import type { ListLine, ListSections } from '../../presenters/reports/todaysList.ts';
import type { Taken } from './takeSteps.ts';

interface Listed {
  list: TodaysList<RunningClock>;
  /** Those the list names, by number. */
  appeals: Map<string, Appeal>;
  taken: Taken;
  inGroup: boolean;
}

/**
 * The lines of a morning's list, with whom each asks today: only those whose step fires now
 * (docs/develop/domain.md#todays-list).
 */
export async function linesOf(work: Work, { list, appeals, taken, inGroup }: Listed): Promise<ListSections> {
  const peopleOf = askedOnce(work);
  const fit = fitFor(work.rules);
  const toLines = async (pressed: Pressed<RunningClock>[]) => {
    const lines: ListLine[] = [];
    for (const { appeal: number, clocks } of pressed) {
      const appeal = appeals.get(number);
      if (!appeal) continue;
      const asked = appeal.asked?.kind === 'extension';
      const fired = clocks.filter(({ id }) => taken.has(id));
      // Only for the clock that more time was asked for; the centre is asked to decide.
      const now = fired.filter(({ kind }) => !(asked && movable.includes(kind)));
      const mentioned = inGroup ? await asksOf(now, taken, peopleOf) : [];
      lines.push({
        appeal: inGroup ? fit.appeal(appeal) : appeal,
        clocks,
        asked,
        late: fired.some(({ id }) => taken.get(id)?.late),
        mentioned,
      });
    }
    return lines;
  };
  return {
    open: list.open,
    overdue: await toLines(list.overdue),
    today: await toLines(list.today),
    tomorrow: await toLines(list.tomorrow),
    fresh: await toLines(list.fresh),
  };
}

type PeopleOf = (clock: RunningClock, step: Step | undefined) => Promise<Person[]>;

/** The officers of whoever must act; of what is overdue the deputy too. Heads are never @-mentioned in a group. */
async function asksOf(fired: RunningClock[], taken: Taken, peopleOf: PeopleOf): Promise<Named[]> {
  const asked: Person[] = [];
  for (const clock of fired) asked.push(...(await peopleOf(clock, taken.get(clock.id)?.step)));
  return distinctPeople(asked).map(named);
}

/** Hundreds of lines ask for the same few people: each tier of a unit is looked up once a list. */
function askedOnce(work: Work): PeopleOf {
  const once = rememberEach<Person[]>();
  const tier = (held: Held, rung: Rung) =>
    once(`${held.taskForce} ${held.unit} ${rung}`, () => asked(work, held, rung));
  return async ({ owner, taskForce, unit }, step) => {
    if (owner === 'centre') return once('centre', () => work.store.people({ roles: ['duty'] }));
    if (taskForce === undefined || unit === undefined) return [];
    const held = { taskForce, unit };
    const officers = await tier(held, 'officer');
    return step === 'overdue' ? [...officers, ...(await tier(held, 'deputy'))] : officers;
  };
}

async function asked(work: Work, held: Held, rung: Rung): Promise<Person[]> {
  const people = await tierOf(work.store, work.rules, held, rung);
  if (people.length === 0) await reportVacancy(work, held.unit, rung);
  return people;
}
