import type { Attempt } from '../../ports/queues.ts';
import type { Engine } from '../engines/engine.ts';
import { attemptsUntil } from './attempts.ts';
import { living, type Presence } from './presence.ts';

/** Receives the attempts of the last minute. */
export type Recall = (attempts: Attempt[]) => void;

/**
 * Only one living process of the app sends, so its pace is the pace of the whole app. A process that begins or resumes
 * sending first gets the attempts of the last minute.
 */
export interface SendingTurn {
  /** Keeps the turn, or takes it when no living process has it; false when another process has it. */
  take(now: string, recall?: Recall): Promise<boolean>;
  /**
   * SQL that makes a statement do nothing when another process has the turn: one part goes before the statement, one
   * into its conditions.
   */
  fence(): { before: string; condition: string };
  giveBack(): Promise<void>;
}

/** SQLite belongs to one process. */
export function onlySender(engine: Engine): SendingTurn {
  const remember = remembering(engine);
  return {
    async take(now, recall) {
      await remember(1, now, recall);
      return true;
    },
    fence: () => ({ before: '', condition: 'TRUE' }),
    giveBack: async () => undefined,
  };
}

/** PostgreSQL: the turn is a row. Each new holder gets a new term, so a process cannot mistake it for its old turn. */
export function sendingTurn(engine: Engine, process: Presence): SendingTurn {
  const remember = remembering(engine);
  let known = 0;
  return {
    async take(now, recall) {
      await process.begin();
      const holder = await standing(engine);
      const term = holder?.id === process.id ? holder.term : holder ? undefined : await takeOver(engine, process.id);
      if (term === undefined) return false;
      await remember(term, now, recall);
      known = term;
      return true;
    },
    // The lock is held until the commit: the next holder sees all attempts of the old one.
    fence: () => ({
      before: `WITH turn AS (SELECT one FROM sending WHERE holder = '${process.id}' AND term = ${known} FOR SHARE)`,
      condition: 'EXISTS (SELECT one FROM turn)',
    }),
    async giveBack() {
      await engine.statement('UPDATE sending SET holder = NULL WHERE holder = $1 RETURNING one', [process.id]);
    },
  };
}

/**
 * Gives out the attempts once per term. If that fails, the turn is taken but not used, and the next look tries again.
 */
function remembering(engine: Engine) {
  let told = 0;
  return async (term: number, now: string, recall?: Recall): Promise<void> => {
    if (!recall || term === told) return;
    recall(await engine.look((session) => attemptsUntil(session, now)));
    told = term;
  };
}

/** The living process that has the turn. */
async function standing(engine: Engine): Promise<{ id: string; term: number } | undefined> {
  const sql = `SELECT holder AS id, term FROM sending WHERE holder IN ${living}`;
  const [row] = await engine.statement<{ id: string; term: number }>(sql, []);
  return row;
}

async function takeOver(engine: Engine, own: string): Promise<number | undefined> {
  const sql = `INSERT INTO sending (one, holder, term) VALUES (1, $1, 1)
    ON CONFLICT (one) DO UPDATE SET holder = excluded.holder, term = sending.term + 1
    WHERE sending.holder IS NULL OR sending.holder NOT IN ${living} RETURNING term`;
  const [row] = await engine.statement<{ term: number }>(sql, [own]);
  return row?.term;
}
