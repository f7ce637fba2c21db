import type { Store } from '../../ports/store.ts';
import type { Session } from '../engines/session.ts';

/**
 * On SQLite a unit of work is alone anyway. PostgreSQL releases the lock when the transaction ends, even by a rollback.
 */
export function alone({ dialect, rows }: Session): Store['alone'] {
  return async (subject) => {
    if (dialect === 'sqlite') return;
    const [, appeal] = /^appeal:(.*)$/s.exec(subject) ?? [];
    // Locks the row itself, because `save` takes the same lock.
    if (appeal !== undefined) await rows('SELECT number FROM appeals WHERE number = $1 FOR UPDATE', [appeal]);
    else await rows(`SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ':' || $1, 0))`, [subject]);
  };
}
