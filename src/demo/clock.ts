import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Rules } from '../domain/rules.ts';
import { type Calendar, withinHours, workdayFrom } from '../domain/time/calendar.ts';
import { chinaDate, instantOf } from '../domain/time/chinaTime.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Clock } from '../ports/index.ts';
import { morning } from './passTime.ts';

/** Before the morning's papers: the first visitor should see them arrive by themselves. */
const dawn = '08:25';
/** How often the time that the sandbox has reached is saved, real ms. */
const keepEvery = 5_000;

export interface SandboxClock extends Clock {
  /** Difference from real time, ms. */
  offsetMs(): number;
  /** Where to move the clock when the bot runs; everything that falls due on the way is done. */
  opening(): Instant;
  /** Sets the clock. A time before the present changes nothing. */
  set(at: Instant): void;
  /** Starts again from the morning of a working day. */
  restart(): void;
  /** Saves the time that the sandbox has reached, and stops the automatic saving. */
  close(): void;
}

/** Real time plus an offset; a file keeps the offset, and the sandbox goes on where it was left. */
export function sandboxClock(file: string, rules: Rules, calendar: Calendar): SandboxClock {
  let { offset, opening } = existsSync(file) ? resumed(file, rules, calendar) : fresh(calendar);
  const now = () => new Date(Date.now() + offset);
  let said = false;
  const keep = () => {
    try {
      // Written beside the file and renamed: a process killed while writing leaves the old file.
      writeFileSync(`${file}.new`, JSON.stringify({ offsetMs: offset, livedUntil: now() }));
      renameSync(`${file}.new`, file);
      said = false;
    } catch (error) {
      // A full disk or a missing folder: the sandbox goes on, and at worst forgets how far it came.
      if (!said) console.error(`the sandbox's clock is not kept: ${(error as NodeJS.ErrnoException).code}`);
      said = true;
    }
  };
  const timer = setInterval(keep, keepEvery).unref();
  keep();
  return {
    now,
    offsetMs: () => offset,
    opening: () => opening,
    set(at) {
      offset = Math.max(offset, Date.parse(at) - Date.now());
      keep();
    },
    restart() {
      ({ offset, opening } = fresh(calendar));
      keep();
    },
    close() {
      clearInterval(timer);
      keep();
    },
  };
}

interface Beginning {
  offset: number;
  opening: Instant;
}

/** Real time moved to a working morning: the first visit should find people at work. */
function fresh(calendar: Calendar): Beginning {
  const today = workdayFrom(chinaDate(new Date()), calendar);
  return { offset: Date.parse(instantOf(today, dawn)) - Date.now(), opening: instantOf(today, morning) };
}

/**
 * Begins where the sandbox ended; what fell due since then is done on the way to the present. After a night the
 * district would be closed, so it goes on at the next opening.
 */
function resumed(file: string, { district }: Rules, calendar: Calendar): Beginning {
  const kept: { offsetMs: number; livedUntil?: Instant } = JSON.parse(readFileSync(file, 'utf8'));
  const present = new Date(Date.now() + kept.offsetMs).toISOString();
  const opening = withinHours(present, district.dispatch, calendar);
  return { offset: Date.parse(kept.livedUntil ?? present) - Date.now(), opening };
}
