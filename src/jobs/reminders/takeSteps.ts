import type { Work } from '../../commands/shared/work.ts';
import { morningSteps, type Step } from '../../domain/clocks/ladder.ts';
import { rungOf, sectionOf, sections, type TodaysList } from '../../domain/clocks/todaysList.ts';
import { edgesAt } from '../../domain/clocks/urgency.ts';
import { groupBy } from '../../domain/grouped.ts';
import { chinaDate } from '../../domain/time/chinaTime.ts';
import type { Deps } from '../../ports/index.ts';
import type { ReminderRow, RunningClock } from '../../ports/rows.ts';
import { postponeNeighbours } from './keepDistance.ts';

/** Morning steps by their clock. */
export type StepsDue = Map<string, ReminderRow[]>;

/** More than a district ever owes on a morning. */
const manySteps = 1_000_000;

/** Those that no list has taken yet. */
export async function stepsDue({ read, clock }: Pick<Deps, 'read' | 'clock'>): Promise<StepsDue> {
  const now = clock.now().toISOString();
  const due = await read((store) => store.dueReminders(now, [...morningSteps], manySteps));
  return groupBy(due, ({ clock: of }) => of);
}

/** Which steps a list takes: clock id → the step and whether it comes later than it was due. */
export type Taken = Map<string, { step: Step; late: boolean }>;

interface Take {
  clock: RunningClock;
  due: ReminderRow;
  state: 'sent' | 'dropped';
  late: boolean;
}

interface Of {
  steps: StepsDue;
  /** Clocks of units that nobody can tell. */
  unheard: Set<string>;
  /** The list itself comes after downtime. */
  late: boolean;
}

/**
 * Steps that the morning has overtaken (tomorrow's, of what is overdue by now) are dropped: the list says it all. So are
 * those of a unit that nobody can tell: the centre reads of it, and nothing goes upward before the unit knows
 * (docs/develop/domain.md#told-first).
 */
export async function takeSteps(work: Work, list: TodaysList<RunningClock>, of: Of): Promise<Taken> {
  const sent = (await finished(work, takesOf(work, list, of))).filter(({ state }) => state === 'sent');
  for (const { clock, due, late } of sent) {
    if (late) await postponeNeighbours(work, { appeal: clock.appeal, clock: clock.id, step: due.step }, work.at);
  }
  await redrawOverdue(work, sent);
  return new Map(sent.map(({ clock, due, late }) => [clock.id, { step: due.step, late }]));
}

function takesOf({ at, calendar }: Work, list: TodaysList<RunningClock>, { steps, unheard, late }: Of): Take[] {
  const edges = edgesAt(at, calendar);
  const clocks = sections.flatMap((section) => list[section]).flatMap((pressed) => pressed.clocks);
  return clocks.flatMap((clock) =>
    (steps.get(clock.id) ?? []).map((due): Take => {
      const section = sectionOf(clock, edges);
      const heard = section !== undefined && due.step === rungOf[section] && !unheard.has(clock.id);
      const state = heard ? 'sent' : 'dropped';
      return { clock, due, state, late: late || chinaDate(due.dueAt) < chinaDate(at) };
    }),
  );
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
