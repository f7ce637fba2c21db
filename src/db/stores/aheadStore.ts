import type { AheadReader, AheadStore } from '../../ports/store.ts';
import type { Session } from '../engines/session.ts';
import { whenTargetIsSent } from './outboxStore.ts';
import { placeholders } from './tables.ts';

/** Rows written by a clock that was ahead: their instants are in the future. */
export function aheadReader({ rows }: Session): AheadReader {
  return {
    async writtenAhead(limit) {
      const [newest] = await rows<{ at: string | null }>(
        `SELECT MAX(created_at) AS at FROM outbox WHERE state = 'pending' AND created_at > $1`,
        [limit],
      );
      return newest?.at ?? undefined;
    },
  };
}

export function aheadStore(session: Session): AheadStore {
  const { rows } = session;
  return {
    ...aheadReader(session),
    async bringBack({ now, limit, steps }) {
      // These were not sent, so sending them when their time comes repeats nothing.
      await rows(`DELETE FROM slots WHERE at > $1 AND slot > $2 AND state = 'missed' RETURNING job`, [limit, now]);
      const never = `'${whenTargetIsSent}'`;
      const pending = `state = 'pending'`;
      await rows(
        `UPDATE outbox SET not_before = $1, created_at = $1,
           next_attempt_at = CASE WHEN next_attempt_at = ${never} THEN ${never} ELSE $1 END
         WHERE ${pending} AND created_at > $2 RETURNING id`,
        [now, limit],
      );
      // The platform remembers the uuid from the real time of the attempt, so count from now.
      await rows(`UPDATE outbox SET first_attempt_at = $1 WHERE ${pending} AND first_attempt_at > $2 RETURNING id`, [
        ...[now, limit],
      ]);
      await rows(
        `UPDATE outbox SET next_attempt_at = $1
         WHERE ${pending} AND not_before <= $1 AND next_attempt_at > $2 AND next_attempt_at < ${never} RETURNING id`,
        [now, limit],
      );
      await rows(
        `UPDATE due_steps SET due_at = $1
         WHERE due_at > $2 AND kind IN (${placeholders(steps.kinds.length, 3)}) RETURNING id`,
        [now, steps.latest, ...steps.kinds],
      );
    },
  };
}
