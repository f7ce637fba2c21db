import { workOf } from '../commands/work.ts';
import { withinHours } from '../domain/calendar.ts';
import { chinaDate, instantOf } from '../domain/chinaTime.ts';
import type { Instant } from '../domain/events.ts';
import type { TimetableEntry } from '../domain/rules.ts';
import type { Deps } from '../ports.ts';
import { missedNote } from '../presenters/watchdogWords.ts';
import { isLate } from './lateness.ts';
import {
  beginEntries,
  type Copy,
  copyAt,
  copySlot,
  type Due,
  type Jobs,
  type RunCopy,
  settle,
  withoutCopy,
} from './slots.ts';
import { tellAdministrators } from './tellAdministrators.ts';
import { faultOf } from './worker.ts';

/** What one run did: copies made, and occurrences recorded as missed. */
export interface Ran {
  copies: number;
  missed: number;
}

/**
 * Runs what the timetable owes at this moment (DOMAIN §4.6). Of each line only the newest occurrence is run, and only
 * while it is useful; the others are recorded as missed and told to the administrators. A copy and its slot are one
 * commit: killed anywhere, or run by two processes at once, every recipient gets exactly one.
 */
export async function runTimetable(deps: Deps, jobs: Jobs): Promise<Ran> {
  const now = deps.clock.now().toISOString();
  const ran: Ran = { copies: 0, missed: 0 };
  for (const due of await beginEntries(deps, jobs, now)) {
    const { missed, newest } = sorted(due, now);
    try {
      ran.missed += await recordMissed(deps, due.entry, missed);
      if (newest) ran.copies += await runOccurrence(deps, due, newest);
    } catch (error) {
      deps.log.error(
        { job: due.entry.job, ...faultOf(error) },
        'a line of the timetable failed; the next tick goes on',
      );
    }
  }
  return ran;
}

function sorted({ entry, occurrences }: Due, now: Instant): { missed: Instant[]; newest?: Instant } {
  const newest = occurrences.at(-1);
  const useful = newest !== undefined && now <= instantOf(chinaDate(newest), entry.usefulUntil);
  return useful ? { missed: occurrences.slice(0, -1), newest } : { missed: occurrences };
}

/** Returns how many this process recorded; each is logged and told once. */
async function recordMissed(deps: Deps, entry: TimetableEntry, missed: Instant[]): Promise<number> {
  const { job, name } = entry;
  const last = missed.at(-1);
  if (last === undefined) return 0;
  const at = deps.clock.now().toISOString();
  const fresh = await deps.transact(async (store) => {
    const claimed: Instant[] = [];
    for (const slot of missed) if (await store.claimSlot({ job, slot, state: 'missed', at })) claimed.push(slot);
    await settle(store, entry, last);
    const note = missedNote(name, claimed);
    if (claimed.length > 0) await tellAdministrators(workOf(deps, store, at), deps.administrators, note);
    return claimed;
  });
  for (const slot of fresh) deps.log.warn({ job, slot }, 'an occurrence was missed; it is not made up for');
  return fresh.length;
}

/** Makes the copies whose minute has come; the occurrence is done once nobody waits for his. Returns how many. */
async function runOccurrence(deps: Deps, due: Due, slot: Instant): Promise<number> {
  const { clock, rules, calendar } = deps;
  const { job } = due.entry;
  const at = clock.now().toISOString();
  if (withinHours(at, rules.district.quiet, calendar) !== at) return 0;
  const open = await withoutCopy(deps, due, slot);
  const { waiting = [] } = open ?? {};
  const ready = waiting.filter((recipient) => copyAt(job, slot, recipient) <= at);
  const of = { entry: due.entry, slot, ready };
  const ran = open && ready.length > 0 ? await makeCopies(deps, await open.copies(), of) : { made: 0, settled: 0 };
  if (ran.settled === waiting.length) await finish(deps, due.entry, slot);
  return ran.made;
}

type Ready = { entry: TimetableEntry; slot: Instant; ready: string[] };

/** `settled`: copies that ask for nothing more. A recipient who was gone leaves it to the next tick to look for others. */
async function makeCopies(deps: Deps, run: RunCopy, { entry, slot, ready }: Ready) {
  let [made, settled] = [0, 0];
  for (const recipient of ready) {
    try {
      const outcome = await makeCopy(deps, run, { entry, slot, recipient });
      if (outcome === 'made') made += 1;
      if (outcome !== 'gone') settled += 1;
    } catch (error) {
      deps.log.error({ job: entry.job, slot, ...faultOf(error) }, 'a copy failed; it is tried again at the next tick');
    }
  }
  return { made, settled };
}

async function makeCopy(deps: Deps, run: RunCopy, copy: Omit<Copy, 'late'>): Promise<'made' | 'gone' | 'known'> {
  const at = deps.clock.now().toISOString();
  const late = isLate(copy.slot, at);
  return deps.transact(async (store) => {
    const slot = copySlot(copy.slot, copy.recipient);
    // Another process made it meanwhile.
    if (!(await store.claimSlot({ job: copy.entry.job, slot, state: 'done', at }))) return 'known';
    return (await run(workOf(deps, store, at), { ...copy, late })) ?? 'made';
  });
}

async function finish(deps: Deps, entry: TimetableEntry, slot: Instant): Promise<void> {
  const at = deps.clock.now().toISOString();
  await deps.transact(async (store) => {
    await store.claimSlot({ job: entry.job, slot, state: 'done', at });
    await settle(store, entry, slot);
  });
}
