import { In } from 'typeorm';
import type { Person } from '../domain/contacts.ts';
import type { PeopleFilter, RosterStore, Store } from '../ports.ts';
import { type MembershipRow, MembershipSchema, PersonSchema } from './entities/people.ts';
import { grouped, insert, type Parameter, placeholders, present, type Session, upsert } from './session.ts';

type Reading = Pick<Store, 'person' | 'personByOpenId' | 'people'>;

export function peopleReader(session: Session): Reading {
  const withId = async (sql: string, parameters: Parameter[]) => {
    const found = await session.rows<{ id: string }>(sql, parameters);
    return load(session, found.map(({ id }) => id)); // biome-ignore format: one thought
  };
  return {
    person: async (id) => (await load(session, [id]))[0],
    personByOpenId: async (openId) => (await withId('SELECT id FROM people WHERE open_id = $1', [openId]))[0],
    people: (filter) => withId(...holding(filter)),
  };
}

/** Those who have one membership for which everything asked is true. */
function holding({ roles, standsInFor, taskForce, unit, tier }: PeopleFilter): [string, Parameter[]] {
  const parameters: Parameter[] = [];
  const conditions: string[] = [];
  if (roles) {
    conditions.push(roles.length ? `role IN (${placeholders(roles.length)})` : '1 = 0');
    parameters.push(...roles);
  }
  for (const [column, value] of Object.entries({ task_force: taskForce, unit, tier, stands_in_for: standsInFor })) {
    if (value !== undefined) conditions.push(`${column} = $${parameters.push(value)}`);
  }
  const where = conditions.length
    ? `WHERE id IN (SELECT person FROM memberships WHERE ${conditions.join(' AND ')})`
    : '';
  return [`SELECT id FROM people ${where}`, parameters];
}

async function load({ manager }: Session, ids: string[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  const people = await manager.find(PersonSchema, { where: { id: In(ids) }, order: { id: 'ASC' } });
  const order = { person: 'ASC', position: 'ASC' } as const;
  const memberships = await manager.find(MembershipSchema, { where: { person: In(ids) }, order });
  const byPerson = grouped(memberships, ({ person }) => person);
  return people.map((row) => ({
    ...present(row),
    memberships: (byPerson.get(row.id) ?? []).map(({ person, position, ...rest }) => present(rest)),
  }));
}

export function peopleStore(session: Session): Reading & RosterStore {
  const reader = peopleReader(session);
  return { ...reader, allPeople: () => reader.people({}), savePerson: (person) => savePerson(session, person) };
}

async function savePerson(session: Session, person: Person): Promise<void> {
  const { id, openId = null, name, mobile = null, memberships } = person;
  if (openId) await session.rows('UPDATE people SET open_id = NULL WHERE open_id = $1 AND id <> $2', [openId, id]);
  if (mobile) await session.rows('UPDATE people SET mobile = NULL WHERE mobile = $1 AND id <> $2', [mobile, id]);
  await upsert(session, { schema: PersonSchema, keys: ['id'] }, [{ id, openId, name, mobile }]);
  await session.manager.delete(MembershipSchema, { person: id });
  const rows = memberships.map(({ role, ...more }, position): MembershipRow => {
    const { taskForce = null, unit = null, tier = null, title = null, standsInFor = null, until = null } = more;
    return { person: id, position, role, taskForce, unit, tier, title, standsInFor, until };
  });
  await insert(session, MembershipSchema, rows);
}
