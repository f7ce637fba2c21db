import { type Appeal, type Assignment, currentAssignment } from '../domain/appeal/appeal.ts';
import { atWork, type Person } from '../domain/people/contacts.ts';
import { relations } from '../domain/people/relations.ts';
import { type Rules, taskForce } from '../domain/rules.ts';
import type { PeopleFilter } from '../ports/rows.ts';
import type { Store } from '../ports/store.ts';

/**
 * 3 officer, 2 deputy, 1 head (docs/develop/rules.md#rule-8): first the officer is asked, then the deputy reminded,
 * then the head told.
 */
export type Rung = 'officer' | 'deputy' | 'head';
export type Held = Pick<Assignment, 'taskForce' | 'unit'>;

/**
 * The people of one tier of a handling unit. Its lead unit works through the liaison and is headed by the deputy leader
 * (docs/develop/rules.md#rule-6). A person who is away is replaced by his substitute. A vacant tier stays empty: the
 * district office has to fill it, and reminders never climb past it (docs/develop/domain.md#vacant).
 */
export async function tierOf(
  store: Pick<Store, 'people'>,
  rules: Rules,
  { taskForce: number, unit }: Held,
  rung: Rung,
): Promise<Person[]> {
  const leads = taskForce(rules, number).leadUnit === unit;
  const posts: Record<Rung, PeopleFilter[]> = {
    officer: [
      ...(leads ? [{ roles: ['liaison' as const], taskForce: number }] : []),
      { roles: ['contact'], unit, tier: 3 },
      ...(leads ? [{ roles: ['office' as const], taskForce: number }] : []),
    ],
    deputy: [{ roles: ['contact'], unit, tier: 2 }],
    head: [
      { roles: ['contact'], unit, tier: 1 },
      ...(leads ? [{ roles: ['deputy-leader' as const], taskForce: number }] : []),
    ],
  };
  for (const post of posts[rung]) {
    const people = atWork(await store.people(post));
    if (people.length > 0) return people;
  }
  return [];
}

type PeopleOf = (store: Pick<Store, 'people'>, rules: Rules, held: Held) => Promise<Person[]>;

export const officersOf: PeopleOf = (store, rules, held) => tierOf(store, rules, held, 'officer');

/** Whose step it is: the officers; where there are none, the deputy. */
export const handlersOf: PeopleOf = async (store, rules, held) => {
  const officers = await officersOf(store, rules, held);
  return officers.length > 0 ? officers : tierOf(store, rules, held, 'deputy');
};

/** The person himself, or his substitute. */
export async function inPlaceOf(store: Pick<Store, 'people' | 'person'>, id: string): Promise<Person[]> {
  const substitutes = await store.people({ standsInFor: id });
  if (substitutes.length > 0) return substitutes;
  const person = await store.person(id);
  return person ? [person] : [];
}

/** The person who signed it, or his substitute; nobody when he has left the unit or cannot be reached. */
async function signersOf(store: Pick<Store, 'people' | 'person'>, appeal: Appeal): Promise<Person[]> {
  const signedBy = currentAssignment(appeal)?.signedBy;
  const found = signedBy ? await inPlaceOf(store, signedBy) : [];
  return found.filter((person) => person.openId !== undefined && relations(person, appeal).has('handler'));
}

/** The person who signed it in, else the `others` of the present holder; nobody before the dispatch. */
export async function signersElse(
  store: Pick<Store, 'people' | 'person'>,
  { appeal, rules }: { appeal: Appeal; rules: Rules },
  others: PeopleOf,
): Promise<Person[]> {
  const held = currentAssignment(appeal);
  if (!held) return [];
  const signers = await signersOf(store, appeal);
  return signers.length > 0 ? signers : others(store, rules, held);
}
