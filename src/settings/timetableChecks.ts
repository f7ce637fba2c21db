import { DateTime } from 'luxon';
import { audiencesOf } from '../domain/rules.ts';
import { addSeconds, instantOf, timeText } from '../domain/time/chinaTime.ts';
import type { Instant } from '../domain/time/instant.ts';
import { firings, horizonDays } from '../domain/time/occurrences.ts';
import { repeated } from './calendar.ts';
import type { DistrictFile } from './schemas.ts';

type Entry = DistrictFile['timetable'][number];

/** Fixed days of a year: a file that was valid must stay valid. */
const quarters = ['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01'].map((date) => instantOf(date, '00:00'));
const daySeconds = 86_400;
/** Copies of one occurrence are spread over five minutes. */
const spreadSeconds = 300;

/** Lines of the timetable that can never go out, or not as written (docs/develop/domain.md#hours, #reports). */
export function timetableFaults(district: DistrictFile): string[] {
  const { timetable } = district;
  return [
    ...repeated(timetable.map(({ name }) => name)).map((name) => `timetable: ${name} stands twice`),
    ...timetable.flatMap((entry) => entryFaults(entry, district).map((fault) => `timetable, ${entry.name}: ${fault}`)),
    ...timetable.flatMap(audienceFaults),
    ...clashes(district),
    ...morningListFaults(district),
  ];
}

/** Readers that the job does not write to would wait for nothing. */
function audienceFaults({ name, job, audience }: Entry): string[] {
  const possible = audiencesOf[job];
  const faults = audience
    .filter((one) => !possible.includes(one))
    .map((one) => `timetable, ${name}: job ${job} does not go to ${one}, only to ${possible.join(', ')}`);
  // The list goes to every group that has something to do, so all must be named.
  const lacking = job === 'todays-list' ? possible.filter((one) => !audience.includes(one)) : [];
  return [...faults, ...lacking.map((one) => `timetable, ${name}: job ${job} goes to ${one}, too: it must be named`)];
}

/** A job runs only once at the same moment: a second line for it at that hour would send nothing. */
function clashes(district: DistrictFile): string[] {
  const hours = district.timetable.flatMap((entry) =>
    [...new Set(timesOf(entry, district).times.map((at) => timeText(at)))].map(
      (time) => `job ${entry.job} at ${time} in China`,
    ),
  );
  return repeated(hours).map((what) => `timetable: ${what} stands twice`);
}

function entryFaults(entry: Entry, district: DistrictFile): string[] {
  const { times, fault } = timesOf(entry, district);
  if (fault) return [fault];
  const { from, to } = district.sendingHours;
  const ends = times.map((at) => ({ at: timeText(at), last: timeText(addSeconds(at, spreadSeconds)) }));
  const outside = ends.find(({ at, last }) => at < from || at >= to || last > to || last < at);
  const late = ends.find(({ last }) => last > entry.usefulUntil);
  return [
    ...(outside ? [`${outside.at} in China is outside the sending hours ${from}–${to}, five minutes included`] : []),
    ...(late ? [`${late.at} in China must be at least five minutes before usefulUntil ${entry.usefulUntil}`] : []),
  ];
}

/**
 * The instants of one day, for each offset of the zone, or why there are none: on other days it fires at the same
 * hours.
 */
function timesOf(entry: Entry, { zone }: DistrictFile): { times: Instant[]; fault?: string } {
  const { cron } = entry;
  const fields = cron.split(/\s+/);
  if (fields.length !== 5) return refused(`cron "${cron}" must have five fields: minute hour day month weekday`);
  if (fields.some((field) => /(^|,)H/i.test(field))) return refused(`cron "${cron}": H is no fixed time`);
  try {
    const own = entry.zone ?? zone;
    const days = startsIn(own).map((start) => firstDay(entry, own, start));
    const often = days.some((times) =>
      times.some((at, index) => index > 0 && at < addSeconds(times[index - 1] ?? at, 3600)),
    );
    if (often) return refused(`cron "${cron}" fires more often than hourly`);
    const times = days.flat();
    return times.length > 0 ? { times } : refused(`cron "${cron}" never fires within ${horizonDays} days`);
  } catch (error) {
    const { message } = error as Error;
    // The package's message for a day that does not exist in the given months.
    const never = /day of month definition/.test(message);
    return refused(`cron "${cron}" ${never ? `never fires within ${horizonDays} days` : `cannot be read: ${message}`}`);
  }
}

/** One start for each offset that the zone has in a year; a zone without daylight saving has only one. */
function startsIn(zone: string): Instant[] {
  const byOffset = new Map(quarters.map((at) => [DateTime.fromISO(at, { zone }).offset, at]));
  return [...byOffset.values()];
}

/** The first instant after `start`, and those within a day of it. */
function firstDay(entry: Entry, zone: string, start: Instant): Instant[] {
  const times: Instant[] = [];
  for (const at of firings(entry, zone, { after: start, until: addSeconds(start, horizonDays * daySeconds) })) {
    if (times[0] && at > addSeconds(times[0], daySeconds)) break;
    times.push(at);
  }
  return times;
}

function refused(fault: string): { times: Instant[]; fault: string } {
  return { times: [], fault };
}

/**
 * The morning's list sends the steps that fall due at `reminders.morning`: if the times differ, nobody is told. Steps
 * fall due on every working day, including a Saturday worked in exchange for a holiday.
 */
function morningListFaults(district: DistrictFile): string[] {
  const { morning } = district.reminders;
  const lists = district.timetable.filter(({ job }) => job === 'todays-list');
  if (lists.length !== 1) return [`timetable: job todays-list must be there exactly once, it is ${lists.length} times`];
  return lists.flatMap((entry) => {
    if (!/\*\s+\*\s+\*\s*$/.test(entry.cron))
      return [
        `timetable, ${entry.name}: cron "${entry.cron}" must name every day: weekends are worked, too, and days off are skipped`,
      ];
    const other = timesOf(entry, district).times.find((at) => timeText(at) !== morning);
    const at = other && timeText(other);
    return at ? [`timetable, ${entry.name}: ${at} in China must be ${morning} as in reminders.morning`] : [];
  });
}

export function reminderFaults({ reminders, workingHours }: DistrictFile): string[] {
  const { morning, lastCall, headNoteAfter, supervisionAfter } = reminders;
  const atWork = (time: string) => workingHours.some(({ from, to }) => from <= time && time < to);
  return [
    ...(morning < lastCall ? [] : [`reminders: morning ${morning} must be before lastCall ${lastCall}`]),
    ...(atWork(morning) ? [] : [`reminders: morning ${morning} must lie within workingHours`]),
    ...(atWork(lastCall) ? [] : [`reminders: lastCall ${lastCall} must lie within workingHours`]),
    ...(supervisionAfter > headNoteAfter
      ? []
      : [`reminders: supervisionAfter ${supervisionAfter} must be more than headNoteAfter ${headNoteAfter}`]),
  ];
}
