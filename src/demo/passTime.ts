import { z } from 'zod';
import { type Calendar, nextWorkday, workdayFrom } from '../domain/time/calendar.ts';
import { addDays, addSeconds, chinaDate, instantOf, timeText } from '../domain/time/chinaTime.ts';
import type { Instant } from '../domain/time/instant.ts';
import { type Advance, farthestDays } from '../fakeLark/api.ts';
import { farTime, pastTime, unreadableTime } from '../presenters/notes/movedTime.ts';

/** The functions of the bot that are needed to move its clock. */
export interface Traveller {
  /** When the next thing falls due, strictly after this instant. */
  nextDueAt(after: Instant): Promise<Instant | undefined>;
  /** Does what is due now and sends what is owed now. */
  tick(): Promise<void>;
}

export interface Journey {
  traveller: Traveller;
  now(): Instant;
  /** Sets all clocks. */
  set(at: Instant): Promise<void>;
  /** Stops the journey at the time it has reached. */
  stopped?: AbortSignal;
}

/** When the morning's papers have arrived: the digest of 08:30 and the list of 09:00, each up to five minutes later. */
export const morning = '09:05';
/** Before this hour, a request for the morning means the morning of the same day. */
const morningBegins = '08:30';

/** Thrown when the clock is not moved; the message is a sentence for the person who asked. */
export class AdvanceRefused extends Error {
  override name = 'AdvanceRefused';
}

const askSchema: z.ZodType<Advance> = z.union([
  z.strictObject({ by: z.enum(['hour', 'morning', 'workday']) }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
]);

/**
 * The time to which the clock should move. Throws AdvanceRefused when it cannot be read, is in the past or too far
 * ahead.
 */
export function targetOf(ask: unknown, now: Instant, calendar: Calendar): Instant {
  const read = askSchema.safeParse(ask);
  if (!read.success) throw new AdvanceRefused(unreadableTime);
  const target = 'to' in read.data ? new Date(read.data.to).toISOString() : ahead(read.data.by, now, calendar);
  if (target <= now) throw new AdvanceRefused(pastTime(now));
  if (target > addSeconds(now, farthestDays * 86_400)) throw new AdvanceRefused(farTime(farthestDays));
  return target;
}

function ahead(by: 'hour' | 'morning' | 'workday', now: Instant, calendar: Calendar): Instant {
  const today = chinaDate(now);
  if (by === 'hour') return addSeconds(now, 3600);
  if (by === 'workday') return instantOf(nextWorkday(today, calendar), timeText(now));
  const from = timeText(now) < morningBegins ? today : addDays(today, 1);
  return instantOf(workdayFrom(from, calendar), morning);
}

/**
 * Lets time pass: the clock stops at everything that falls due on the way, in order, and the bot does it before the
 * clock goes on. The bot looks once a minute, like the real bot; work that stays due after that does not stop the
 * clock.
 */
export async function passTime(target: Instant, { traveller, now, set, stopped }: Journey): Promise<void> {
  for (let at = now(); !stopped?.aborted; ) {
    // Also before the first step: work that is due happens now, and a fresh bot's timetable begins with its first look.
    await traveller.tick();
    if (at >= target || stopped?.aborted) return;
    const due = await traveller.nextDueAt(at);
    const stop = due && due > at ? wholeMinute(due) : target;
    at = stop < target ? stop : target;
    // Work takes real time, so the clock may already be later.
    if (at > now()) await set(at);
  }
}

function wholeMinute(at: Instant): Instant {
  return new Date(Math.ceil(Date.parse(at) / 60_000) * 60_000).toISOString();
}

/** Runs the given work one after the other, even if one fails. */
export function oneAfterAnother(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
