import type { ClockRow as Clock } from '../../domain/clocks/clocks.ts';
import type { ClockReader, ClockStore } from '../../ports/store.ts';
import { present, type Session } from '../engines/session.ts';
import { type ClockRow, ClockSchema } from '../entities/clocks.ts';
import { runningClocks } from './runningClocks.ts';
import { select, upsert } from './tables.ts';

export function clockReader(session: Session): ClockReader {
  return {
    async clocks(number) {
      const where = 'appeal = $1 ORDER BY started_at, due_at, id';
      return (await select(session, ClockSchema, { where, parameters: [number] })).map(present);
    },
    running: () => runningClocks(session),
  };
}

export function clockStore(session: Session): ClockStore {
  return {
    ...clockReader(session),
    saveClocks: (clocks) => upsert(session, { schema: ClockSchema, keys: ['id'] }, clocks.map(clockRow)),
  };
}

/** Saving a clock again clears the fields that it does not have any more, such as `pausedAt`. */
function clockRow(clock: Clock): ClockRow {
  const { assignment = null, taskForce = null, unit = null, firstDueAt = null, pausedAt = null, ...more } = clock;
  const { stoppedAt = null, ended = null, ...rest } = more;
  return { ...rest, assignment, taskForce, unit, firstDueAt, pausedAt, stoppedAt, ended };
}
