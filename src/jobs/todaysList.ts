import { owe, redrawSlot } from '../commands/record.ts';
import type { Work } from '../commands/work.ts';
import { chinaDate } from '../domain/chinaTime.ts';
import { keepDistance, type Step } from '../domain/ladder.ts';
import { type MorningList, morningList, presses, sectionOf, sections } from '../domain/morningList.ts';
import { edgesAt } from '../domain/urgency.ts';
import { morningAddresses } from '../notices/morningAddresses.ts';
import type { RunningClock } from '../ports.ts';
import { todaysListCards } from '../presenters/reports/todaysList.ts';
import { linesOf } from './listLines.ts';
import { ownClocks } from './ownClocks.ts';
import type { Job } from './slots.ts';

/**
 * 今日办理提醒: one message per group and working morning, to whom something is overdue or due by tomorrow, and to
 * nobody else (DOMAIN §4.1). It takes the morning's steps of the clocks it names, in the same transaction.
 */
export const todaysList: Job = {
  async recipients(deps) {
    const now = deps.clock.now().toISOString();
    return deps.read(async (store) => {
      const addressesOf = morningAddresses(store, deps.rules);
      const perRecipient = new Map<string, RunningClock[]>();
      for (const clock of await store.running({})) {
        for (const address of await addressesOf(clock, now)) {
          const own = perRecipient.get(address);
          if (own) own.push(clock);
          else perRecipient.set(address, [clock]);
        }
      }
      const pressed = [...perRecipient].filter(([, clocks]) => presses(morningList(clocks, now, deps.calendar)));
      return pressed.map(([recipient]) => recipient);
    });
  },

  async run(work, { recipient, late }) {
    const clocks = await ownClocks(work, recipient);
    const list = morningList(clocks, work.at, work.calendar);
    const chat = await work.store.chat(recipient);
    const inGroup = chat !== undefined && chat.name !== '';
    const taken = await takeSteps(work, list, late);
    if (!presses(list)) return;
    const lines = await linesOf(work, list, taken, inGroup);
    const cards = todaysListCards({ ...lines, at: work.at, late, chat: inGroup ? chat : undefined }, work.rules);
    const to = inGroup ? { chat: recipient } : { person: recipient };
    for (const message of cards) await owe(work, { from: { source: 'scheduler' } }, { to, message });
  },
};

/** Which steps this list takes: clock id → the step and whether it comes later than it was due. */
export type Taken = Map<string, { step: Step; late: boolean }>;

/** Steps that the morning has overtaken (tomorrow's, of what is overdue by now) are dropped: the list says it all. */
async function takeSteps(work: Work, list: MorningList<RunningClock>, late: boolean): Promise<Taken> {
  const taken: Taken = new Map();
  const edges = edgesAt(work.at, work.calendar);
  for (const clock of sections.flatMap((section) => list[section]).flatMap(({ clocks }) => clocks)) {
    for (const due of clock.stepsDue.filter(({ dueAt }) => dueAt <= work.at)) {
      const missed = late || chinaDate(due.dueAt) < chinaDate(work.at);
      const state = due.step === sectionOf(clock, edges) ? 'sent' : 'dropped';
      if (!(await work.store.finishReminder(due.id, { state, at: work.at, late: missed }))) continue;
      if (state === 'dropped') continue;
      taken.set(clock.id, { step: due.step, late: missed });
      if (missed) await putOff(work, clock, due);
      if (due.step === 'overdue') await showOverdue(work, clock);
    }
  }
  return taken;
}

/** The card in the group offers 【补录】 from now on. */
async function showOverdue(work: Work, { appeal: number, owner }: RunningClock): Promise<void> {
  const appeal = owner === 'handler' ? await work.store.appeal(number) : undefined;
  if (appeal) await redrawSlot(work, appeal, 'dispatch');
}

/** Told late: what climbs from here keeps its distance (DOMAIN §4.3). */
async function putOff({ store, at, calendar }: Work, clock: RunningClock, sent: RunningClock['stepsDue'][number]) {
  const pending = (await store.reminders(clock.appeal)).filter(({ state }) => state === 'pending');
  const told = { ...sent, appeal: clock.appeal, clock: clock.id };
  for (const { id, dueAt } of keepDistance(told, at, pending, calendar)) await store.postponeReminder(id, dueAt);
}
