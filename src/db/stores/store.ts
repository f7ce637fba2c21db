import type { RosterStore, Store } from '../../ports/store.ts';
import type { Session } from '../engines/session.ts';
import { inboxReader } from '../queues/inbox.ts';
import type { Owed } from '../queues/owed.ts';
import { aheadStore } from './aheadStore.ts';
import { alone } from './alone.ts';
import { appealStore } from './appealStore.ts';
import { chatStore } from './chatStore.ts';
import { clockStore } from './clockStore.ts';
import { draftStore } from './draftStore.ts';
import { dueStore } from './dueStore.ts';
import { exampleStore } from './exampleStore.ts';
import { figures } from './figures.ts';
import { metaStore } from './metaStore.ts';
import { onceStore } from './onceStore.ts';
import { outboxStore } from './outboxStore.ts';
import { paperStore } from './paperStore.ts';
import { peopleStore } from './peopleStore.ts';
import { reminderStore } from './reminderStore.ts';

/**
 * Everything a unit of work may read and write, inside its transaction. Adds the inbox rows it finishes to `finished`.
 */
export function createStore({ session, enqueue }: Owed, finished: number[]): Store & RosterStore {
  return {
    enqueue,
    finishInbox: async (id, note) => {
      await finishInbox(session, id, note);
      finished.push(id);
    },
    alone: alone(session),
    ...aheadStore(session),
    ...appealStore(session),
    ...clockStore(session),
    ...reminderStore(session),
    ...dueStore(session),
    ...onceStore(session),
    ...paperStore(session),
    ...figures(session),
    ...inboxReader(session),
    ...metaStore(session),
    ...outboxStore(session),
    ...peopleStore(session),
    ...chatStore(session),
    ...draftStore(session),
    ...exampleStore(session),
  };
}

/** Throws when the row is already done: this rolls back the second handling. */
async function finishInbox({ rows }: Session, id: number, note?: string): Promise<void> {
  const open = `(state = 'pending' OR state = 'claimed')`;
  const sql = `UPDATE inbox SET state = 'done', error = $1, claimed_at = NULL, claimed_by = NULL
    WHERE id = $2 AND ${open} RETURNING id`;
  if ((await rows(sql, [note ?? null, id])).length === 0) throw new Error(`inbox row ${id} is not open any more`);
}
