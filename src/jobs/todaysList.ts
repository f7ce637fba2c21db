import { owe } from '../commands/record.ts';
import { scheduler, type Work } from '../commands/work.ts';
import { chinaDate } from '../domain/chinaTime.ts';
import type { Instant } from '../domain/events.ts';
import { morningSteps, type Step } from '../domain/ladder.ts';
import { type MorningList, morningList, presses, sectionOf, sections } from '../domain/morningList.ts';
import type { Rules } from '../domain/rules.ts';
import { isRunning } from '../domain/turnClocks.ts';
import { edgesAt } from '../domain/urgency.ts';
import { morningAddresses } from '../notices/morningAddresses.ts';
import type { Deps, ReminderRow, RunningClock, Store } from '../ports.ts';
import { todaysListCards } from '../presenters/reports/todaysList.ts';
import { linesOf } from './listLines.ts';
import { putOff } from './putOff.ts';
import type { Copy, Job } from './slots.ts';

/**
 * 今日办理提醒: one message per group and working morning, to whom something is overdue or due by tomorrow, and to
 * nobody else (DOMAIN §4.1). It takes the morning's steps of the clocks it names, in the same transaction.
 */
export const todaysList: Job = {
  async gather(deps) {
    const at = deps.clock.now().toISOString();
    const { own, unheard } = await deps.read((store) => clocksByRecipient(store, deps.rules, at));
    const pressed = [...own].filter(([, clocks]) => presses(morningList(clocks, at, deps.calendar)));
    return {
      recipients: pressed.map(([recipient]) => recipient),
      async copies() {
        const steps = await stepsDue(deps, at);
        return (work, copy) => send(work, { clocks: own.get(copy.recipient) ?? [], steps, unheard, at }, copy);
      },
    };
  },
};

/** The running clocks of the district by whose list they stand in, and those whose unit nobody can tell. */
async function clocksByRecipient(store: Reads, rules: Rules, at: Instant) {
  const addressesOf = morningAddresses(store, rules);
  const own = new Map<string, RunningClock[]>();
  const unheard = new Set<string>();
  for (const clock of await store.running()) {
    const { to, reaches } = await addressesOf(clock, at);
    if (!reaches && clock.owner === 'handler') unheard.add(clock.id);
    for (const address of to) {
      const clocks = own.get(address);
      if (clocks) clocks.push(clock);
      else own.set(address, [clock]);
    }
  }
  return { own, unheard };
}

type Reads = Pick<Store, 'running' | 'chatFor' | 'people' | 'person'>;

type StepsDue = Map<string, ReminderRow[]>;

/** Morning steps that no list has taken yet, by clock. */
async function stepsDue({ read }: Pick<Deps, 'read'>, now: Instant): Promise<StepsDue> {
  const due = await read((store) => store.dueReminders(now, [...morningSteps], manySteps));
  const steps: StepsDue = new Map();
  for (const step of due) steps.set(step.clock, [...(steps.get(step.clock) ?? []), step]);
  return steps;
}

/** More than a district ever owes on a morning. */
const manySteps = 1_000_000;

interface Read {
  clocks: RunningClock[];
  steps: StepsDue;
  unheard: Set<string>;
  at: Instant;
}

async function send(work: Work, read: Read, { recipient, late }: Copy): Promise<'gone' | undefined> {
  const chat = await work.store.chat(recipient);
  const inGroup = chat !== undefined && chat.name !== '';
  // Unbound meanwhile: whoever is told in its place is asked for anew, and the steps are still to be taken.
  if (inGroup && (!chat.alive || chat.bindings.length === 0)) return 'gone';
  const { list, appeals } = await listNow(work, read);
  const taken = await takeSteps(work, list, { ...read, late });
  if (!presses(list)) return undefined;
  const lines = await linesOf(work, { list, appeals, taken, inGroup });
  const cards = todaysListCards({ ...lines, at: work.at, late, chat: inGroup ? chat : undefined }, work.rules);
  const to = inGroup ? { chat: recipient } : { person: recipient };
  for (const message of cards) await owe(work, scheduler, { to, message });
  return undefined;
}

/** Read beside the writers a moment ago: of an appeal that changed since, only the clocks that still run. */
async function listNow({ store, at, calendar }: Work, read: Read) {
  const list = morningList(read.clocks, at, calendar);
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
  return { list: morningList(still, at, calendar), appeals };
}

/** Which steps this list takes: clock id → the step and whether it comes later than it was due. */
export type Taken = Map<string, { step: Step; late: boolean }>;

interface Take {
  clock: RunningClock;
  due: ReminderRow;
  state: 'sent' | 'dropped';
  late: boolean;
}

/**
 * Steps that the morning has overtaken (tomorrow's, of what is overdue by now) are dropped: the list says it all. So are
 * those of a unit that nobody can tell: the centre reads of it, and nothing goes upward before the unit knows (§4.3).
 */
async function takeSteps(
  work: Work,
  list: MorningList<RunningClock>,
  { steps, unheard, late }: Pick<Read, 'steps' | 'unheard'> & { late: boolean },
): Promise<Taken> {
  const edges = edgesAt(work.at, work.calendar);
  const clocks = sections.flatMap((section) => list[section]).flatMap((pressed) => pressed.clocks);
  const takes = clocks.flatMap((clock) =>
    (steps.get(clock.id) ?? []).map((due): Take => {
      const heard = due.step === sectionOf(clock, edges) && !unheard.has(clock.id);
      const state = heard ? 'sent' : 'dropped';
      return { clock, due, state, late: late || chinaDate(due.dueAt) < chinaDate(work.at) };
    }),
  );
  const sent = (await finished(work, takes)).filter(({ state }) => state === 'sent');
  for (const { clock, due, late: missed } of sent) {
    if (missed) await putOff(work, { appeal: clock.appeal, clock: clock.id, step: due.step }, work.at);
  }
  await redrawOverdue(work, sent);
  return new Map(sent.map(({ clock, due, late: missed }) => [clock.id, { step: due.step, late: missed }]));
}

/** Those that nobody else had taken, and no event cancelled, meanwhile. */
async function finished({ store, at }: Work, takes: Take[]): Promise<Take[]> {
  const done = new Set<string>();
  for (const state of ['sent', 'dropped'] as const) {
    for (const late of [true, false]) {
      const same = takes.filter((take) => take.state === state && take.late === late);
      const ids = await store.finishReminders(
        same.map(({ due }) => due.id),
        { state, at, late },
      );
      for (const id of ids) done.add(id);
    }
  }
  return takes.filter(({ due }) => done.has(due.id));
}

/** The cards in the group follow: hundreds of them must not hold up the lists. */
async function redrawOverdue({ store, newId, at }: Work, sent: Take[]): Promise<void> {
  const overdue = sent.filter(({ clock, due }) => due.step === 'overdue' && clock.owner === 'handler');
  const numbers = new Set(overdue.map(({ clock }) => clock.appeal));
  await store.addStep(...[...numbers].map((ref) => ({ id: newId(), kind: 'redraw' as const, ref, dueAt: at })));
}
