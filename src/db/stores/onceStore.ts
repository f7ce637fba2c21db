import type { OnceReader, OnceStore } from '../../ports/store.ts';
import type { Session } from '../engines/session.ts';
import { SlotSchema } from '../entities/papers.ts';
import { select } from './tables.ts';

export function onceReader(session: Session): OnceReader {
  return {
    claimedFrom: (job, slot) =>
      select(session, SlotSchema, { where: 'job = $1 AND slot >= $2 ORDER BY slot', parameters: [job, slot] }),
  };
}

export function onceStore(session: Session): OnceStore {
  return {
    ...onceReader(session),
    /** On PostgreSQL the second of two processes waits here until the first has committed or rolled back. */
    async claimOnce({ job, slot, state, at }) {
      const sql = `INSERT INTO slots (job, slot, state, at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (job, slot) DO NOTHING RETURNING job`;
      return (await session.rows(sql, [job, slot, state, at])).length > 0;
    },
  };
}
