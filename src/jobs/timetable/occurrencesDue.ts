import type { Work } from '../../commands/shared/work.ts';
import { jitterSeconds } from '../../domain/clocks/ladder.ts';
import type { JobName, TimetableEntry } from '../../domain/rules.ts';
import { addSeconds } from '../../domain/time/chinaTime.ts';
import { timingOf } from '../../domain/time/deadlines.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { nextOccurrence, occurrencesBetween } from '../../domain/time/occurrences.ts';
import type { Deps } from '../../ports/index.ts';
import type { Store } from '../../ports/store.ts';

/** One recipient's copy of one occurrence. */
export interface Copy {
  entry: TimetableEntry;
  /** The occurrence. */
  slot: Instant;
  recipient: string;
  /** More than ten minutes after its time, after downtime: marked 补发. */
  late: boolean;
}

/**
 * Puts this copy's messages into the outbox; what it throws is logged, and it is tried again: at once when others
 * were made with it, else at the next tick. `gone`: who was to get it is there no more, so somebody may come in for him.
 */
export type RunCopy = (work: Work, copy: Copy) => Promise<'gone' | undefined>;

/** Who gets a copy now (chat ids or open_ids), and what the copies of this round are made of. */
export interface Gathered {
  recipients: string[];
  /** Called when somebody's minute has come: reads once what is still to be read for all of those. */
  copies(ready: Ready): Promise<RunCopy>;
}

/** Whose minute has come, and whether it is more than ten minutes after the time, after downtime: marked 补发. */
export interface Ready {
  recipients: string[];
  late: boolean;
}

/** What the timetable can do; the jobs themselves stand in `jobTable.ts`. */
export interface Job {
  /** Asked again at each tick until everybody has his copy. */
  gather(deps: Deps, entry: TimetableEntry, slot: Instant): Promise<Gathered>;
}

/** A line of the timetable whose job is absent is left out. */
export type Jobs = Partial<Record<JobName, Job>>;

export interface Due {
  entry: TimetableEntry;
  job: Job;
  /** Ascending, never empty. */
  occurrences: Instant[];
}

/** Lines of the timetable that have something to do, with the occurrences up to `now` that nothing is settled of. */
export async function dueEntries(deps: Deps, jobs: Jobs, now: Instant): Promise<Due[]> {
  const entries = linesOf(deps, jobs);
  return owed(deps, entries, { settled: await settledOf(deps, entries), now });
}

/**
 * As `dueEntries`; and a line begins when this database first sees it: what lies before never runs. So a line that is
 * added, or moved to another hour, does not make up for the time before.
 */
export async function beginEntries(deps: Deps, jobs: Jobs, now: Instant): Promise<Due[]> {
  const entries = linesOf(deps, jobs);
  const settled = await settledOf(deps, entries);
  const unknown = entries.map(({ entry }) => settledKey(entry)).filter((key) => !settled.has(key));
  if (unknown.length > 0) {
    // Another process may have begun them meanwhile.
    const begin = { from: undefined, to: now };
    await deps.transact(async (store) => {
      for (const key of unknown) await store.changeMeta(key, begin);
    });
  }
  return owed(deps, entries, { settled, now });
}

export type Line = Pick<Due, 'entry' | 'job'>;

export function linesOf({ rules }: Deps, jobs: Jobs): Line[] {
  return rules.district.timetable.flatMap((entry) => {
    const job = jobs[entry.job];
    return job ? [{ entry, job }] : [];
  });
}

function settledOf(deps: Deps, lines: Line[]): Promise<Map<string, Instant>> {
  return deps.read((store) => store.metas(lines.map(({ entry }) => settledKey(entry))));
}

function owed(deps: Deps, lines: Line[], { settled, now }: { settled: Map<string, Instant>; now: Instant }): Due[] {
  const timing = timingOf(deps);
  return lines.flatMap(({ entry, job }) => {
    const after = settled.get(settledKey(entry));
    const occurrences = after === undefined ? [] : occurrencesBetween(entry, { after, until: now }, timing);
    return occurrences.length > 0 ? [{ entry, job, occurrences }] : [];
  });
}

/** Everything of this line up to this occurrence is done or missed. */
export async function settle(store: Store, entry: TimetableEntry, occurrence: Instant): Promise<void> {
  await store.setMeta(settledKey(entry), occurrence);
}

export function settledKey({ job, cron, zone = '' }: TimetableEntry): string {
  return `timetable:${job} ${cron} ${zone}`.trimEnd();
}

/** Recipients of this occurrence who have no copy yet; undefined when all of it is settled. */
export async function withoutCopy(
  deps: Deps,
  { entry, job }: Due,
  occurrence: Instant,
): Promise<(Pick<Gathered, 'copies'> & { waiting: string[] }) | undefined> {
  const slots = await deps.read((store) => store.claimedFrom(entry.job, occurrence));
  const known = new Set(slots.map(({ slot }) => slot));
  if (known.has(occurrence)) return undefined;
  const { recipients, copies } = await job.gather(deps, entry, occurrence);
  const waiting = [...new Set(recipients)].filter((recipient) => !known.has(copySlot(occurrence, recipient)));
  return { waiting, copies };
}

export function copySlot(occurrence: Instant, recipient: string): string {
  return `${occurrence}/${recipient}`;
}

/**
 * Not all on the same minute: one to five minutes later (docs/develop/domain.md#jitter), the same for the same
 * recipient.
 */
export function copyAt(job: JobName, occurrence: Instant, recipient: string): Instant {
  return addSeconds(occurrence, jitterSeconds(`${job}${recipient}`));
}

/** When the timetable has something to do next: a copy that waits for its minute, or an occurrence. */
export async function nextInTimetable(deps: Deps, jobs: Jobs, after: Instant): Promise<Instant | undefined> {
  const timing = timingOf(deps);
  const times = linesOf(deps, jobs).flatMap(({ entry }) => nextOccurrence(entry, after, timing) ?? []);
  for (const due of await dueEntries(deps, jobs, after)) {
    const newest = due.occurrences.at(-1) as Instant;
    const { waiting = [] } = (await withoutCopy(deps, due, newest)) ?? {};
    times.push(...waiting.map((recipient) => copyAt(due.entry.job, newest, recipient)));
  }
  return times.filter((at) => at > after).sort()[0];
}
