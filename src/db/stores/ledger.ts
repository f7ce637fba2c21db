import type { Ledger } from '../../ports/store.ts';
import type { Session } from '../engines/session.ts';
import { inboxReader } from '../queues/inbox.ts';
import { aheadReader } from './aheadStore.ts';
import { appealReader } from './appealReader.ts';
import { chatReader } from './chatStore.ts';
import { clockReader } from './clockStore.ts';
import { dueReader } from './dueStore.ts';
import { exampleReader } from './exampleStore.ts';
import { figures } from './figures.ts';
import { metaReader } from './metaStore.ts';
import { onceReader } from './onceStore.ts';
import { outboxReader } from './outboxStore.ts';
import { paperReader } from './paperStore.ts';
import { peopleReader } from './peopleStore.ts';
import { reminderReader } from './reminderStore.ts';

/** 台账: everything that can be read without waiting for writers. */
export function createLedger(session: Session): Ledger {
  return {
    ...aheadReader(session),
    ...appealReader(session),
    ...clockReader(session),
    ...reminderReader(session),
    ...dueReader(session),
    ...onceReader(session),
    ...outboxReader(session),
    ...paperReader(session),
    ...exampleReader(session),
    ...figures(session),
    ...inboxReader(session),
    ...metaReader(session),
    ...peopleReader(session),
    ...chatReader(session),
  };
}
