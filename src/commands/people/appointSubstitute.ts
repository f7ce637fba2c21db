import { Refusal } from '../../domain/errors.ts';
import { authorize } from '../../domain/people/access.ts';
import { holds, type Membership, type Person } from '../../domain/people/contacts.ts';
import { nextEnd, ownPosts, withoutExpiredPosts, withSubstitutePosts } from '../../domain/people/substitutes.ts';
import { chinaDate, instantOf } from '../../domain/time/chinaTime.ts';
import type { ChinaDate } from '../../domain/time/instant.ts';
import { privately } from '../../notices/recipients.ts';
import { substituteEnded, substituteFiled, substituteNote } from '../../presenters/notes/substitutes.ts';
import { owe } from '../shared/record.ts';
import { type Acting, personOf, type Work } from '../shared/work.ts';

export interface Appointment {
  substitute: Person;
  /** Who is away; absent: the speaker himself, unless `posts` are vacant ones. */
  absent?: Person;
  /** Vacant posts to be held. */
  posts?: Membership[];
  until: ChinaDate;
}

/**
 * 代岗: whoever is away names who holds his posts; for others, and for vacant posts, the district office does. Reminders
 * and cards go to the substitute until then (docs/develop/domain.md#substitutes). Throws Refusal `not.allowed`,
 * `substitute.*`.
 */
export async function appointSubstitute(work: Work, acting: Acting, input: Appointment): Promise<void> {
  await work.store.alone('roster');
  const speaker = personOf(acting);
  const named = input.posts ? undefined : (input.absent ?? speaker);
  if (named?.id !== speaker.id) authorize(speaker, 'substituteOthers');
  const absent = named && (await asRostered(work, named));
  const posts = input.posts ?? (absent ? ownPosts(absent) : []);
  const { until } = input;
  const change = (person: Person) =>
    withSubstitutePosts(person, { posts, absent, until, at: work.at, mostDays: work.rules.district.substituteDays });
  const substitute = await keep(work, input.substitute.id, change);
  if (!substitute) throw new Refusal('substitute.nobody', {});
  const told = { absent, posts, until: input.until, rules: work.rules };
  for (const notice of privately(substitute, substituteNote(told), { as: 'anyone' })) await owe(work, acting, notice);
  for (const person of await work.store.people({ roles: ['district-office'] })) {
    if (person.id === speaker.id) continue;
    for (const notice of privately(person, substituteFiled({ ...told, substitute }), { as: 'office' }))
      await owe(work, acting, notice);
  }
}

/** 结束代岗: of those who stand in for the speaker, of the speaker's own, or, by the district office, of this person. */
export async function endSubstitute(work: Work, acting: Acting, named?: Person): Promise<void> {
  await work.store.alone('roster');
  const speaker = await asRostered(work, personOf(acting));
  const mine = await work.store.people({ standsInFor: speaker.id });
  const found = named && holds(speaker, 'district-office') ? [await asRostered(work, named)] : [...mine, speaker];
  const ended = found.filter((person) => isSubstitute(person) && (!named || person.id === named.id));
  if (ended.length === 0) throw new Refusal('substitute.none', {});
  for (const person of ended) {
    // Who is back ends his own; what the same substitute holds for others goes on.
    const all = person.id === speaker.id || holds(speaker, 'district-office');
    await keep(work, person.id, (held) => withoutExpiredPosts(held, all ? {} : { of: speaker.id }));
    for (const notice of privately(person, substituteEnded(), { as: 'anyone' })) await owe(work, acting, notice);
  }
}

function isSubstitute({ memberships }: Person): boolean {
  return memberships.some(({ until }) => until !== undefined);
}

/** The person as he is now; nobody else changes the roster meanwhile. */
async function asRostered({ store }: Work, person: Person): Promise<Person> {
  const { memberships } = (await store.person(person.id)) ?? person;
  return { ...person, memberships };
}

/** The day after its last: what a person held for others ends by itself. */
export async function endExpired(work: Work, id: string): Promise<void> {
  await keep(work, id, (person) => withoutExpiredPosts(person, { before: chinaDate(work.at) }));
}

/** The person as the roster has him at this moment: somebody else may have named him, too. */
async function keep(work: Work, id: string, change: (person: Person) => Person): Promise<Person | undefined> {
  const person = await work.store.changePerson(id, change);
  if (!person) return undefined;
  await work.store.cancelSteps(person.id, ['end-stand-in']);
  const end = nextEnd(person);
  if (end) {
    const dueAt = instantOf(end, '00:00');
    await work.store.addStep({ id: work.newId(), kind: 'end-stand-in', ref: person.id, dueAt });
  }
  return person;
}
