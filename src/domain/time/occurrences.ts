import { CronExpressionParser } from 'cron-parser';
import type { TimetableEntry } from '../rules.ts';
import { type Calendar, workdayFrom } from './calendar.ts';
import { addSeconds, chinaDate, instantOf, timeText } from './chinaTime.ts';
import type { Timing } from './deadlines.ts';
import type { Instant } from './instant.ts';

/**
 * When a line of the timetable falls due (docs/develop/domain.md#reports). Pure: the host's clock and zone play no
 * part.
 */

type When = Pick<TimetableEntry, 'cron' | 'zone' | 'onDayOff'>;

const day = 86_400;
/** Keeps the loop short after a database that was not used for a year. */
const mostLookBackDays = 40;
/** No run of days off is longer, so an occurrence on a day off has moved to a working day within this time. */
const longestHolidayDays = 31;
/** A line that does not occur within this many days never occurs (settings refuse it). */
export const horizonDays = 400;

/**
 * Occurrences after `after` up to and including `until`, ascending, each once; at most those of the last 40 days. An
 * occurrence on a day off is dropped (`skip`) or moved to the next working day at the same hour (`next`).
 */
export function occurrencesBetween(
  entry: When,
  { after, until }: { after: Instant; until: Instant },
  { district, calendar }: Timing,
): Instant[] {
  const oldest = addSeconds(until, -mostLookBackDays * day);
  const from = after > oldest ? after : oldest;
  if (from >= until) return [];
  const found = new Set<Instant>();
  for (const at of firings(entry, entry.zone ?? district.zone, { after: startFor(entry, from), until })) {
    const moved = onWorkday(at, entry, calendar);
    if (moved && moved > from && moved <= until) found.add(moved);
  }
  return [...found].sort();
}

/** The first occurrence after `after`; undefined when none comes within 400 days. */
export function nextOccurrence(entry: When, after: Instant, { district, calendar }: Timing): Instant | undefined {
  let next: Instant | undefined;
  const span = { after: startFor(entry, after), until: addSeconds(after, horizonDays * day) };
  for (const at of firings(entry, entry.zone ?? district.zone, span)) {
    // An occurrence only ever moves forward, so whatever fires later also occurs later.
    if (next !== undefined && at >= next) break;
    const moved = onWorkday(at, entry, calendar);
    if (moved && moved > after && (next === undefined || moved < next)) next = moved;
  }
  return next;
}

/**
 * The plain instants of a five-field cron in a zone, ascending, days off included. Throws an Error when the expression
 * cannot be read.
 */
export function* firings(
  { cron }: Pick<TimetableEntry, 'cron'>,
  zone: string,
  { after, until }: { after: Instant; until: Instant },
): Generator<Instant> {
  const { times, next } = knownFirings(cron, zone, after);
  for (let place = 0; ; place += 1) {
    if (place === times.length) times.push(next());
    const at = times[place] as Instant;
    if (at > until) return;
    if (at > after) yield at;
  }
}

interface Known {
  from: Instant;
  /** All firings since `from` that were computed so far, ascending. */
  times: Instant[];
  next(): Instant;
}

const known = new Map<string, Known>();

/** Cached: every tick asks for the same few instants, and computing one of a monthly line takes milliseconds. */
function knownFirings(cron: string, zone: string, after: Instant): Known {
  const key = `${cron} ${zone}`;
  const found = known.get(key);
  if (found && found.from <= after) return found;
  const expression = CronExpressionParser.parse(cron, { tz: zone, currentDate: new Date(after) });
  const made: Known = { from: after, times: [], next: () => expression.next().toDate().toISOString() };
  known.set(key, made);
  return made;
}

function startFor({ onDayOff }: When, from: Instant): Instant {
  return onDayOff === 'next' ? addSeconds(from, -longestHolidayDays * day) : from;
}

function onWorkday(at: Instant, { onDayOff }: When, calendar: Calendar): Instant | undefined {
  const date = chinaDate(at);
  if (calendar.isWorkday(date)) return at;
  return onDayOff === 'skip' ? undefined : instantOf(workdayFrom(date, calendar), timeText(at));
}
