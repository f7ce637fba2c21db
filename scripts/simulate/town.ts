import { addWorkdays } from '../../src/domain/time/calendar.ts';
import { addDays, chinaDate, instantOf } from '../../src/domain/time/chinaTime.ts';
import { dueAfterWorkingHours, type Timing } from '../../src/domain/time/deadlines.ts';
import type { Instant } from '../../src/domain/time/instant.ts';
import type { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';
import { habits } from './habits.ts';
import type { Office } from './office.ts';
import type { Cast } from './roster.ts';

/** Where the appeals of one simulation live: people, what they are going to do, and the bot. */
export interface Town {
  office: Office;
  cast: Cast;
  agenda: Agenda;
  chance: Chance;
  timing: Timing;
}

type Span = readonly [least: number, most: number];

/** This instant and so many working hours; now and then a person does it in the evening instead. */
export function hoursFrom(town: Town, at: Instant, [least, most]: Span): Instant {
  const { chance, timing } = town;
  const hours = Math.ceil(chance.between(least, most) * 12) / 12;
  const { dueAt } = dueAfterWorkingHours(at, hours, '', timing);
  return chance.hits(habits.atOddHours) ? eveningOf(town, dueAt) : dueAt;
}

/** Working hours before this instant, as far as whole days and a rest allow; never before now. */
export function hoursBefore(town: Town, at: Instant, [least, most]: Span): Instant {
  const { chance, timing, office } = town;
  const hours = chance.between(least, most);
  let day = chinaDate(at);
  for (let left = Math.floor(hours / 7); left > 0; left -= 1) {
    do day = addDays(day, -1);
    while (!timing.calendar.isWorkday(day));
  }
  const before = new Date(Date.parse(instantOf(day, '17:20')) - (hours % 7) * 3_600_000).toISOString();
  return before > office.now() ? before : hoursFrom(town, office.now(), [0.5, 2]);
}

/** A China date so many working days after the one of this instant. */
export function workdaysFrom({ chance, timing }: Town, at: Instant, [least, most]: Span): string {
  return addWorkdays(chinaDate(at), chance.whole(least, most), timing.calendar);
}

function eveningOf({ chance }: Pick<Town, 'chance'>, at: Instant): Instant {
  return instantOf(chinaDate(at), `${chance.whole(18, 22)}:${chance.whole(10, 50)}`);
}
