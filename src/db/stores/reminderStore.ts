import type { Reminder } from '../../domain/clocks/ladder.ts';
import type { ReminderRow } from '../../ports/rows.ts';
import type { ReminderReader, ReminderStore, Store } from '../../ports/store.ts';
import type { Session } from '../engines/session.ts';
import { ReminderSchema, type ReminderTableRow } from '../entities/clocks.ts';
import { inParts, placeholders, select } from './tables.ts';

export function reminderReader(session: Session): ReminderReader {
  return {
    dueReminders: (now, steps, limit) => dueReminders(session, now, { steps, limit }),
    async reminders(number) {
      const where = 'appeal = $1 ORDER BY due_at, id';
      return (await select(session, ReminderSchema, { where, parameters: [number] })).map(reminderOf);
    },
  };
}

export function reminderStore(session: Session): ReminderStore {
  return {
    ...reminderReader(session),
    async addReminders(reminders) {
      for (const some of inParts(reminders)) await add(session, some);
    },
    async cancelReminders(clocks) {
      for (const some of inParts(clocks)) {
        const among = placeholders(some.length);
        await session.rows(`DELETE FROM reminders WHERE state = 'pending' AND clock IN (${among})`, some);
      }
    },
    finishReminder: async (id, how) => (await finish(session, [id], how)).length > 0,
    async finishReminders(ids, how) {
      const finished: string[] = [];
      for (const some of inParts(ids)) finished.push(...(await finish(session, some, how)));
      return finished;
    },
    async postponeReminder(id, dueAt) {
      await session.rows(`UPDATE reminders SET due_at = $1 WHERE id = $2 AND state = 'pending'`, [dueAt, id]);
    },
  };
}

type Finish = Parameters<Store['finishReminder']>[1];

/** The row decides who is first: of two at the same time the second finds it no longer pending. */
async function finish({ rows }: Session, ids: string[], { state, at, late }: Finish): Promise<string[]> {
  const found = await rows<{ id: string }>(
    `UPDATE reminders SET state = $1, sent_at = $2, late = $3
     WHERE state = 'pending' AND id IN (${placeholders(ids.length, 4)}) RETURNING id`,
    [state, state === 'sent' ? at : null, late, ...ids],
  );
  return found.map(({ id }) => id);
}

async function add({ rows }: Session, reminders: Reminder[]): Promise<void> {
  const values = reminders.map((_, index) => `(${placeholders(5, index * 5 + 1)})`);
  await rows(
    `INSERT INTO reminders (id, appeal, clock, step, due_at) VALUES ${values.join(', ')}
     ON CONFLICT (clock, step, due_at) DO NOTHING RETURNING id`,
    reminders.flatMap(({ id, appeal, clock, step, dueAt }) => [id, appeal, clock, step, dueAt]),
  );
}

type DueAsked = { steps: readonly string[]; limit: number };

async function dueReminders({ rows }: Session, now: string, { steps, limit }: DueAsked): Promise<ReminderRow[]> {
  if (steps.length === 0) return [];
  return rows<ReminderRow>(
    `SELECT id, appeal, clock, step, due_at AS "dueAt", state FROM reminders
     WHERE state = 'pending' AND due_at <= $1 AND step IN (${placeholders(steps.length, 2)})
     ORDER BY due_at, id LIMIT $${steps.length + 2}`,
    [now, ...steps, limit],
  );
}

function reminderOf({ sentAt, late, ...row }: ReminderTableRow): ReminderRow {
  return { ...row, ...(sentAt !== null && { sentAt }), ...(late && { late }) };
}
