import { type Appeal, type Assignment, currentAssignment } from '../appeal/appeal.ts';
import type { AppealEvent } from '../appeal/events.ts';
import { evolve } from '../appeal/evolve.ts';
import { addWorkdays } from '../time/calendar.ts';
import { chinaDate, dayText, dayTimeText, laterOf } from '../time/chinaTime.ts';
import { closeOfDay, dueOnDate, type Timing } from '../time/deadlines.ts';
import type { Instant } from '../time/instant.ts';
import type { ClockKind, ClockRow } from './clocks.ts';
import { clockwork, readAt, type Turning } from './clockwork.ts';

/**
 * Clocks an extension or a pause may move: the company's plan clock is not among them
 * (docs/develop/domain.md#more-time).
 */
export const movable: readonly ClockKind[] = ['result', 'rework'];

export function isRunning({ stoppedAt }: ClockRow): boolean {
  return stoppedAt === undefined;
}

/**
 * What an event does to the clocks of its appeal: returns the rows it changes and the rows it starts, not the others.
 * `appeal` is the state after the event. Only events change clocks, never a person directly
 * (docs/develop/domain.md#clocks).
 */
export function turnClocks(
  event: AppealEvent,
  appeal: Appeal,
  clocks: ClockRow[],
  { timing, newId }: { timing: Timing; newId(): string },
): ClockRow[] {
  const turning: Turning = clockwork[event.type] ?? {};
  const changed = new Map<string, ClockRow>();
  const fresh: ClockRow[] = [];
  for (const clock of clocks.filter(isRunning)) {
    const [row, next] = turned(clock, event, appeal, { turning, timing, newId });
    if (row !== clock) changed.set(row.id, row);
    if (next) fresh.push(next);
  }
  for (const begin of turning.start ?? []) {
    const begun = begin(event, appeal, timing);
    if (!begun) continue;
    const { kind, owner, startedAt = event.at, deadline } = begun;
    const holder = owner === 'handler' ? holderOf(appeal) : {};
    const row = { id: newId(), appeal: event.number, kind, owner, ...holder, startedAt, ...deadline };
    fresh.push({ ...row, owedAt: deadline.dueAt });
  }
  return [...changed.values(), ...fresh];
}

interface ClockTurn {
  turning: Turning;
  timing: Timing;
  newId(): string;
}

/** The row as it is now, and the row that replaces it when the appeal changed hands. */
function turned(clock: ClockRow, event: AppealEvent, appeal: Appeal, turn: ClockTurn): [ClockRow, ClockRow?] {
  const { turning, timing } = turn;
  const { kind } = clock;
  const stop = (ended: ClockRow['ended'], at = event.at): ClockRow => ({ ...clock, stoppedAt: at, ended });
  if (turning.done?.includes(kind)) return [stop('done', takenAt(event, clock))];
  if (turning.voided === 'all' || turning.voided?.includes(kind)) return [stop('void')];
  if (turning.leftBehind?.(appeal).includes(kind)) return [stop('moved')];
  if (turning.handOver?.kinds.includes(kind)) return [stop('moved'), handedOver(clock, event, appeal, turn)];
  if (event.type === 'plan_replaced' && kind === 'result') return [replanned(clock, event, timing)];
  if (movable.includes(kind)) {
    if (event.type === 'extended') return [extended(clock, event.until, event.at, timing)];
    if (event.type === 'paused') return [{ ...clock, pausedAt: event.at }];
    if (event.type === 'resumed' && clock.pausedAt) return [resumed(clock, event.days, timing)];
  }
  return [event.type === 'recalculated' ? recalculated(clock, event, appeal, timing) : clock];
}

/** 补录: a step entered later counts from when it was done, but never from before the clock began. */
function takenAt(event: AppealEvent, { startedAt }: ClockRow): Instant {
  const done = 'doneAt' in event ? event.doneAt : undefined;
  return done !== undefined && done >= startedAt ? done : event.at;
}

function holderOf(appeal: Appeal): Pick<ClockRow, 'assignment' | 'taskForce' | 'unit'> {
  const held = currentAssignment(appeal);
  return held ? { assignment: held.id, taskForce: held.taskForce, unit: held.unit } : {};
}

