import type { Appeal } from './appeal.ts';
import { addWorkdays, type Calendar, nextWorkday, withinHours, workdayFrom } from './calendar.ts';
import { addDays, chinaDate, dayText, dayTimeText, inChina, instantOf, timeText, toInstant } from './chinaTime.ts';
import type { AppealEvent, ChinaDate, EventType, Instant } from './events.ts';
import type { DayRule, District } from './rules.ts';

export type ClockKind = 'dispatch' | 'sign-in' | 'determination' | 'plan' | 'result' | 'review' | 'rework';

/** A clock row stores rule, start, due and its derivation, frozen at its start (DOMAIN §3). */
export interface ClockRow {
  id: string;
  appeal: string;
  assignment?: string;
  kind: ClockKind;
  /** The rule as it stood, such as "5日". */
  rule: string;
  startedAt: Instant;
  dueAt: Instant;
  /** "11月20日(周五)受理 → 5日 → 11月25日(周三)17:30" */
  derivation: string;
  stoppedAt?: Instant;
}

export interface Deadline {
  rule: string;
  dueAt: Instant;
  derivation: string;
}

interface Timing {
  district: District;
  calendar: Calendar;
}

function closeOfBusiness({ district }: Timing): string {
  const last = district.workingHours.at(-1);
  if (!last) throw new RangeError('working hours are empty');
  return last.to;
}

/** Close of business of that day; a day off, or a day whose business had closed before the start, moves on. */
function closing(date: ChinaDate, startedAt: Instant, timing: Timing): { dueAt: Instant; moved: string } {
  const last = workdayFrom(date, timing.calendar);
  const dueAt = instantOf(last, closeOfBusiness(timing));
  const moved = last === date ? '' : ` → ${dayText(date)}非工作日，顺延`;
  if (dueAt > startedAt) return { dueAt, moved };
  const next = nextWorkday(chinaDate(startedAt), timing.calendar);
  return { dueAt: instantOf(next, closeOfBusiness(timing)), moved: ' → 当日已过下班时间，顺延' };
}

/**
 * Start day = day 0; ends at close of business of its last day; a last day off moves to the next working day
 * (DOMAIN §3, RULES 17, X1–X3). `began` names the start, such as 受理.
 */
export function dueAfterDays(startedAt: Instant, rule: DayRule, began: string, timing: Timing): Deadline {
  const start = chinaDate(startedAt);
  const working = rule.dayMode === 'working';
  const counted = working ? addWorkdays(start, rule.days, timing.calendar) : addDays(start, rule.days);
  const { dueAt, moved } = closing(counted, startedAt, timing);
  const span = working ? `${rule.days}个工作日` : `${rule.days}日`;
  return { rule: span, dueAt, derivation: `${dayText(start)}${began} → ${span}${moved} → ${dayTimeText(dueAt)}` };
}

/** A date somebody promised; it ends at close of business of that day, moved when people do not work then. */
export function dueOnDate(date: ChinaDate, startedAt: Instant, timing: Timing): Deadline {
  const { dueAt, moved } = closing(date, startedAt, timing);
  return {
    rule: '方案计划日期',
    dueAt,
    derivation: `${dayText(startedAt)}提出方案 → 计划${dayText(date)}办结${moved} → ${dayTimeText(dueAt)}`,
  };
}

/** Counts only minutes inside working hours. */
export function dueAfterWorkingHours(startedAt: Instant, hours: number, began: string, timing: Timing): Deadline {
  let left = hours * 60;
  let date = workdayFrom(chinaDate(startedAt), timing.calendar);
  let from = date === chinaDate(startedAt) ? timeText(startedAt) : '00:00';
  let dueAt: Instant | undefined;
  while (dueAt === undefined) {
    for (const { from: opens, to } of timing.district.workingHours) {
      const begin = opens.localeCompare(from) < 0 ? from : opens;
      const minutes = minutesBetween(begin, to);
      if (minutes >= left && minutes > 0) {
        dueAt = toInstant(inChina(instantOf(date, begin)).plus({ minutes: left }));
        break;
      }
      left -= Math.max(0, minutes);
    }
    date = nextWorkday(date, timing.calendar);
    from = '00:00';
  }
  const rule = `${hours}个工作小时`;
  return { rule, dueAt, derivation: `${dayTimeText(startedAt)}${began} → ${rule} → ${dayTimeText(dueAt)}` };
}

function minutesBetween(from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return minutes(to) - minutes(from);
}

/** Asked back by the cutoff of a working day: decided the same day; later: the next working day at noon. */
export function determinationDue(startedAt: Instant, timing: Timing): Deadline {
  const { cutoff, sameDay, nextDay } = timing.district.clocks.determination;
  const date = chinaDate(startedAt);
  const inTime = timing.calendar.isWorkday(date) && timeText(startedAt) <= cutoff;
  const dueAt = inTime ? instantOf(date, sameDay) : instantOf(nextWorkday(date, timing.calendar), nextDay);
  const rule = inTime ? `${cutoff}前申请，当日认定` : `${cutoff}后申请，次一工作日${nextDay}前认定`;
  return { rule, dueAt, derivation: `${dayTimeText(startedAt)}申请退件 → ${rule} → ${dayTimeText(dueAt)}` };
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

/** The new unit confirms or replaces the plan it finds (DOMAIN §2); without one the company's plan clock runs on. */
const startConfirmation: Start = ({ at }, { plan }, timing) => {
  if (!plan) return undefined;
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

/** Which event stops and starts which clock (DOMAIN §3). `all` stops whatever runs. */
// biome-ignore format: a table is read by column
const clockwork: { [T in EventType]?: { stop: ClockKind[] | 'all'; start: Start[] } } = {
  submitted:      { stop: [],                                    start: [startDispatch, startPlan] },
  released:       { stop: [],                                    start: [startDispatch, startPlan] },
  dispatched:     { stop: ['dispatch'],                          start: [startSignIn] },
  transferred:    { stop: ['dispatch', 'sign-in', 'determination', 'result', 'rework'], start: [startSignIn, startConfirmation] },
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
  return { stop: rule.stop, start };
}
