import { owe } from '../commands/record.ts';
import type { Work } from '../commands/work.ts';
import { chinaDate } from '../domain/chinaTime.ts';
import type { Step } from '../domain/ladder.ts';
import { type MorningList, morningList, presses, sectionOf, sections } from '../domain/morningList.ts';
import { edgesAt } from '../domain/urgency.ts';
import { morningAddresses } from '../notices/morningAddresses.ts';
import type { RunningClock } from '../ports.ts';
import { todaysListCards } from '../presenters/reports/todaysList.ts';
import { linesOf } from './listLines.ts';
import { ownClocks } from './ownClocks.ts';
import { putOff } from './putOff.ts';
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

interface Take {
  clock: RunningClock;
  due: RunningClock['stepsDue'][number];
  state: 'sent' | 'dropped';
  late: boolean;
}

/** Steps that the morning has overtaken (tomorrow's, of what is overdue by now) are dropped: the list says it all. */
async function takeSteps(work: Work, list: MorningList<RunningClock>, late: boolean): Promise<Taken> {
  const edges = edgesAt(work.at, work.calendar);
  const clocks = sections.flatMap((section) => list[section]).flatMap((pressed) => pressed.clocks);
  const takes = clocks.flatMap((clock) =>
    clock.stepsDue
      .filter(({ dueAt }) => dueAt <= work.at)
      .map((due): Take => {
        const state = due.step === sectionOf(clock, edges) ? 'sent' : 'dropped';
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
