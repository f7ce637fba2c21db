import type { Person } from '../../domain/people/contacts.ts';
import { distinct } from '../../domain/people/rosterMerge.ts';
import type { Platform } from '../../ports/platform.ts';
import type { RosterStore } from '../../ports/store.ts';

export interface Matching {
  transact<T>(fn: (store: RosterStore) => Promise<T>): Promise<T>;
  platform: Pick<Platform, 'openIdsByMobile'>;
}

/**
 * 名册核对: asks the platform for the open_ids of those who are known by mobile only. The platform is asked between two
 * transactions, never inside one. Returns who stays unmatched. Throws PlatformError.
 */
export async function matchRoster({ transact, platform }: Matching): Promise<{ matched: number; unmatched: Person[] }> {
  const waiting = (await transact((store) => store.allPeople())).filter(isUnmatched);
  const mobiles = waiting.flatMap(({ mobile }) => mobile ?? []);
  const openIds = mobiles.length > 0 ? await platform.openIdsByMobile(mobiles) : new Map<string, string>();

  return transact(async (store) => {
    const everybody = await store.allPeople();
    const still = everybody.filter(isUnmatched);
    const found = still.filter(({ mobile }) => openIds.has(mobile ?? ''));
    for (const person of found) await join(store, person, { openId: openIds.get(person.mobile ?? ''), everybody });
    return { matched: found.length, unmatched: still.filter((person) => !found.includes(person)) };
  });
}

function isUnmatched({ openId, mobile, memberships }: Person): boolean {
  return !openId && mobile !== undefined && memberships.length > 0;
}

/** Whoever has this open_id already is the same person under two rows: the one who could act so far keeps his id. */
async function join(
  store: RosterStore,
  person: Person,
  facts: { openId?: string; everybody: Person[] },
): Promise<void> {
  const { openId, everybody } = facts;
  const twin = everybody.find((other) => other.openId === openId);
  if (!twin) return store.savePerson({ ...person, openId });
  await store.savePerson({ ...person, mobile: undefined, memberships: [] });
  const memberships = distinct([...twin.memberships, ...person.memberships]);
  await store.savePerson({ ...twin, name: person.name, mobile: person.mobile, memberships });
}
