import { reportVacancy } from '../../commands/people/reportVacancy.ts';
import { owe } from '../../commands/shared/record.ts';
import { scheduler, type Work, workOf } from '../../commands/shared/work.ts';
import { draftHeadNote } from '../../commands/supervision/draftHeadNote.ts';
import { draftSupervision } from '../../commands/supervision/draftSupervision.ts';
import { standingOrder } from '../../commands/supervision/standingOrder.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import { waitsForAnswer } from '../../domain/appeal/timeDecisions.ts';
import type { ClockRow } from '../../domain/clocks/clocks.ts';
import type { Step } from '../../domain/clocks/ladder.ts';
import { isLate } from '../../domain/clocks/lateness.ts';
import { isRunning } from '../../domain/clocks/turnClocks.ts';
import { wasTold } from '../../domain/clocks/urgency.ts';
import { withinHours } from '../../domain/time/calendar.ts';
import { addSeconds, chinaDate, instantOf } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { factsOf } from '../../notices/drawing.ts';
import { type Notice, toCentre } from '../../notices/recipients.ts';
import { toCentreHeads, toOfficers } from '../../notices/upward.ts';
import type { Deps } from '../../ports/index.ts';
import type { ReminderRow } from '../../ports/rows.ts';
import type { AppealFacts } from '../../presenters/cards/facts.ts';
import { forChat } from '../../presenters/group/groupMessage.ts';
import { centreOverdueNote, lastCallCard } from '../../presenters/notes/reminders.ts';
import { faultOf } from '../worker/worker.ts';
import { postponeNeighbours } from './keepDistance.ts';

/** Steps that go out by themselves; the morning's list takes the others (todaysList.ts). */
type OwnStep = Extract<Step, 'last-call' | 'head-note' | 'supervision'>;
const ownSteps: OwnStep[] = ['last-call', 'head-note', 'supervision'];
const batch = 200;

/**
 * Acts on every step of a ladder that is due, oldest first, inside working hours only; returns how many. The step and
 * what it causes are one commit; a step that fails is tried again at the next tick and holds back no other.
 */
export async function remindDue(deps: Deps): Promise<number> {
  const { clock, rules, calendar } = deps;
  const now = clock.now().toISOString();
  if (withinHours(now, rules.district.sendingHours, calendar) !== now) return 0;
  let acted = 0;
  for (;;) {
    const due = await deps.read((store) => store.dueReminders(now, ownSteps, batch));
    const full = due.length === batch;
    for (const reminder of due) if (await remind(deps, reminder, { now, makeRoom: full })) acted += 1;
    if (!full) return acted;
  }
}

interface Round {
  now: Instant;
  /** What fails moves out of the way of others; else it stays due, and the watchdog sees that it is late. */
  makeRoom: boolean;
}

async function remind(deps: Deps, reminder: ReminderRow, { now, makeRoom }: Round): Promise<boolean> {
  try {
    await deps.transact((store) => act(workOf(deps, store, now), reminder));
    return true;
  } catch (error) {
    deps.log.error(
      { reminder: reminder.id, step: reminder.step, ...faultOf(error) },
      'a reminder failed; it is tried again',
    );
    if (makeRoom) await deps.transact((store) => store.postponeReminder(reminder.id, addSeconds(now, 300)));
    return false;
  }
}

type Act = (work: Work, appeal: Appeal, clock: ClockRow, late: boolean) => Promise<unknown>;

const actions: Record<OwnStep, Act> = { 'last-call': lastCall, 'head-note': headNote, supervision: draftSupervisionOf };

async function act(work: Work, reminder: ReminderRow): Promise<void> {
  const { store, at } = work;
  await store.alone(`appeal:${reminder.appeal}`); // nothing reminds of what is done at this moment
  const appeal = await store.appeal(reminder.appeal);
  const clocks = await store.clocks(reminder.appeal);
  const clock = clocks.find(({ id }) => id === reminder.clock);
  const step = reminder.step as OwnStep;
  const late = isLate(reminder.dueAt, at);
  const moot =
    !appeal ||
    !clock ||
    !isRunning(clock) ||
    (step === 'last-call' && (at >= clock.owedAt || waitsForAnswer(appeal, clock)));
  if (moot) {
    await store.finishReminder(reminder.id, { state: 'dropped', at, late });
    return;
  }
  const until = await notBefore(work, reminder, appeal, clock);
  if (until) {
    await store.postponeReminder(reminder.id, until);
    return postponeNeighbours(work, reminder, until);
  }
  // Taken first: of two processes only one goes on with it.
  if (!(await store.finishReminder(reminder.id, { state: 'sent', at, late }))) return;
  await actions[step](work, appeal, clock, late);
  await postponeNeighbours(work, reminder, at);
}

/**
 * Nothing goes upward before the unit was told of this very lateness in its group on an earlier working day, nor while
 * the centre has its request for more time before it (docs/develop/domain.md#more-time, #told-first): until then it
 * waits for the next working morning. A 督办 that was sent already has a term of its own: only the morning after it calls
 * for another.
 */
async function notBefore(
  work: Work,
  { step }: ReminderRow,
  appeal: Appeal,
  clock: ClockRow,
): Promise<Instant | undefined> {
  if (step === 'last-call') return undefined;
  const order = step === 'supervision' ? await standingOrder(work, appeal) : undefined;
  if (order && order.dueAt > work.at) return nextMorning({ ...work, at: order.dueAt });
  const today = instantOf(chinaDate(work.at), '00:00');
  const told = (await work.store.reminders(appeal.number)).some(
    ({ clock: of, step: taken, sentAt: toldAt }) =>
      of === clock.id && taken === 'overdue' && wasTold({ toldAt, owedAt: clock.owedAt }, today),
  );
  if (told && !waitsForAnswer(appeal, clock)) return undefined;
  return nextMorning(work);
}

function nextMorning({ at, rules, calendar }: Work): Instant {
  const { sendingHours, reminders } = rules.district;
  const opening = withinHours(instantOf(chinaDate(at), sendingHours.to), sendingHours, calendar);
  return addSeconds(instantOf(chinaDate(opening), reminders.morning), 60);
}

async function send(work: Work, notices: Notice[], appeal: Appeal): Promise<void> {
  for (const notice of notices) await owe(work, scheduler, { ...notice, appeal: appeal.number });
}

async function lastCall(work: Work, appeal: Appeal, clock: ClockRow, late: boolean): Promise<void> {
  const { store, rules } = work;
  const facts = await factsOf(store, rules, appeal, work.at);
  const draw = (shown: AppealFacts) => lastCallCard(shown, clock, late);
  if (clock.owner === 'centre') return send(work, await toCentre(store, forChat(facts, draw)), appeal);
  const notices = await toOfficers(store, facts, draw(facts));
  if (notices.length === 0 && clock.unit) await reportVacancy(work, clock.unit, 'officer');
  await send(work, notices, appeal);
}

/** The centre's own clocks end with its head and 区营商办; a unit's note is drafted for the duty officer to release. */
async function headNote(work: Work, appeal: Appeal, clock: ClockRow): Promise<void> {
  if (clock.owner !== 'centre') return draftHeadNote(work, clock);
  const facts = await factsOf(work.store, work.rules, appeal, work.at);
  await send(work, await toCentreHeads(work.store, facts, (shown) => centreOverdueNote(shown, clock)), appeal);
}

async function draftSupervisionOf(work: Work, _appeal: Appeal, clock: ClockRow): Promise<void> {
  return draftSupervision(work, clock);
}
