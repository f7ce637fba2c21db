import type { AppealEvent, ClockMove } from '../appeal/events.ts';
import type { District } from '../rules.ts';
import type { Calendar } from '../time/calendar.ts';
import { addDays, chinaDate } from '../time/chinaTime.ts';
import type { Timing } from '../time/deadlines.ts';
import type { ChinaDate, Instant } from '../time/instant.ts';
import type { ClockRow } from './clocks.ts';
import { isRunning, replayClocks } from './turnClocks.ts';

/**
 * The rules and the calendar that deadlines were counted with (docs/develop/domain.md#rule-change), kept to notice when
 * they change.
 */
export interface AppliedRules {
  /** Text of everything in the settings that moves a deadline. */
  rules: string;
  /** First day of `days`. */
  from: ChinaDate;
  /** One character per day: 1 for a working day, 0 for a day off. It holds only the days known at that time. */
  days: string;
  /** When somebody last decided about a change. */
  at: Instant;
}

const daysBack = 60;
const daysAhead = 400;

export function rulesNow({ district, calendar }: Timing, at: Instant): AppliedRules {
  const from = addDays(chinaDate(at), -daysBack);
  return { rules: rulesText(district), from, days: daysFrom(from, daysBack + daysAhead, calendar), at };
}

function daysFrom(from: ChinaDate, count: number, calendar: Calendar): string {
  let day = from;
  let days = '';
  for (let index = 0; index < count; index += 1) {
    days += calendar.isWorkday(day) ? '1' : '0';
    day = addDays(day, 1);
  }
  return days;
}

/**
 * Whether deadlines counted with these rules are still right. The window of days moves on with time; only the overlap
 * is compared.
 */
export function isSameRules(applied: AppliedRules, timing: Timing): boolean {
  return rulesSince(applied, timing) === applied.rules + applied.days;
}

/** Today's rules, and today's calendar for the days of `applied`, as text. */
export function rulesSince({ from, days }: AppliedRules, { district, calendar }: Timing): string {
  return rulesText(district) + daysFrom(from, days.length, calendar);
}

/** The key stays `quiet`, because databases have stored the rules under it. */
function rulesText({ clocks, accountableWorkingDays, workingHours, sendingHours: quiet }: District): string {
  return JSON.stringify({ clocks, accountableWorkingDays, workingHours, quiet });
}

/**
 * How the running clocks of an appeal would move under these rules; empty when none moves. A clock whose start would
 * move too (its reader would have got it later) is matched by its kind.
 */
export function movesOf(clocks: ClockRow[], timeline: AppealEvent[], timing: Timing): ClockMove[] {
  const replayed = replayClocks(timeline, timing).filter(isRunning);
  return clocks.filter(isRunning).flatMap((clock) => {
    const { kind, startedAt, dueAt: from } = clock;
    const same = replayed.filter((row) => row.kind === kind);
    const next = same.find((row) => row.startedAt === startedAt) ?? (same.length === 1 ? same[0] : undefined);
    if (!next || next.dueAt === from) return [];
    return [{ kind, startedAt, from, to: next.dueAt, rule: next.rule, derivation: next.derivation }];
  });
}
