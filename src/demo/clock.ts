import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Rules } from '../domain/rules.ts';
import { type Calendar, withinHours, workdayFrom } from '../domain/time/calendar.ts';
import { chinaDate, instantOf } from '../domain/time/chinaTime.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Clock } from '../ports/index.ts';
import { morning } from './passTime.ts';

/** Before the papers of the morning, which the first visitor is to see arrive by themselves. */
const dawn = '08:25';
/** How often it is written down how far the sandbox has lived, real ms. */
const keepEvery = 5_000;

export interface SandboxClock extends Clock {
  /** Against real time, ms. */
  offsetMs(): number;
  /** Where the clock is to be brought once the bot runs, by way of everything that falls due until then. */
  opening(): Instant;
  /** Sets it. An earlier time than the present changes nothing. */
  set(at: Instant): void;
  /** A new life begins, on the morning of a working day. */
  restart(): void;
  /** Writes down how far it has come, and stops doing so by itself. */
  close(): void;
}

/** Real time moved by an offset, which a file keeps, so that the sandbox goes on where it was left. */
export function sandboxClock(file: string, rules: Rules, calendar: Calendar): SandboxClock {
  let { offset, opening } = existsSync(file) ? resumed(file, rules, calendar) : fresh(calendar);
  const now = () => new Date(Date.now() + offset);
  let said = false;
  const keep = () => {
    try {
      // A process killed while it writes leaves the old file.
      writeFileSync(`${file}.new`, JSON.stringify({ offsetMs: offset, livedUntil: now() }));
      renameSync(`${file}.new`, file);
      said = false;
    } catch (error) {
      // A full disk, a folder that is gone: the sandbox goes on, and forgets at most how far it came.
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

/** Real time moved to a working morning, so that the first visit finds people at work. */
function fresh(calendar: Calendar): Beginning {
  const today = workdayFrom(chinaDate(new Date()), calendar);
  return { offset: Date.parse(instantOf(today, dawn)) - Date.now(), opening: instantOf(today, morning) };
}

/**
 * It begins where it ended; what fell due since is made up for on the way to the present. Left alone over night it
 * would be closed: it goes on at the next opening.
 */
function resumed(file: string, { district }: Rules, calendar: Calendar): Beginning {
  const kept: { offsetMs: number; livedUntil?: Instant } = JSON.parse(readFileSync(file, 'utf8'));
  const present = new Date(Date.now() + kept.offsetMs).toISOString();
  const opening = withinHours(present, district.dispatch, calendar);
  return { offset: Date.parse(kept.livedUntil ?? present) - Date.now(), opening };
}
