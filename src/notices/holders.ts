import { type Appeal, currentAssignment } from '../domain/appeal/appeal.ts';
import { may } from '../domain/people/access.ts';
import { atWork, distinctPeople, holds, type Person } from '../domain/people/contacts.ts';
import { isSubmitter, readersToday, readingOrder } from '../domain/people/succession.ts';
import { type Addressee, serviceCentre } from '../domain/people/visibility.ts';
import type { Rules } from '../domain/rules.ts';
import type { Store } from '../ports/store.ts';
import { handlersOf, inPlaceOf, signersElse, tierOf } from './tiers.ts';

type People = Pick<Store, 'people'>;
type Reads = Pick<Store, 'people' | 'person'>;
interface About {
  appeal: Appeal;
  rules: Rules;
}

/**
 * The people who are, today, each kind of addressee (docs/develop/domain.md#holders); only those who can be reached
 * count.
 */
const holders: Record<Exclude<Addressee, 'anyone' | 'giver'>, (store: Reads, about: About) => Promise<Person[]>> = {
  submitter: (store, { appeal }) => submitterSide(store, appeal),
  readers: (store, { appeal, rules }) => readersOf(store, appeal, rules),
  handlers: (store, about) => signersElse(store, about, handlersOf),
  deputies: (store, about) => ofTier(store, about, 'deputy'),
  heads: (store, about) => ofTier(store, about, 'head'),
  centre: (store) => store.people({ roles: ['service-centre', 'duty'] }),
  'centre-heads': (store) => centreHeads(store),
  office: (store) => store.people({ roles: ['district-office'] }),
};

export async function holdersOf(store: Reads, about: About, addressee: keyof typeof holders): Promise<Person[]> {
  return reachable(await holders[addressee](store, about));
}

function reachable(people: Person[]): Person[] {
  return people.filter(({ openId }) => openId !== undefined);
}

async function ofTier(store: People, { appeal, rules }: About, rung: 'deputy' | 'head'): Promise<Person[]> {
  const held = currentAssignment(appeal);
  return held ? tierOf(store, rules, held, rung) : [];
}

/**
 * Who is told last about the centre's own clocks: its head, if the roster names one, and the district office
 * (docs/develop/domain.md#climb).
 */
async function centreHeads(store: People): Promise<Person[]> {
  const heads = await store.people({ roles: ['contact', 'service-centre'], unit: serviceCentre, tier: 1 });
  return distinctPeople([...heads, ...(await store.people({ roles: ['district-office'] }))]);
}

/**
 * The submitter while he holds his post, or his substitute; else the specialists of the town. For a confidential appeal
 * only the submitter. Empty when the service centre has to take over.
 */
async function submitterSide(store: Reads, appeal: Appeal): Promise<Person[]> {
  const submitter = await store.person(appeal.submittedBy);
  const there = submitter !== undefined && isSubmitter(submitter, appeal);
  if (appeal.confidential) return there ? [submitter] : [];
  const own = there ? await inPlaceOf(store, submitter.id) : [];
  const standing = reachable(own.filter((person) => may(person, 'see', appeal)));
  if (standing.length > 0) return standing;
  const unit = appeal.submittedFor ?? appeal.town;
  return unit === undefined ? [] : atWork(await store.people({ roles: ['specialist'], unit }));
}

async function readersOf(store: People, appeal: Appeal, { district }: Rules): Promise<Person[]> {
  const office = readingOrder(await store.people({ roles: ['district-office'] }), district);
  const today = readersToday(appeal, office.map(({ id }) => id)); // biome-ignore format: one thought
  return office.filter(({ id }) => today.includes(id));
}

/** The person with his `fellows`: who takes over when somebody leaves his post (domain/people/succession.ts). */
export async function withFellows(store: People, { district }: Rules, person: Person): Promise<Person> {
  const office = holds(person, 'district-office') ? await store.people({ roles: ['district-office'] }) : [];
  const towns = person.memberships.flatMap(({ role, unit }) => (role === 'specialist' && unit ? [unit] : []));
  const specialists = await Promise.all(towns.map((unit) => store.people({ roles: ['specialist'], unit })));
  const ids = (people: Person[]) => people.map(({ id }) => id);
  return { ...person, fellows: { office: ids(readingOrder(office, district)), specialists: ids(specialists.flat()) } };
}
