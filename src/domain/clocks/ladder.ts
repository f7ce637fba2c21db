import type { District } from '../rules.ts';
import { addWorkdays, type Calendar, nextWorkday, workdayBefore, workdayFrom } from '../time/calendar.ts';
import { addSeconds, chinaDate, instantOf, timeText } from '../time/chinaTime.ts';
import type { Timing } from '../time/deadlines.ts';
import type { ChinaDate, Instant } from '../time/instant.ts';
import type { ClockKind, ClockRow } from './clocks.ts';

/**
 * The rungs a clock climbs, in order (docs/develop/domain.md#ladder). Those of the morning are shown in the morning's
 * list.
 */
export const steps = [
  'tomorrow', // 明日到期
  'today', // 今日到期
  'last-call', // 最后提醒, private
  'overdue', // 黄: officer and deputy
  'head-note', // a note to the head, released by the duty officer
  'supervision', // 红: a 督办 draft, released by 区营商办
] as const;

export type Step = (typeof steps)[number];

/**
 * Steps that reach the unit itself; the others are drafts, and the unit learns nothing of them until they are released.
 */
export const toldSteps: ReadonlySet<Step> = new Set<Step>(['tomorrow', 'today', 'last-call', 'overdue']);

/** Steps shown in the one message of the morning; each of the others is a message of its own. */
export type MorningStep = 'tomorrow' | 'today' | 'overdue';
export const morningSteps: readonly Step[] = ['tomorrow', 'today', 'overdue'] satisfies MorningStep[];

/** A row made in the same transaction as its clock; `dueAt` is never before the clock's start. */
export interface Reminder {
  id: string;
  appeal: string;
  clock: string;
  step: Step;
  dueAt: Instant;
}

/** The centre's own clocks stay with the centre: the last rung tells its head and 区营商办 directly. */
const ofCentre: readonly Step[] = ['today', 'last-call', 'overdue', 'head-note'];
const upToDeputy: readonly Step[] = ['tomorrow', 'today', 'last-call', 'overdue'];
/** The term is one working day, so `tomorrow` would fall on the morning when the card itself arrives. */
const ofSignIn: readonly Step[] = ['today', 'last-call', 'overdue'];

/** How far each clock climbs (docs/develop/domain.md#climb). */
const climbs: Record<ClockKind, readonly Step[]> = {
  dispatch: ofCentre,
  'sign-in': ofSignIn,
  determination: ofCentre,
  plan: steps,
  result: steps,
  rework: steps,
  review: ofCentre,
  extension: ofCentre,
  inform: ['today', 'overdue'],
  instruction: upToDeputy,
};

function climbOf({ kind, owner }: ClockRow): readonly Step[] {
  return owner === 'centre' ? ofCentre : climbs[kind];
}

/**
 * The steps of a clock that are still ahead at `from`: a step that is already past when its clock starts or starts
 * again is not made (docs/develop/domain.md#reminders), but a late holder is always told before anybody above him
 * (docs/develop/domain.md#told-first). All steps fall in working hours of working days and are spread over up to five
 * minutes (docs/develop/feishu.md#limits: not all on the full hour), the same minutes for the same appeal.
 */
export function ladderOf(clock: ClockRow, from: Instant, timing: Timing): Omit<Reminder, 'id'>[] {
  return climbOf(clock).flatMap((step) => {
    const planned = stepTime(step, clock, from, timing);
    if (planned === undefined || planned <= from) return [];
    const dueAt = morningSteps.includes(step) ? planned : addSeconds(planned, jitterSeconds(`${clock.appeal}${step}`));
    return [{ appeal: clock.appeal, clock: clock.id, step, dueAt }];
  });
}

function stepTime(step: Step, clock: ClockRow, from: Instant, { district, calendar }: Timing): Instant | undefined {
  const { morning, headNoteAfter, supervisionAfter } = district.reminders;
  const day = chinaDate(clock.owedAt);
  const told = toldOn(clock, from, { district, calendar });
  switch (step) {
    case 'tomorrow':
      return instantOf(workdayBefore(day, calendar), morning);
    case 'today':
      return instantOf(day, morning);
    case 'last-call':
      return lastCallTime(clock, district.reminders);
    case 'overdue':
      return instantOf(told, morning);
    case 'head-note':
      return instantOf(addWorkdays(told, headNoteAfter, calendar), morning);
    case 'supervision':
      return instantOf(addWorkdays(told, supervisionAfter, calendar), morning);
    default:
      return step satisfies never;
  }
}

/**
 * The first working morning after the due; if the clock is already late when it starts, the next working morning from
 * then.
 */
function toldOn({ owedAt }: ClockRow, from: Instant, { district, calendar }: Timing): ChinaDate {
  const told = nextWorkday(chinaDate(owedAt), calendar);
  const { morning } = district.reminders;
  if (instantOf(told, morning) > from) return told;
  const next = workdayFrom(chinaDate(from), calendar);
  return instantOf(next, morning) > from ? next : nextWorkday(next, calendar);
}

/**
 * The last call comes at least an hour before the due; if the due is early in the morning, there is none, since the
 * morning's list serves as the last call.
 */
function lastCallTime({ owedAt }: ClockRow, { morning, lastCall }: District['reminders']): Instant | undefined {
  const day = chinaDate(owedAt);
  const [call = lastCall] = [timeText(addSeconds(owedAt, -3600)), lastCall].sort();
  return call > morning ? instantOf(day, call) : undefined;
}

const mostJitterSeconds = 240;

/**
 * Seconds of delay: one to five minutes, always forward (docs/develop/domain.md#jitter), so never on the full hour; the
 * same for the same key.
 */
export function jitterSeconds(key: string): number {
  let hash = 7;
  for (const character of key) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return 60 + (hash % (mostJitterSeconds + 1));
}

/**
 * Nobody is reported upwards before he was told (docs/develop/domain.md#told-first): when the unit, or its head, was
 * told late, the later steps keep their distance in working days, counted from then. A late reminder that falls before
 * the due moves nothing. Returns the rows that move, with their new due time; a second call gives the same.
 */
export function keepDistance<R extends Reminder>(
  sent: Pick<Reminder, 'clock' | 'step'>,
  at: Instant,
  pending: R[],
  { district, calendar }: Timing,
): R[] {
  const { headNoteAfter, supervisionAfter } = district.reminders;
  const after: { [S in Step]?: number } = { overdue: 0, 'head-note': headNoteAfter, supervision: supervisionAfter };
  const told = after[sent.step];
  if (told === undefined) return [];
  return pending.flatMap((row) => {
    const planned = after[row.step];
    if (row.clock !== sent.clock || planned === undefined || planned <= told) return [];
    const day = addWorkdays(chinaDate(at), planned - told, calendar);
    return chinaDate(row.dueAt) < day ? [{ ...row, dueAt: instantOf(day, timeText(row.dueAt)) }] : [];
  });
}

/** More than any clock, pause or extension lasts: a mistyped year must not be counted day by day to its end. */
const countedAtMost = 1000;

/** How many working days lie after `from`, up to and including `to`. */
export function workdaysBetween(from: ChinaDate, to: ChinaDate, calendar: Calendar): number {
  let count = 0;
  for (let day = nextWorkday(from, calendar); day <= to && count < countedAtMost; day = nextWorkday(day, calendar))
    count += 1;
  return count;
}
