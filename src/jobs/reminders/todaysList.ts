import { owe } from '../../commands/shared/record.ts';
import { scheduler, type Work } from '../../commands/shared/work.ts';
import { presses, sections, todaysListOf } from '../../domain/clocks/todaysList.ts';
import { isRunning } from '../../domain/clocks/turnClocks.ts';
import type { Rules } from '../../domain/rules.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { addressTo } from '../../notices/drawing.ts';
import type { Recipient } from '../../ports/queues.ts';
import type { RunningClock } from '../../ports/rows.ts';
import type { Store } from '../../ports/store.ts';
import { todaysListCards } from '../../presenters/reports/todaysList.ts';
import type { Copy, Job } from '../timetable/occurrencesDue.ts';
import { type StepsDue, stepsDue, takeSteps } from './takeSteps.ts';
import { todaysListAddresses } from './todaysListAddresses.ts';
import { linesOf } from './todaysListLines.ts';

/**
 * 今日办理提醒: one message per group and working morning, to whom something is overdue or due by tomorrow, and to
 * nobody else (docs/develop/domain.md#todays-list). It takes the morning's steps of the clocks it names, in the same
 * transaction.
 */
export const todaysList: Job = {
  async gather(deps) {
    const at = deps.clock.now().toISOString();
    const { own, unheard } = await deps.read((store) => clocksByRecipient(store, deps.rules, at));
    const pressed = [...own].filter(([, { clocks }]) => presses(todaysListOf(clocks, at, deps.calendar)));
    return {
      recipients: pressed.map(([recipient]) => recipient),
      async copies() {
        const steps = await stepsDue(deps);
        return async (work, copy) => {
          const reader = own.get(copy.recipient);
          return reader && send(work, { ...reader, steps, unheard, at }, copy);
        };
      },
    };
  },
};

/** The running clocks of the district by whose list they stand in, and those whose unit nobody can tell. */
async function clocksByRecipient(store: Reads, rules: Rules, at: Instant) {
  const addressesOf = todaysListAddresses(store, rules);
  const own = new Map<string, { to: Recipient; clocks: RunningClock[] }>();
  const unheard = new Set<string>();
  for (const clock of await store.running()) {
    const { to, reaches } = await addressesOf(clock, at);
    if (!reaches && clock.owner === 'handler') unheard.add(clock.id);
    for (const reader of to) {
      const id = 'chat' in reader ? reader.chat : reader.person;
      const known = own.get(id);
      if (known) known.clocks.push(clock);
      else own.set(id, { to: reader, clocks: [clock] });
    }
  }
  return { own, unheard };
}

type Reads = Pick<Store, 'running' | 'chatFor' | 'people' | 'person'>;

interface Read {
  to: Recipient;
  clocks: RunningClock[];
  steps: StepsDue;
  unheard: Set<string>;
  at: Instant;
}

async function send(work: Work, read: Read, { late }: Copy): Promise<'gone' | undefined> {
  const { to } = read;
  const inGroup = 'chat' in to;
  const chat = inGroup ? await work.store.chat(to.chat) : undefined;
  // Unbound meanwhile: whoever is told in its place is asked for anew, and the steps are still to be taken.
  if (inGroup && (!chat?.alive || chat.bindings.length === 0)) return 'gone';
  const { list, appeals } = await listNow(work, read);
  const taken = await takeSteps(work, list, { ...read, late });
  if (!presses(list)) return undefined;
  const lines = await linesOf(work, { list, appeals, taken, inGroup });
  const cards = todaysListCards({ ...lines, at: work.at, late, chat }, work.rules);
  for (const card of cards) await owe(work, scheduler, addressTo(to, card, work.rules));
  return undefined;
}

/** Read beside the writers a moment ago: of an appeal that changed since, only the clocks that still run. */
async function listNow({ store, at, calendar }: Work, read: Read) {
  const list = todaysListOf(read.clocks, at, calendar);
  const numbers = sections.flatMap((section) => list[section]).map(({ appeal }) => appeal);
  const found = await store.appeals({ numbers, limit: Math.max(1, numbers.length) });
  const appeals = new Map(found.map((appeal) => [appeal.number, appeal]));
  const changed = found.filter(({ updatedAt }) => updatedAt >= read.at).map(({ number }) => number);
  if (changed.length === 0) return { list, appeals };
  const running = new Set<string>();
  for (const number of changed) {
    for (const clock of await store.clocks(number)) if (isRunning(clock) && !clock.pausedAt) running.add(clock.id);
  }
  const still = read.clocks.filter(({ appeal, id }) => !changed.includes(appeal) || running.has(id));
  return { list: todaysListOf(still, at, calendar), appeals };
}
