import { workOf } from '../../commands/shared/work.ts';
import { isLate } from '../../domain/clocks/lateness.ts';
import type { TimetableEntry } from '../../domain/rules.ts';
import { withinHours } from '../../domain/time/calendar.ts';
import { chinaDate, instantOf } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Deps } from '../../ports/index.ts';
import { missedNote } from '../../presenters/words/watchdogWords.ts';
import { tellAdministrators } from '../outbox/tellAdministrators.ts';
import { mendAhead } from '../tick/clockAhead.ts';
import { faultOf } from '../worker/worker.ts';
import {
  beginEntries,
  copyAt,
  copySlot,
  type Due,
  type Gathered,
  type Jobs,
  type RunCopy,
  settle,
  withoutCopy,
} from './occurrencesDue.ts';

/** What one run did: copies made, and occurrences recorded as missed. */
export interface Ran {
  copies: number;
  missed: number;
}

/**
 * Runs what the timetable owes at this moment (docs/develop/domain.md#reports). Of each line only the newest occurrence
 * is run, and only while it is useful; the others are recorded as missed and told to the administrators. A copy and its
 * slot are of one commit: killed anywhere, or run by two processes at once, every recipient gets exactly one. What a
 * clock wrote that was ahead is not believed.
 */
export async function runTimetable(deps: Deps, jobs: Jobs): Promise<Ran> {
  const now = deps.clock.now().toISOString();
  const ran: Ran = { copies: 0, missed: 0 };
  await mendAhead(deps, jobs);
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
    for (const slot of missed) if (await store.claimOnce({ job, slot, state: 'missed', at })) claimed.push(slot);
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
  const { entry } = due;
  const at = clock.now().toISOString();
  if (withinHours(at, rules.district.sendingHours, calendar) !== at) return 0;
  const open = await withoutCopy(deps, due, slot);
  const { waiting = [] } = open ?? {};
  const ready = waiting.filter((recipient) => copyAt(entry.job, slot, recipient) <= at);
  const outcomes = open && ready.length > 0 ? await makeCopies(deps, open.copies, { entry, slot, ready }) : [];
  // Nobody was left to tell: the next tick looks for others.
  const settled = outcomes.filter((outcome) => outcome === 'made' || outcome === 'known');
  if (settled.length === waiting.length) await finish(deps, entry, slot);
  return outcomes.filter((outcome) => outcome === 'made').length;
}

type Of = { entry: TimetableEntry; slot: Instant; ready: string[]; late: boolean };
type Outcome = 'made' | 'gone' | 'known' | 'failed';

/** Copies of one commit, and how long (ms) one may have been open when another still joins it: a long list takes 25. */
const together = 4;
const joinWithinMs = 10;

/** In one order: of two processes neither waits for a copy of the other's that waits for one of its own. */
async function makeCopies(
  deps: Deps,
  copies: Gathered['copies'],
  { ready, ...of }: Omit<Of, 'late'>,
): Promise<Outcome[]> {
  const inOrder = [...ready].sort();
  const late = isLate(of.slot, deps.clock.now().toISOString());
  const run = await copies({ recipients: inOrder, late });
  const outcomes: Outcome[] = [];
  while (outcomes.length < inOrder.length) {
    const next = inOrder.slice(outcomes.length, outcomes.length + together);
    outcomes.push(...(await makeSome(deps, run, { ...of, late, ready: next })));
  }
  return outcomes;
}

/**
 * At least the first of these. Of what cannot be made together each is tried by itself: one that fails costs nobody else
 * his copy.
 */
async function makeSome(deps: Deps, run: RunCopy, { ready, ...of }: Of): Promise<Outcome[]> {
  try {
    return await makeTogether(deps, run, { ...of, ready });
  } catch (error) {
    const fault = { job: of.entry.job, slot: of.slot, ...faultOf(error) };
    if (ready.length > 1) {
      deps.log.warn(fault, 'copies could not be made together; each is tried by itself');
      const outcomes: Outcome[] = [];
      for (const one of ready) outcomes.push(...(await makeSome(deps, run, { ...of, ready: [one] })));
      return outcomes;
    }
    deps.log.error(fault, 'a copy failed; it is tried again at the next tick');
    return ['failed'];
  }
}

async function makeTogether(deps: Deps, run: RunCopy, { entry, slot, ready, late }: Of): Promise<Outcome[]> {
  const at = deps.clock.now().toISOString();
  return deps.transact(async (store) => {
    const outcomes: Outcome[] = [];
    const since = performance.now();
    for (const recipient of ready) {
      if (outcomes.length > 0 && performance.now() - since > joinWithinMs) break;
      const claim = { job: entry.job, slot: copySlot(slot, recipient), state: 'done' as const, at };
      // Another process made it meanwhile.
      if (!(await store.claimOnce(claim))) outcomes.push('known');
      else outcomes.push((await run(workOf(deps, store, at), { entry, slot, recipient, late })) ?? 'made');
    }
    return outcomes;
  });
}

async function finish(deps: Deps, entry: TimetableEntry, slot: Instant): Promise<void> {
  const at = deps.clock.now().toISOString();
  await deps.transact(async (store) => {
    await store.claimOnce({ job: entry.job, slot, state: 'done', at });
    await settle(store, entry, slot);
  });
}
