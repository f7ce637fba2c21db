import type { Appeal } from '../appeal/appeal.ts';
import type { AppealEvent, EventType } from '../appeal/events.ts';
import type { DayRule } from '../rules.ts';
import { withinHours } from '../time/calendar.ts';
import {
  type Deadline,
  determinationDue,
  dueAfterDays,
  dueAfterWorkingHours,
  dueOnDate,
  type Timing,
} from '../time/deadlines.ts';
import type { Instant } from '../time/instant.ts';
import type { ClockKind, ClockOwner } from './clocks.ts';

export interface Begun {
  kind: ClockKind;
  owner: ClockOwner;
  startedAt?: Instant;
  deadline: Deadline;
}

/** `appeal` is the state after the event. */
type Start = (event: AppealEvent, appeal: Appeal, timing: Timing) => Begun | undefined;

/** A message that waits for the morning is read in the morning: its reader's clock starts then. */
export function readAt(at: Instant, { district, calendar }: Timing): Instant {
  return withinHours(at, district.sendingHours, calendar);
}

/** A plan or a result stopped the company's plan clock; it never starts again (docs/develop/domain.md#plan-clock). */
function planClockEnded({ plan, result }: Appeal): boolean {
  return plan !== undefined || result !== undefined;
}

const signIn: Start = ({ at, type }, _appeal, timing) => {
  const startedAt = readAt(at, timing);
  const began = type === 'transferred' ? '改派' : '交办';
  const deadline = dueAfterDays(startedAt, timing.district.clocks.signIn, began, timing);
  return { kind: 'sign-in', owner: 'handler', startedAt, deadline };
};

/**
 * After a transfer the new unit confirms or replaces the existing plan (docs/develop/domain.md#assignment); without a
 * plan the company's plan clock runs on.
 */
const confirmation: Start = ({ at }, appeal, timing) => {
  if (!planClockEnded(appeal)) return undefined;
  const startedAt = readAt(at, timing);
  const rule: DayRule = { days: timing.district.accountableWorkingDays, dayMode: 'working' };
  return { kind: 'plan', owner: 'handler', startedAt, deadline: dueAfterDays(startedAt, rule, '改派', timing) };
};

/** Until the dispatch the company's plan clock belongs to the centre. */
const plan: Start = ({ at, type }, appeal, timing) => {
  if (appeal.confidential) return undefined;
  const began = type === 'released' ? '转普通件' : '受理';
  return { kind: 'plan', owner: 'centre', deadline: dueAfterDays(at, timing.district.clocks.plan, began, timing) };
};

const dispatch: Start = ({ at, type }, appeal, timing) => {
  if (appeal.confidential) return undefined;
  const began = type === 'released' ? '转普通件' : '受理';
  const { workingHours } = timing.district.clocks.dispatch;
  return { kind: 'dispatch', owner: 'centre', deadline: dueAfterWorkingHours(at, workingHours, began, timing) };
};

const result: Start = ({ at }, appeal, timing) => {
  const promised = appeal.plan?.promisedOn;
  const deadline = promised
    ? dueOnDate(promised, at, timing)
    : dueAfterDays(at, timing.district.clocks.result, '提出方案', timing);
  return { kind: 'result', owner: 'handler', deadline };
};

const determination: Start = ({ at }, _appeal, timing) => ({
  kind: 'determination',
  owner: 'centre',
  deadline: determinationDue(at, timing),
});

type DayClock = 'review' | 'correction' | 'informPlan' | 'informResult';

/** A clock that counts days; with `read` it counts from the moment when its reader gets the message. */
function days(kind: ClockKind, owner: ClockOwner, how: { rule: DayClock; began: string; read?: boolean }): Start {
  return ({ at }, _appeal, timing) => {
    const startedAt = how.read ? readAt(at, timing) : at;
    const deadline = dueAfterDays(startedAt, timing.district.clocks[how.rule], how.began, timing);
    return { kind, owner, startedAt, deadline };
  };
}

