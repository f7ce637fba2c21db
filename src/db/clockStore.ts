import { In, IsNull } from 'typeorm';
import type { DueStep, Store } from '../ports.ts';
import { ClockSchema, DueStepSchema } from './entities/clocks.ts';
import { insert, present, type Session, upsert } from './session.ts';

type Reading = Pick<Store, 'clocks'>;
type Writing = Pick<Store, 'startClock' | 'stopClocks' | 'addStep' | 'cancelSteps' | 'dueSteps' | 'finishStep'>;

export function clockReader({ manager }: Session): Reading {
  return {
    async clocks(number) {
      const order = { startedAt: 'ASC', dueAt: 'ASC', id: 'ASC' } as const;
      return (await manager.find(ClockSchema, { where: { appeal: number }, order })).map(present);
    },
  };
}

export function clockStore(session: Session): Reading & Writing {
  const { manager } = session;
  return {
    ...clockReader(session),
    startClock: ({ assignment = null, stoppedAt = null, ...clock }) =>
      insert(session, ClockSchema, [{ ...clock, assignment, stoppedAt }]),
    async stopClocks(number, at, kinds) {
      const running = { appeal: number, stoppedAt: IsNull(), ...(kinds && { kind: In(kinds) }) };
      await manager.update(ClockSchema, running, { stoppedAt: at });
    },
    /** A pending step of the same kind for the same thing is moved, not doubled. */
    addStep: (step) => upsert(session, { schema: DueStepSchema, keys: ['ref', 'kind'] }, [step]),
    async cancelSteps(ref, kinds) {
      await manager.delete(DueStepSchema, { ref, ...(kinds && { kind: In(kinds) }) });
    },
    dueSteps: (now, limit) => dueSteps(session, now, limit),
    finishStep: async (id) => (await session.rows('DELETE FROM due_steps WHERE id = $1 RETURNING id', [id])).length > 0,
  };
}

/** Another process that looks at the same time gets other steps (PostgreSQL; SQLite has one writer anyway). */
async function dueSteps(session: Session, now: string, limit: number): Promise<DueStep[]> {
  const lock = session.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : '';
  return session.rows<DueStep>(
    `SELECT id, kind, ref, due_at AS "dueAt" FROM due_steps WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2 ${lock}`,
    [now, limit],
  );
}
