import { addDays, instantOf } from '../../src/domain/time/chinaTime.ts';
import { timingOf } from '../../src/domain/time/deadlines.ts';
import { openStatuses } from '../../src/domain/verbs.ts';
import type { readRules } from '../../src/settings/settings.ts';
import { agenda } from './agenda.ts';
import { chance } from './chance.ts';
import { habits } from './habits.ts';
import { submit } from './life.ts';
import { type Office, openOffice } from './office.ts';
import { readDrafts } from './papers.ts';
import { type Cast, district } from './roster.ts';
import type { Town } from './town.ts';

export interface Scenario {
  /** China dates, both counted. */
  from: string;
  to: string;
  /** Appeals open in each group on average. */
  open: number;
  groups: number;
  seed: number;
  /** Working days before `from` in which what is open then arrives; nothing of them is counted. Default 16. */
  warmUp?: number;
}

export interface Month {
  office: Office;
  cast: Cast;
  workdays: string[];
  appeals: string[];
  /** Open appeals in each group, at noon of each working day. */
  openAtNoon: number[];
}

/** Lives through the days; the caller closes the office. */
export async function simulate(url: string, rules: ReturnType<typeof readRules>, scenario: Scenario): Promise<Month> {
  const { calendar } = rules;
  const cast = district(rules.rules, scenario.groups);
  let begin = scenario.from;
  for (let left = scenario.warmUp ?? 16; left > 0; ) {
    begin = addDays(begin, -1);
    if (calendar.isWorkday(begin)) left -= 1;
  }
  const office = await openOffice(url, instantOf(begin, '08:00'), rules, cast);
  const town: Town = {
    office,
    cast,
    agenda: agenda(),
    chance: chance(scenario.seed),
    timing: timingOf(rules),
  };
  const month: Month = { office, cast, workdays: [], appeals: [], openAtNoon: [] };
  for (let day = begin; day <= scenario.to; day = addDays(day, 1)) {
    const working = calendar.isWorkday(day);
    if (working) arrivals(town, day, scenario);
    if (working && day >= scenario.from) {
      month.workdays.push(day);
      town.agenda.plan(instantOf(day, '12:00'), () => countOpen(town, month));
    }
  }
  await liveUntil(town, instantOf(addDays(scenario.to, 1), '00:00'));
  return month;
}

/** On average so many that, with the life of an appeal, `open` of them are open. */
function arrivals({ agenda, chance, cast, ...town }: Town, day: string, { open }: Scenario): void {
  const perDay = open / habits.lifeWorkingDays;
  for (const number of cast.liaisons.keys()) {
    // Three chances for each expected one: a binomial spread, close to what chance arrivals do.
    const tries = Math.ceil(perDay * 3);
    for (let index = 0; index < tries; index += 1) {
      if (!chance.hits(perDay / tries)) continue;
      const hour = chance.hits(habits.atOddHours) ? chance.whole(18, 21) : chance.pick([8, 9, 10, 11, 14, 15, 16, 17]);
      const at = instantOf(day, `${String(hour).padStart(2, '0')}:${chance.whole(10, 55)}`);
      agenda.plan(at, () => submit({ agenda, chance, cast, ...town }, chance.pick(cast.specialists), number));
    }
  }
}

async function countOpen({ office, cast }: Town, month: Month): Promise<void> {
  for (const number of cast.liaisons.keys()) {
    const filter = { taskForces: [number], statuses: [...openStatuses], limit: 10_000 };
    month.openAtNoon.push((await office.deps.read((store) => store.appeals(filter))).length);
  }
}

/** From one thing to do to the next, the bot's own and people's, each at its moment. */
async function liveUntil(town: Town, end: string): Promise<void> {
  const { office, agenda } = town;
  for (;;) {
    const { sent, dueAt } = await office.settle();
    readDrafts(town, sent);
    const next = [dueAt, agenda.nextAt() ?? end, end].sort()[0] as string;
    if (next >= end) return;
    office.setNow(next);
    for (const act of agenda.due(next)) await act();
  }
}
