import type { Rules } from '../domain/rules.ts';
import type { Calendar } from '../domain/time/calendar.ts';
import type { Adviser } from './adviser.ts';
import type { Platform } from './platform.ts';
import type { Inbox, Outbox } from './queues.ts';
import type { Ledger, Store } from './store.ts';

export interface Clock {
  now(): Date;
}

/** Structured log. Never pass an appeal's text, a name or a phone number. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface Deps {
  clock: Clock;
  log: Log;
  rules: Rules;
  calendar: Calendar;
  /**
   * Runs `fn` in one transaction; overlapping calls never share one. Retries on Conflict. `urgent`: a person waits at
   * the screen for it, as after a press, so it overtakes waiting work.
   */
  transact<T>(fn: (store: Store) => Promise<T>, how?: { urgent?: boolean }): Promise<T>;
  /**
   * Reads without waiting for writers. `long`: figures and lists, which wait for each other and do not block other
   * reads.
   */
  read<T>(fn: (store: Ledger) => Promise<T>, how?: { long: boolean }): Promise<T>;
  inbox: Inbox;
  outbox: Outbox;
  platform: Platform;
  /** A language model to ask where nobody here can tell; absent: nobody is asked. */
  adviser?: Adviser;
  /** Random, url-safe, ≤ 32 characters. */
  newId(): string;
  /** open_ids of the first administrators, who need no roster row. */
  administrators: string[];
}
