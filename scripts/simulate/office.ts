import { randomUUID } from 'node:crypto';
import { jobTable } from '../../src/app/jobTable.ts';
import { type Acting, type Work, workOf } from '../../src/commands/shared/work.ts';
import { openDatabase } from '../../src/db/database.ts';
import { Refusal } from '../../src/domain/errors.ts';
import type { Person } from '../../src/domain/people/contacts.ts';
import type { Instant } from '../../src/domain/time/instant.ts';
import { delivery } from '../../src/jobs/outbox/delivery.ts';
import { ticker } from '../../src/jobs/tick/tick.ts';
import { nextInTimetable } from '../../src/jobs/timetable/occurrencesDue.ts';
import type { Deps, Log } from '../../src/ports/index.ts';
import type { readRules } from '../../src/settings/settings.ts';
import { type Sending, sendingOf, willingPlatform } from './platform.ts';
import { administrator, type Cast, settleIn } from './roster.ts';

/** The real bot over a database of its own; the clock is the simulation's, and the platform only counts. */
export interface Office {
  deps: Deps;
  now(): Instant;
  setNow(at: Instant): void;
  /** One person does one thing; undefined when the bot refuses it. */
  act<T>(actor: Person, command: (work: Work, acting: Acting) => Promise<T>): Promise<T | undefined>;
  /** Does what is due at this moment, if anything is, and sends what is owed. */
  settle(): Promise<Settled>;
  /** What went out, in order; updates of cards are none. */
  sent: Sending[];
  /** How often the bot refused, by code. */
  refused: Map<string, number>;
  /** What the bot logged as errors: empty when all is well. */
  faults: string[];
  close(): Promise<void>;
}

export interface Settled {
  sent: Sending[];
  /** When the bot has something to do next by itself. */
  dueAt: Instant;
}

type Settings = ReturnType<typeof readRules>;
const never = '9999-01-01T00:00:00.000Z';

/** Opens the database and moves everybody in; throws when it cannot be opened. */
export async function openOffice(url: string, begin: Instant, settings: Settings, cast: Cast): Promise<Office> {
  let time = new Date(begin);
  const now = () => time.toISOString();
  const faults: string[] = [];
  const log = listening(faults);
  const { transact, read, inbox, outbox, close } = await openDatabase(url, { log });
  await settleIn({ transact }, cast);
  const newId = () => randomUUID().replaceAll('-', '');
  const clock = { now: () => time };
  const platform = willingPlatform();
  const deps: Deps = {
    ...settings,
    clock,
    log,
    transact,
    read,
    inbox,
    outbox,
    platform,
    newId,
    administrators: [administrator],
  };
  const acts = acting(deps);
  return {
    ...acts,
    ...settling(deps, faults, acts.isActing),
    ...{ deps, now, faults, close },
    setNow: (at) => {
      time = new Date(at);
    },
  };
}

function listening(faults: string[]): Log {
  const error = (facts: object, message: string) => void faults.push(`${message} ${JSON.stringify(facts)}`);
  return { info: () => undefined, warn: () => undefined, error };
}

function acting(deps: Deps) {
  const refused = new Map<string, number>();
  const actedAt = new Map<string, Instant>();
  const now = () => deps.clock.now().toISOString();
  const act: Office['act'] = async (person, command) => {
    actedAt.set(person.openId ?? '', now());
    try {
      return await deps.transact((store) => command(workOf(deps, store), { person, from: { source: 'chat' } }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.set(error.code, (refused.get(error.code) ?? 0) + 1);
      return undefined;
    }
  };
  return { refused, act, isActing: (openId: string) => actedAt.get(openId) === now() };
}

function settling(deps: Deps, faults: string[], isActing: (openId: string) => boolean) {
  const missed = (count: number) =>
    void (count > 0 && faults.push(`${count} occurrences of the timetable were missed`));
  const tick = ticker({ deps, jobs: jobTable, poke: () => undefined, missed });
  const send = sender(deps, isActing);
  const sent: Sending[] = [];
  let [lineAt, dueAt] = ['', ''];
  const settle = async (): Promise<Settled> => {
    const now = deps.clock.now().toISOString();
    if (dueAt <= now) await tick.round();
    const fresh = await send(now);
    sent.push(...fresh);
    // The timetable moves on with time alone; what people do brings steps, reminders and messages.
    if (lineAt <= now) lineAt = (await nextInTimetable(deps, jobTable, now)) ?? never;
    const row = await deps.read((store) => store.nextDue(now));
    dueAt = onMinute(row !== undefined && row < lineAt ? row : lineAt);
    return { sent: fresh, dueAt };
  };
  return { settle, sent };
}

/** The bot's sending half without the worker around it, whose pauses are real time. */
function sender(deps: Deps, isActing: (openId: string) => boolean) {
  const free = () => undefined;
  const pace = { recall: free, waitFor: () => 0, take: free, answered: free, holdUntil: free };
  const deliver = delivery({ ...deps, pace, onDead: async () => undefined });
  return async (now: Instant): Promise<Sending[]> => {
    const sent: Sending[] = [];
    for (;;) {
      const rows = await deps.outbox.claim(now, 500);
      if (rows.length === 0) return sent;
      await deps.outbox.attempted(
        rows.map(({ id }) => id),
        now,
      );
      for (const row of rows) {
        await deliver(row);
        if (row.op !== 'update') sent.push(sendingOf(row, now, isActing));
      }
    }
  };
}

/** The bot looks once a minute. */
function onMinute(at: Instant): Instant {
  return new Date(Math.ceil(Date.parse(at) / 60_000) * 60_000).toISOString();
}
