import { createHash } from 'node:crypto';
import type { OutboxEntry } from '../../ports/queues.ts';
import type { Parameter, Session } from '../engines/session.ts';
import { enqueue, laneOf } from '../stores/outboxStore.ts';

/** Any number, the same in every process of this program. */
const laneLocks = 7_305_119;

/** The messages that one unit of work owes, stored as late as possible. */
export interface Owed {
  /** Like the session it was made from, but a statement about the outbox sees what was enqueued before. */
  session: Session;
  enqueue(entry: OutboxEntry): Promise<void>;
  /** Stores the remaining entries; called last before the commit. */
  settle(): Promise<void>;
}

/**
 * Messages of a chat go out in the order of `seq`, so the numbers must become visible in that order; otherwise a later
 * message could go out before an earlier one is visible. On PostgreSQL a lane is locked from the number to the commit.
 * The locks are taken last and in one order: they are short, and two units of work never wait for each other. A unit
 * that reads the outbox after it enqueued holds its lanes for longer; if that leads to a deadlock, the transactor runs
 * one of the two again.
 */
export function enqueueLast(session: Session): Owed {
  let entries: OutboxEntry[] = [];
  let settled: Promise<void> = Promise.resolve();
  const write = async (some: OutboxEntry[]) => {
    if (session.dialect === 'postgres') await holdLanes(session, some);
    for (const entry of some) await enqueue(session, entry);
  };
  const settle = () => {
    const some = entries;
    entries = [];
    if (some.length > 0) settled = settled.then(() => write(some));
    return settled;
  };
  return {
    session: {
      ...session,
      async rows<R>(sql: string, parameters?: Parameter[]) {
        if (sql.includes('outbox')) await settle();
        return session.rows<R>(sql, parameters);
      },
    },
    async enqueue(entry) {
      entries.push(entry);
    },
    settle,
  };
}

/** Each lane uses one of 256 locks: a list to a thousand chats must not fill the server's lock table. */
async function holdLanes({ rows }: Session, entries: OutboxEntry[]): Promise<void> {
  const locks = new Set(entries.map(({ to }) => createHash('sha1').update(laneOf(to)).digest()[0] ?? 0));
  const sorted = [...locks].sort((one, other) => one - other);
  await rows(`SELECT pg_advisory_xact_lock(${laneLocks}, lane) FROM unnest($1::int[]) lane`, [`{${sorted.join(',')}}`]);
}