const review = days('review', 'centre', { rule: 'review', began: '提交办结' });
const correction = days('rework', 'handler', { rule: 'correction', began: '退回补正' });
const extension = days('extension', 'centre', { rule: 'review', began: '提出申请' });
const informOfPlan = days('inform', 'submitter', { rule: 'informPlan', began: '提出方案', read: true });
const informOfResult = days('inform', 'submitter', { rule: 'informResult', began: '审核通过', read: true });

/**
 * One answer covers all open 批示, so the first due stays. While nobody holds the appeal, the clock belongs to the
 * centre.
 */
const instruction: Start = ({ at }, appeal, timing) => {
  const unanswered = appeal.instructions?.filter(({ answer }) => !answer) ?? [];
  if (unanswered.length > 1) return undefined;
  const owner = appeal.status === 'received' || appeal.status === 'returned' ? 'centre' : 'handler';
  const startedAt = readAt(at, timing);
  const deadline = dueAfterDays(startedAt, timing.district.clocks.instruction, '批示转办', timing);
  return { kind: 'instruction', owner, startedAt, deadline };
};

export interface Turning {
  /** Steps that were taken. */
  done?: ClockKind[];
  /** Steps that nobody owes any more. `all` stops every running clock. */
  voided?: ClockKind[] | 'all';
  /** Clocks of the former holder that end with his assignment. */
  leftBehind?(appeal: Appeal): ClockKind[];
  /** Clocks that go on with the same due, for the new holder of the appeal, or for the centre while it decides. */
  handOver?: { kinds: ClockKind[]; to: 'holder' | 'centre' };
  start?: Start[];
}

const ofTheHolder: ClockKind[] = ['sign-in', 'result', 'rework'];

/**
 * Which clocks each event stops, hands over and starts (docs/develop/domain.md#clocks). Events without a row change no
 * clock.
 */
// biome-ignore format: a table is read by column
export const clockwork: { [T in EventType]?: Turning } = {
  submitted:         { start: [dispatch, plan] },
  released:          { start: [dispatch, plan] },
  dispatched:        { done: ['dispatch'], handOver: { kinds: ['plan', 'instruction'], to: 'holder' },
                       start: [signIn] },
  transferred:       { done: ['dispatch', 'determination'], voided: ['extension', 'inform'], // told of the plan confirmed later
                       leftBehind: (appeal) => (planClockEnded(appeal) ? [...ofTheHolder, 'plan'] : ofTheHolder),
                       handOver: { kinds: ['plan', 'instruction'], to: 'holder' }, start: [signIn, confirmation] },
  signed:            { done: ['sign-in'] },
  return_asked:      { done: ['sign-in'], handOver: { kinds: ['plan', 'instruction'], to: 'centre' }, start: [determination] },
  return_refused:    { done: ['determination'], handOver: { kinds: ['plan', 'instruction'], to: 'holder' } },
  planned:           { done: ['plan'], start: [result, informOfPlan] },
  plan_replaced:     { voided: ['inform'], start: [informOfPlan] }, // told of the new plan instead
  resolved:          { done: ['plan', 'result', 'rework', 'sign-in'], voided: ['extension'], start: [review] },
  approved:          { done: ['review'], voided: ['inform'], start: [informOfResult] },
  rejected:          { done: ['review'], start: [correction] },
  informed:          { done: ['inform'] },
  extension_asked:   { start: [extension] },
  extended:          { done: ['extension'] },
  extension_refused: { done: ['extension'] },
  pause_asked:       { start: [extension] },
  paused:            { done: ['extension'] },
  pause_refused:     { done: ['extension'] },
  instructed:        { start: [instruction] },
  instruction_answered: { done: ['instruction'] },
  confided:          { voided: 'all' },
  withdrawn:         { voided: 'all' },
};