/** The same clock with the same start and due for another holder, who is not late before his own window ends. */
function handedOver(
  clock: ClockRow,
  event: AppealEvent,
  appeal: Appeal,
  { turning, timing, newId }: ClockTurn,
): ClockRow {
  const { assignment: _a, taskForce: _t, unit: _u, owedAt: _o, ...kept } = clock;
  const { dueAt } = clock;
  const held = currentAssignment(appeal);
  if (turning.handOver?.to === 'centre' || !held) return { ...kept, id: newId(), owner: 'centre', owedAt: dueAt };
  const owedAt = laterOf(dueAt, windowEnd(held, event, timing));
  return { ...kept, id: newId(), owner: 'handler', ...holderOf(appeal), owedAt };
}

/**
 * Each assignment has a window of its own (docs/develop/domain.md#window): lateness before it ends belongs to the
 * centre or the earlier holder. After a refused return the unit has at least until the end of the next working day:
 * nobody becomes late while it waits for the decision.
 */
function windowEnd(held: Assignment, event: AppealEvent, timing: Timing): Instant {
  const { district, calendar } = timing;
  const own = closeOfDay(
    addWorkdays(chinaDate(readAt(held.from, timing)), district.accountableWorkingDays, calendar),
    timing,
  );
  if (event.type !== 'return_refused') return own;
  return laterOf(own, closeOfDay(addWorkdays(chinaDate(readAt(event.at, timing)), 1, calendar), timing));
}

/** The first due date stays visible. */
function moved(clock: ClockRow, dueAt: Instant, derivation: string): ClockRow {
  const owedAt = clock.owedAt === clock.dueAt ? dueAt : laterOf(clock.owedAt, dueAt);
  return { ...clock, dueAt, owedAt, derivation, firstDueAt: clock.firstDueAt ?? clock.dueAt };
}

function extended(clock: ClockRow, until: string, at: Instant, timing: Timing): ClockRow {
  const { dueAt } = dueOnDate(until, at, timing);
  return moved(clock, dueAt, `${clock.derivation} → ${dayText(at)}同意延期 → ${dayTimeText(dueAt)}`);
}

/** A new plan may move the due to an earlier day; a later day needs an extension and never comes here. */
function replanned(clock: ClockRow, event: Extract<AppealEvent, { type: 'plan_replaced' }>, timing: Timing): ClockRow {
  const { promisedOn, at } = event;
  const dueAt = promisedOn && dueOnDate(promisedOn, at, timing).dueAt;
  if (!dueAt || dueAt >= clock.dueAt) return clock;
  return moved(clock, dueAt, `${clock.derivation} → ${dayText(at)}更换方案 → ${dayTimeText(dueAt)}`);
}

function resumed({ pausedAt: _, ...clock }: ClockRow, days: number, timing: Timing): ClockRow {
  if (days === 0) return clock;
  const dueAt = closeOfDay(addWorkdays(chinaDate(clock.dueAt), days, timing.calendar), timing);
  return moved(clock, dueAt, `${clock.derivation} → 暂停计时${days}个工作日 → ${dayTimeText(dueAt)}`);
}

/** The unit that holds the clock keeps its window, however early the new due is. */
function recalculated(
  clock: ClockRow,
  event: Extract<AppealEvent, { type: 'recalculated' }>,
  appeal: Appeal,
  timing: Timing,
): ClockRow {
  const move = event.moves.find(({ kind, startedAt }) => kind === clock.kind && startedAt === clock.startedAt);
  if (!move) return clock;
  const row = { ...moved(clock, move.to, move.derivation), rule: move.rule };
  const held = currentAssignment(appeal);
  const handed = clock.owner === 'handler' && clockwork.dispatched?.handOver?.kinds.includes(clock.kind);
  return held && handed ? { ...row, owedAt: laterOf(row.owedAt, windowEnd(held, event, timing)) } : row;
}

/**
 * All clocks of an appeal as its timeline gives them under these rules: this shows what a change of the rules or the
 * calendar would do to them. Earlier confirmed changes are left out, because they answered older rules.
 */
export function replayClocks(timeline: AppealEvent[], timing: Timing): ClockRow[] {
  let next = 0;
  const newId = () => String(next++);
  const rows = new Map<string, ClockRow>();
  let appeal: Appeal | undefined;
  for (const event of timeline) {
    appeal = evolve(appeal, event);
    if (event.type === 'recalculated') continue;
    for (const row of turnClocks(event, appeal, [...rows.values()], { timing, newId })) rows.set(row.id, row);
  }
  return [...rows.values()];
}
