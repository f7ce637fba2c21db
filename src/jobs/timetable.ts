import { type Acting, owe } from '../commands/record.ts';
import type { Work } from '../commands/work.ts';
import { withinHours } from '../domain/calendar.ts';
import { chinaDate, instantOf, later } from '../domain/chinaTime.ts';
import type { Instant } from '../domain/events.ts';
import type { TimetableEntry } from '../domain/rules.ts';
import type { Deps, Store } from '../ports.ts';
import { missedNote } from '../presenters/watchdogWords.ts';
import { beginEntries, copyAt, copySlot, type Due, dueEntries, type Jobs, knownSlots, settle } from './slots.ts';
import { faultOf } from './worker.ts';

const scheduler: Acting = { from: { source: 'scheduler' } };
const lateAfterSeconds = 600;

export interface Ran {
  /** Copies made in this tick. */
  copies: number;
  /** Occurrences recorded as missed in this tick. */
  missed: number;
}

/**
 * Runs what the timetable owes at this moment (DOMAIN §4.6). Of each line only the newest occurrence is run, and only
 * while it is useful; the others are recorded as missed and told to the administrators. A copy and its slot are one
 * commit: killed anywhere, or run by two processes at once, every recipient gets exactly one.
 */
export async function runTimetable(deps: Deps, jobs: Jobs): Promise<Ran> {
  const now = deps.clock.now().toISOString();
  await beginEntries(deps, jobs, now);
  const ran: Ran = { copies: 0, missed: 0 };
  for (const due of await dueEntries(deps, jobs, now)) {
    try {
      const { missed, open } = overdue(due, now);
      if (missed.length > 0) ran.missed += await recordMissed(deps, due.entry, missed, now);
      if (open) ran.copies += await runOccurrence(deps, due, open, now);
    } catch (error) {
      deps.log.error(
        { job: due.entry.job, ...faultOf(error) },
        'a line of the timetable failed; the next tick goes on',
      );
    }
  }
  return ran;
}

function overdue({ entry, occurrences }: Due, now: Instant): { missed: Instant[]; open?: Instant } {
  const newest = occurrences.at(-1) as Instant;
  const useful = now <= instantOf(chinaDate(newest), entry.usefulUntil);
  return useful ? { missed: occurrences.slice(0, -1), open: newest } : { missed: occurrences };
}

/** Returns how many this process recorded; each is logged and told once. */
async function recordMissed(deps: Deps, entry: TimetableEntry, missed: Instant[], now: Instant): Promise<number> {
  const { job, name } = entry;
  const fresh = await deps.transact(async (store) => {
    const claimed: Instant[] = [];
    for (const slot of missed) if (await store.claimSlot({ job, slot, state: 'missed', at: now })) claimed.push(slot);
    await settle(store, entry, missed.at(-1) as Instant);
    if (claimed.length > 0) await tellAdministrators(workOf(deps, store, now), deps, missedNote(name, claimed));
    return claimed;
  });
  for (const slot of fresh) deps.log.warn({ job, slot }, 'an occurrence was missed; it is not made up for');
  return fresh.length;
}

async function runOccurrence(deps: Deps, { entry, job }: Due, slot: Instant, now: Instant): Promise<number> {
  if (withinHours(now, deps.rules.district.quiet, deps.calendar) !== now) return 0;
  const known = await deps.read((store) => knownSlots(store, entry.job, slot));
  let copies = 0;
  let open = 0;
  for (const recipient of known.has(slot) ? [] : await job.recipients(deps, entry, slot)) {
    if (known.has(copySlot(slot, recipient))) continue;
    if (now < copyAt(entry.job, slot, recipient)) {
      open += 1;
      continue;
    }
    const made = await runCopy(deps, { entry, job, occurrences: [slot] }, recipient, now);
    if (made === undefined) open += 1;
    else if (made) copies += 1;
  }
  if (open === 0) await finish(deps, entry, slot, now);
  return copies;
}
