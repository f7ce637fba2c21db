import type { Membership } from '../../src/domain/people/contacts.ts';
import type { District } from './cast.ts';
import { type Player, personOf } from './conversation.ts';

/** The roster has these posts of this person from now on, and no others. */
export async function nowHolds(at: District, player: Player, ...memberships: Membership[]): Promise<void> {
  await at.deps.transact(async (store) => {
    const before = (await store.personByOpenId(player.address)) ?? personOf(player.address, player.name, []);
    await store.savePerson({ ...before, memberships });
  });
}

/** Somebody new, known to the roster. */
export async function joins(
  at: District,
  [openId, name]: [string, string],
  ...memberships: Membership[]
): Promise<Player> {
  const { player, person } = at.person(openId, name, ...memberships);
  await at.deps.transact((store) => store.savePerson(person));
  return player;
}
