import type { ReadOnly, Store } from '../ports.ts';
import { appealReader } from './appealStore.ts';
import { chatReader } from './chatStore.ts';
import { clockReader } from './clockStore.ts';
import { peopleReader } from './peopleStore.ts';
import type { Session } from './session.ts';

/** 台账: what may be asked beside the writers. */
export function createLedger(session: Session): Pick<Store, ReadOnly> {
  return { ...appealReader(session), ...clockReader(session), ...peopleReader(session), ...chatReader(session) };
}
