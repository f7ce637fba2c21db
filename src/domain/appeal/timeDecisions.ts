import type { ClockRow } from '../clocks/clocks.ts';
import { workdaysBetween } from '../clocks/ladder.ts';
import { isRunning, movable } from '../clocks/turnClocks.ts';
import { Refusal } from '../errors.ts';
import { addWorkdays, type Calendar } from '../time/calendar.ts';
import { chinaDate, instantOf } from '../time/chinaTime.ts';
import { closeOfDay, dueAfterWorkingHours, type Timing } from '../time/deadlines.ts';
import type { ChinaDate, Instant } from '../time/instant.ts';
import { type Appeal, currentAssignment } from './appeal.ts';
import { checkPromise, type Decision, furthest, happen, type Stamp } from './decisions.ts';
import type { ClockMove, EventType, Happening } from './events.ts';
import { mustBeAble } from './lifecycle.ts';
import type { PauseCause } from './parts.ts';

/**
 * What may be asked and decided about time: extension, pause, nudge, supervision, instruction
 * (docs/develop/domain.md#more-time, #papers).
 */

export interface TimeAsked {
  until: ChinaDate;
  reason: string;
}

/**
 * The clock that an extension or a pause would move. Throws Refusal `time.not_movable`: the plan clock belongs to the
 * company and does not move.
 */
function movableClock(appeal: Appeal, clocks: ClockRow[]): ClockRow {
  const clock = clocks.find((row) => isRunning(row) && movable.includes(row.kind));
  if (!clock) throw new Refusal('time.not_movable', { number: appeal.number });
  return clock;
}

/** Whether more time was asked for this clock and the centre has not decided yet; other clocks of the appeal go on. */
export function waitsForAnswer({ asked }: Appeal, { kind }: ClockRow): boolean {
  return asked !== undefined && movable.includes(kind);
}

function mustBeMovable(appeal: Appeal, event: EventType): void {
  const { number, asked, paused, status } = appeal;
  if (status === 'dispatched' || status === 'signed') throw new Refusal('time.not_movable', { number });
  mustBeAble(appeal, event);
  if (asked) throw new Refusal('time.asked', { number });
  if (paused) throw new Refusal('pause.running', { number });
}

/**
 * The clock that an extension would move. Also checked before the form opens: nobody should write reasons for a request
 * that cannot be granted. Throws Refusal `time.not_movable`, `time.asked`, `pause.running`, `extension.once`,
 * `extension.too_late`.
 */
export function extendable(appeal: Appeal, clocks: ClockRow[], at: Instant, timing: Timing): ClockRow {
  const { number } = appeal;
  mustBeMovable(appeal, 'extension_asked');
  const clock = movableClock(appeal, clocks);
  if (appeal.extended) throw new Refusal('extension.once', { number });
  const left = workdaysBetween(chinaDate(at), chinaDate(clock.dueAt), timing.calendar);
  const ahead = timing.district.extensionWorkingDaysBefore;
  if (left < ahead || at > clock.dueAt) throw new Refusal('extension.too_late', { number, days: ahead });
  return clock;
}

/**
 * 申请延期: at least a working day before due, once, with reason and a later date (docs/develop/domain.md#more-time).
 * Throws as `extendable`, and `extension.date`, `plan.date_far`, `reason.missing`.
 */
export function askExtension(
  appeal: Appeal,
  asked: TimeAsked,
  clocks: ClockRow[],
  stamp: Stamp,
  timing: Timing,
): Decision {
  const { number } = appeal;
  const clock = extendable(appeal, clocks, stamp.at, timing);
  if (asked.until <= chinaDate(clock.dueAt))
    throw new Refusal('extension.date', { number, due: chinaDate(clock.dueAt) });
  checkPromise(number, asked.until, stamp.at, timing.district);
  mustGiveReason(asked.reason, 'extension_asked');
  return happen(appeal, stamp, { type: 'extension_asked', ...asked });
}

/**
 * How many working days the clock may still be paused. Throws as `extendable`, and `pause.too_long` when none are left.
 */
export function pausable(appeal: Appeal, clocks: ClockRow[], at: Instant, { district }: Timing): number {
  const { number } = appeal;
  mustBeMovable(appeal, 'pause_asked');
  const clock = movableClock(appeal, clocks);
  if (clock.dueAt < at) throw new Refusal('extension.too_late', { number, days: 0 });
  const left = district.pauseWorkingDays - (appeal.pausedDays ?? 0);
  if (left < 1) throw new Refusal('pause.too_long', { number, left: 0 });
  return left;
}

/** 申请暂停计时, limited to `pauseWorkingDays` in all. Throws as `pausable`, and `reason.missing`. */
export function askPause(
  appeal: Appeal,
  asked: TimeAsked & { cause: PauseCause },
  clocks: ClockRow[],
  stamp: Stamp,
  timing: Timing,
): Decision {
  const { number } = appeal;
  const left = pausable(appeal, clocks, stamp.at, timing);
  if (asked.until > furthest(stamp.at, timing.district)) throw new Refusal('pause.too_long', { number, left });
  const days = workdaysBetween(chinaDate(stamp.at), asked.until, timing.calendar);
  if (days < 1 || days > left) throw new Refusal('pause.too_long', { number, left });
  mustGiveReason(asked.reason, 'pause_asked');
  return happen(appeal, stamp, { type: 'pause_asked', ...asked });
}

