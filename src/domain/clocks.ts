import type { Appeal } from './appeal.ts';
import { withinHours } from './calendar.ts';
import {
  type Deadline,
  determinationDue,
  dueAfterDays,
  dueAfterWorkingHours,
  dueOnDate,
  type Timing,
} from './deadlines.ts';
import type { AppealEvent, EventType, Instant } from './events.ts';
import type { DayRule } from './rules.ts';

export type ClockKind =
  | 'dispatch'
  | 'sign-in'
  | 'determination'
  | 'plan'
  | 'result'
  | 'review'
  | 'rework'
  | 'extension'
  | 'inform'
  | 'instruction';

/** Whose step it is; what they answer for is theirs to be reminded of. */
export type ClockOwner = 'handler' | 'centre' | 'submitter';

/**
 * A clock row stores rule, start, due and its derivation, frozen at its start (DOMAIN §3), for one holder: an appeal
 * that changes hands ends the row as `moved` and a new one with the same start and due goes on.
 */
export interface ClockRow {
  id: string;
  appeal: string;
  assignment?: string;
  kind: ClockKind;
  owner: ClockOwner;
  /** Whose it is, when it is a handling unit's. */
  taskForce?: number;
  unit?: string;
  /** The rule as it stood, such as "5日". */
  rule: string;
  startedAt: Instant;
  dueAt: Instant;
  /** "11月20日(周五)受理 → 5日 → 11月25日(周三)17:30" */
  derivation: string;
  /** From when its holder is late: its due, but never before the end of his accountable window. */
  owedAt: Instant;
  /** As it was before an extension, a pause or a change of the rules moved it. */
  firstDueAt?: Instant;
  pausedAt?: Instant;
  stoppedAt?: Instant;
  /** Why it stopped: its step was taken, somebody else holds it now, or the appeal came to an end. */
  ended?: 'done' | 'moved' | 'void';
}

type Start = (
  event: AppealEvent,
  appeal: Appeal,
  timing: Timing,
) => { kind: ClockKind; deadline: Deadline; startedAt?: Instant } | undefined;

/** A card that waits for the morning is read in the morning: the clock of its reader starts then. */
const startSignIn: Start = ({ at, type }, _appeal, timing) => {
  const startedAt = withinHours(at, timing.district.quiet, timing.calendar);
  const began = type === 'transferred' ? '改派' : '交办';
  return {
    kind: 'sign-in',
    startedAt,
    deadline: dueAfterDays(startedAt, timing.district.clocks.signIn, began, timing),
  };
};

/** A plan or a result stopped the company's plan clock; it never starts again (DOMAIN §3). */
function planClockEnded({ plan, result }: Appeal): boolean {
  return plan !== undefined || result !== undefined;
}

/** The new unit confirms or replaces the plan it finds (DOMAIN §2); without one the company's plan clock runs on. */
const startConfirmation: Start = ({ at }, appeal, timing) => {
  if (!planClockEnded(appeal)) return undefined;
  const startedAt = withinHours(at, timing.district.quiet, timing.calendar);
  const rule: DayRule = { days: timing.district.accountableWorkingDays, dayMode: 'working' };
  return { kind: 'plan', startedAt, deadline: dueAfterDays(startedAt, rule, '改派', timing) };
};

const startPlan: Start = ({ at, type }, appeal, timing) => {
  if (appeal.confidential) return undefined;
  const began = type === 'released' ? '转普通件' : '受理';
  return { kind: 'plan', deadline: dueAfterDays(at, timing.district.clocks.plan, began, timing) };
};

const startDispatch: Start = ({ at, type }, appeal, timing) => {
  if (appeal.confidential) return undefined;
  const began = type === 'released' ? '转普通件' : '受理';
  const { workingHours } = timing.district.clocks.dispatch;
  return { kind: 'dispatch', deadline: dueAfterWorkingHours(at, workingHours, began, timing) };
};

/** What ran for the former holder; a confirmation that he owed is the new one's to give. */
function leftBehind(appeal: Appeal): ClockKind[] {
  const running: ClockKind[] = ['dispatch', 'sign-in', 'determination', 'result', 'rework'];
  return planClockEnded(appeal) ? [...running, 'plan'] : running;
}

/** Which event stops and starts which clock (DOMAIN §3). `all` stops whatever runs. */
// biome-ignore format: a table is read by column
const clockwork: { [T in EventType]?: { stop: ClockKind[] | 'all' | ((appeal: Appeal) => ClockKind[]); start: Start[] } } = {
  submitted:      { stop: [],                                    start: [startDispatch, startPlan] },
  released:       { stop: [],                                    start: [startDispatch, startPlan] },
  dispatched:     { stop: ['dispatch'],                          start: [startSignIn] },
  transferred:    { stop: leftBehind,                            start: [startSignIn, startConfirmation] },
  signed:         { stop: ['sign-in'],                           start: [] },
  return_asked:   { stop: ['sign-in'],                           start: [(event, _appeal, timing) => ({ kind: 'determination', deadline: determinationDue(event.at, timing) })] },
  return_refused: { stop: ['determination'],                     start: [] },
  planned: {
    stop: ['plan'],
    start: [
      (event, appeal, timing) => ({
        kind: 'result',
        deadline: appeal.plan?.promisedOn ? dueOnDate(appeal.plan.promisedOn, event.at, timing)
          : dueAfterDays(event.at, timing.district.clocks.result, '提出方案', timing),
      }),
    ],
  },
  resolved:       { stop: ['plan', 'result', 'rework', 'sign-in'], start: [(event, _appeal, timing) => ({ kind: 'review', deadline: dueAfterDays(event.at, timing.district.clocks.review, '提交办结', timing) })] },
  approved:       { stop: ['review'],                            start: [] },
  rejected:       { stop: ['review'],                            start: [(event, _appeal, timing) => ({ kind: 'rework', deadline: dueAfterDays(event.at, timing.district.clocks.correction, '退回补正', timing) })] },
  withdrawn:      { stop: 'all',                                 start: [] },
};

export interface ClockChange {
  stop: ClockKind[] | 'all';
  start: Omit<ClockRow, 'id'>[];
}

/** What an event does to the clocks; `appeal` is the state after it. */
export function clockChange(event: AppealEvent, appeal: Appeal, timing: Timing): ClockChange | undefined {
  const rule = clockwork[event.type];
  if (!rule) return undefined;
  const assignment = appeal.assignments.find(({ to }) => to === undefined)?.id;
  const start = rule.start.flatMap((begin) => {
    const begun = begin(event, appeal, timing);
    if (!begun) return [];
    return [
      { appeal: event.number, assignment, kind: begun.kind, startedAt: begun.startedAt ?? event.at, ...begun.deadline },
    ];
  });
  return { stop: typeof rule.stop === 'function' ? rule.stop(appeal) : rule.stop, start };
}
