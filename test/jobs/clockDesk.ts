import { randomUUID } from 'node:crypto';
import type { Work } from '../../src/commands/shared/work.ts';
import type { Database } from '../../src/db/database.ts';
import type { District, TimetableEntry } from '../../src/domain/rules.ts';
import { addSeconds, instantOf } from '../../src/domain/time/chinaTime.ts';
import type { Copy, Job } from '../../src/jobs/timetable/occurrencesDue.ts';
import type { Deps } from '../../src/ports/index.ts';
import { say } from '../../src/presenters/notes/notes.ts';
import { readRules } from '../../src/settings/settings.ts';
import { textOf } from '../support/cardText.ts';
import { silent } from '../support/databases.ts';
import { FakePlatform } from '../support/fakePlatform.ts';

export const { rules, calendar } = readRules('config');

/** Friday and the days around it, in China. */
export const at = (text: string): string => instantOf(text.slice(0, 10), text.slice(11));

export const digest: TimetableEntry = {
  ...{ name: '晨报', job: 'morning-digest', cron: '30 8 * * *', onDayOff: 'skip', usefulUntil: '12:00' },
  audience: ['leaders'],
};

export interface ClockDesk {
  deps: Deps;
  now(text: string): void;
  /** Forward by so many seconds. */
  wait(seconds: number): void;
  logged: { facts: object; message: string }[];
}

/** A process on this database whose clock and timetable belong to the test. */
export function clockDesk(database: Database, timetable: TimetableEntry[], start: string): ClockDesk {
  let time = start.endsWith('Z') ? start : at(start);
  const logged: ClockDesk['logged'] = [];
  const note = (facts: object, message: string) => void logged.push({ facts, message });
  const district: District = { ...rules.district, timetable };
  const { transact, read, inbox, outbox } = database;
  const deps: Deps = {
    ...{ transact, read, inbox, outbox, calendar, platform: new FakePlatform() },
    clock: { now: () => new Date(time) },
    log: { ...silent, warn: note, error: note },
    rules: { ...rules, district },
    newId: () => randomUUID().replaceAll('-', ''),
    administrators: ['ou_admin'],
  };
  return {
    deps,
    logged,
    now(text) {
      time = text.endsWith('Z') ? text : at(text);
    },
    wait(seconds) {
      time = addSeconds(time, seconds);
    },
  };
}

/** Sends one text to each of these people and remembers what it was asked. */
export function papers(recipients: string[], fails: (copy: Copy) => boolean = () => false) {
  const copies: Copy[] = [];
  const run = async (work: Work, copy: Copy) => {
    const { slot, recipient } = copy;
    const message = say(`${slot} ${copy.late ? '补发' : ''}`);
    const times = { createdAt: work.at, notBefore: work.at };
    await work.store.enqueue({ id: work.newId(), op: 'send', to: { person: recipient }, message, ...times });
    if (fails(copy)) throw new Error('the job failed');
    copies.push(copy);
    return undefined;
  };
  const job: Job = { gather: async () => ({ recipients, copies: async () => run }) };
  return { job, copies };
}

/** Sends everything that is owed, also what waits for its hour; gives what went to whom. */
export async function sends({ outbox }: Deps): Promise<{ to: string; text: string; notBefore: string }[]> {
  const far = '2999-01-01T00:00:00.000Z';
  const sent: { to: string; text: string; notBefore: string }[] = [];
  for (let rows = await outbox.claim(far, 100); rows.length > 0; rows = await outbox.claim(far, 100)) {
    for (const { id, to, message, notBefore } of rows) {
      await outbox.sent(id, { messageId: `om_${id}`, chatId: 'oc_1', at: notBefore });
      sent.push({ to: 'person' in to ? to.person : to.chat, text: textOf(message), notBefore });
    }
  }
  return sent;
}
