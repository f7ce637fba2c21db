import type { DueStep } from '../../ports/rows.ts';
import type { DueReader, DueStore, Store } from '../../ports/store.ts';
import type { Session } from '../engines/session.ts';
import { DueStepSchema } from '../entities/clocks.ts';
import { whenTargetIsSent } from './outboxStore.ts';
import { placeholders, upsert } from './tables.ts';

/** Everything that falls due by itself: steps, reminders, messages. A message is never tried before its `notBefore`. */
export function dueReader({ rows }: Session): DueReader {
  return {
    async nextDue(after) {
      const [next] = await rows<{ at: string | null }>(
        `SELECT MIN(at) AS at FROM (
           SELECT MIN(due_at) AS at FROM due_steps WHERE due_at > $1
           UNION ALL SELECT MIN(due_at) FROM reminders WHERE state = 'pending' AND due_at > $1
           UNION ALL SELECT MIN(next_attempt_at) FROM outbox
             WHERE state = 'pending' AND next_attempt_at > $1 AND next_attempt_at < '${whenTargetIsSent}') AS times`,
        [after],
      );
      return next?.at ?? undefined;
    },
    /** A message that is being retried counts as late, however far away its next attempt is. */
    async late(before) {
      const counted = await rows<{ what: keyof Late; count: number; oldest: string | null }>(
        `SELECT 'steps' AS what, CAST(COUNT(*) AS integer) AS count, MIN(due_at) AS oldest
           FROM due_steps WHERE due_at < $1
         UNION ALL SELECT 'reminders', CAST(COUNT(*) AS integer), MIN(due_at)
           FROM reminders WHERE state = 'pending' AND due_at < $1
         UNION ALL SELECT 'messages', CAST(COUNT(*) AS integer), MIN(not_before)
           FROM outbox WHERE state = 'pending' AND not_before < $1 AND next_attempt_at < '${whenTargetIsSent}'`,
        [before],
      );
      const kinds = counted.map(({ what, count, oldest }) => [what, { count, ...(oldest && { oldest }) }]);
      return Object.fromEntries(kinds) as Late;
    },
  };
}

type Late = Awaited<ReturnType<Store['late']>>;

export function dueStore(session: Session): DueStore {
  return {
    ...dueReader(session),
    /** A pending step of the same kind for the same thing is moved, not added again. */
    addStep: (...steps) => upsert(session, { schema: DueStepSchema, keys: ['ref', 'kind'] }, steps),
    async cancelSteps(ref, kinds) {
      const among = kinds ? ` AND kind IN (${placeholders(kinds.length, 2)})` : '';
      await session.rows(`DELETE FROM due_steps WHERE ref = $1${among}`, [ref, ...(kinds ?? [])]);
    },
    dueSteps: (now, limit) => dueSteps(session, now, limit),
    finishStep: async (id) => (await session.rows('DELETE FROM due_steps WHERE id = $1 RETURNING id', [id])).length > 0,
  };
}

/** A process that looks at the same time gets other steps (PostgreSQL; SQLite has one writer anyway). */
async function dueSteps(session: Session, now: string, limit: number): Promise<DueStep[]> {
  const lock = session.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : '';
  return session.rows<DueStep>(
    `SELECT id, kind, ref, due_at AS "dueAt" FROM due_steps WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2 ${lock}`,
    [now, limit],
  );
}