/** The centre grants or refuses what was asked. Throws Refusal `time.not_asked`. */
export function decideAsked(appeal: Appeal, how: { agreed: boolean; reason?: string }, stamp: Stamp): Decision {
  const { asked, number } = appeal;
  if (!asked) throw new Refusal('time.not_asked', { number });
  if (how.agreed) {
    const type = asked.kind === 'extension' ? 'extended' : 'paused';
    return happen(appeal, stamp, { type, until: asked.until } as Extract<Happening, { type: 'extended' | 'paused' }>);
  }
  const type = asked.kind === 'extension' ? 'extension_refused' : 'pause_refused';
  mustGiveReason(how.reason ?? '', type);
  return happen(appeal, stamp, { type, reason: how.reason ?? '' });
}

/** The pause ends: the clock gets back the working days for which it was paused, at most as many as were granted. */
export function resume(appeal: Appeal, stamp: Stamp, calendar: Calendar): Decision {
  const { paused, number } = appeal;
  if (!paused) throw new Refusal('pause.none', { number });
  const [until = paused.until] = [chinaDate(stamp.at), paused.until].sort();
  const days = workdaysBetween(chinaDate(paused.at), until, calendar);
  return happen(appeal, stamp, { type: 'resumed', days: Math.max(0, days) });
}

/** When a pause ends by itself: when the first working day after its last day opens. */
export function resumesAt(until: ChinaDate, { district, calendar }: Timing): Instant {
  return instantOf(addWorkdays(until, 1, calendar), district.sendingHours.from);
}

/** 催办, not again within `nudgeWorkingHours`. Throws Refusal `nudge.too_soon`. */
export function nudge(appeal: Appeal, text: string | undefined, stamp: Stamp, timing: Timing): Decision {
  mustBeAble(appeal, 'nudged');
  const { nudgedAt, number } = appeal;
  if (nudgedAt) {
    const { dueAt } = dueAfterWorkingHours(nudgedAt, timing.district.reminders.nudgeWorkingHours, '', timing);
    if (stamp.at < dueAt) throw new Refusal('nudge.too_soon', { number, until: dueAt });
  }
  return happen(appeal, stamp, { type: 'nudged', ...(text ? { text } : {}) });
}

export type Supervision = Omit<Extract<Happening, { type: 'supervised' }>, 'type'>;

/** 督办, 黄 or 红. A unit outside the district's authority gets a 商请 instead (only the wording differs). */
export function supervise(appeal: Appeal, what: Supervision, stamp: Stamp): Decision {
  mustGiveReason(what.reason, 'supervised');
  return happen(appeal, stamp, { type: 'supervised', ...what });
}

export function noteHead(appeal: Appeal, paper: string, stamp: Stamp): Decision {
  return happen(appeal, stamp, { type: 'head_noted', paper });
}

/** 批示: passed on after a preview and a press. */
export function instruct(
  appeal: Appeal,
  what: { instruction: string; text: string; recorded: boolean },
  stamp: Stamp,
): Decision {
  return happen(appeal, stamp, { type: 'instructed', ...what });
}

/** Throws Refusal `instruction.none` when nothing waits for an answer. */
export function answerInstruction(appeal: Appeal, text: string, stamp: Stamp): Decision {
  if (!appeal.instructions?.some(({ answer }) => !answer)) {
    throw new Refusal('instruction.none', { number: appeal.number });
  }
  return happen(appeal, stamp, { type: 'instruction_answered', text });
}

/**
 * Records that the company was told: of the result once it is approved, else of the plan. Throws Refusal `inform.done`,
 * `wrong.state` when there is no plan to tell of.
 */
export function inform(appeal: Appeal, how: string | undefined, stamp: Stamp): Decision {
  const { number, status } = appeal;
  const of = status === 'answered' ? 'result' : 'plan';
  if (of === 'plan' && !appeal.plan) throw new Refusal('wrong.state', { number, status, verb: 'informed' });
  if (appeal.informed?.[of]) throw new Refusal('inform.done', { number, of });
  return happen(appeal, stamp, { type: 'informed', of, ...(how ? { how } : {}) });
}

export function recalculate(appeal: Appeal, moves: ClockMove[], stamp: Stamp): Decision {
  return happen(appeal, stamp, { type: 'recalculated', moves });
}

/**
 * 【已办,补录】: the instant that counts for a step done on an earlier day and entered now: close of business of that day
 * (docs/develop/domain.md#backfill). Throws Refusal `backfill.date` for a future day or one before the unit got the
 * appeal.
 */
export function backfilledAt(appeal: Appeal, doneOn: ChinaDate, at: Instant, timing: Timing): Instant {
  const from = currentAssignment(appeal)?.from ?? appeal.receivedAt;
  if (doneOn > chinaDate(at) || doneOn < chinaDate(from)) {
    throw new Refusal('backfill.date', { number: appeal.number, date: doneOn, from: chinaDate(from) });
  }
  const close = closeOfDay(doneOn, timing);
  // A step on an appeal that arrived after close of business counts as done that evening, not before it arrived.
  const [, done = close] = [close, from].sort();
  return done < at ? done : at;
}

function mustGiveReason(reason: string, verb: string): void {
  if (!reason.trim()) throw new Refusal('reason.missing', { verb });
}
