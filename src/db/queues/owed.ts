import { createHash } from 'node:crypto';
import type { OutboxEntry } from '../../ports/queues.ts';
import type { Parameter, Session } from '../engines/session.ts';
import { enqueue, laneOf } from '../stores/outboxStore.ts';

/** Any number, the same in every process of this program. */
const laneLocks = 7_305_119;

/** What one unit of work owes, written down as late as can be. */
export interface Owed {
  /** As the one it was made from; whoever asks for the outbox sees what was enqueued before. */
  session: Session;
  enqueue(entry: OutboxEntry): Promise<void>;
  /** Writes down what is left: the last thing before the commit. */
  settle(): Promise<void>;
}

/**
 * The order within a chat is that of `seq`, so its numbers must become visible in their order, or a later message goes
 * out before an earlier one is seen. On PostgreSQL a lane is held from the number to the commit. Taken last and in one
 * order, such locks are short and no two units of work wait for each other; who reads the outbox after he enqueued holds
 * his lanes for longer, and should that lead to a deadlock, the transactor runs one of the two again.
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

/** One of 256 locks for each lane: a list to a thousand chats must not fill the server's table of locks. */
async function holdLanes({ rows }: Session, entries: OutboxEntry[]): Promise<void> {
  const locks = new Set(entries.map(({ to }) => createHash('sha1').update(laneOf(to)).digest()[0] ?? 0));
  const sorted = [...locks].sort((one, other) => one - other);
  await rows(`SELECT pg_advisory_xact_lock(${laneLocks}, lane) FROM unnest($1::int[]) lane`, [`{${sorted.join(',')}}`]);
}
