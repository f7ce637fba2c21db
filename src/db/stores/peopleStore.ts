import type { Membership, Person } from '../../domain/people/contacts.ts';
import { townPrefix } from '../../domain/rules.ts';
import type { PeopleFilter } from '../../ports/rows.ts';
import type { PeopleReader, PeopleStore, RosterStore } from '../../ports/store.ts';
import { type Parameter, present, type Session } from '../engines/session.ts';
import { type MembershipRow, MembershipSchema, PersonSchema } from '../entities/people.ts';
import { alone } from './alone.ts';
import { longList, nested } from './longList.ts';
import { insert, placeholders, upsert } from './tables.ts';
import { conditions } from './where.ts';

export function peopleReader(session: Session): PeopleReader {
  return {
    person: async (id) => (await load(session, 'p.id = $1', [id]))[0],
    personByOpenId: async (openId) => (await load(session, 'p.open_id = $1', [openId]))[0],
    people: (filter) => load(session, ...holding(filter)),
    towns: async () => {
      const sql = 'SELECT DISTINCT unit FROM memberships WHERE unit LIKE $1 ORDER BY unit';
      return (await session.rows<{ unit: string }>(sql, [`${townPrefix}%`])).map(({ unit }) => unit);
    },
  };
}

/** People who have at least one membership that meets all conditions. */
function holding({ openIds, ...post }: PeopleFilter): [string, Parameter[]] {
  if (openIds) return [openIds.length > 0 ? `p.open_id IN (${placeholders(openIds.length)})` : '1 = 0', openIds];
  return holdingPost(post);
}

function holdingPost({ roles, standsInFor, taskForce, unit, tier }: PeopleFilter): [string, Parameter[]] {
  const { parameters, bind, add, among, where } = conditions();
  among('role', roles);
  for (const [column, value] of Object.entries({ task_force: taskForce, unit, tier, stands_in_for: standsInFor })) {
    if (value !== undefined) add(`${column} = ${bind(value)}`);
  }
  const held = where();
  return [held ? `p.id IN (SELECT person FROM memberships ${held})` : '1 = 1', parameters];
}

interface Found extends Omit<Person, 'memberships' | 'fellows'> {
  memberships?: (Membership & { position: number })[];
}

const ofMembership = {
  position: 'm.position',
  role: 'm.role',
  taskForce: 'm.task_force',
  unit: 'm.unit',
  tier: 'm.tier',
  title: 'm.title',
  standsInFor: 'm.stands_in_for',
  until: 'm.until',
};

/** In one statement, for speed: every message first looks up its reader. */
async function load(session: Session, condition: string, parameters: Parameter[]): Promise<Person[]> {
  const memberships = nested(session, ofMembership, 'FROM memberships m WHERE m.person = p.id');
  const fields = { id: 'p.id', openId: 'p.open_id', name: 'p.name', mobile: 'p.mobile', memberships };
  const from = `FROM people p WHERE ${condition} ORDER BY p.id`;
  const found = await longList<Found>(session, fields, { from, parameters });
  return found.map(({ memberships: held = [], ...person }) => ({
    ...person,
    memberships: held.sort((a, b) => a.position - b.position).map(({ position, ...rest }) => present(rest)),
  }));
}

export function peopleStore(session: Session): PeopleStore & RosterStore {
  const reader = peopleReader(session);
  const aloneWithRoster = () => alone(session)('roster');
  return {
    ...reader,
    async allPeople() {
      await aloneWithRoster();
      return reader.people({});
    },
    savePerson: (person) => savePerson(session, person),
    async changePerson(id, change) {
      await aloneWithRoster();
      const before = await reader.person(id);
      const after = before && change(before);
      if (after) await savePerson(session, after);
      return after;
    },
  };
}

async function losesPost(session: Session, { id, memberships }: Person): Promise<boolean> {
  const [before] = await load(session, 'p.id = $1', [id]);
  const kept = new Set(memberships.map(postKey));
  return (before?.memberships ?? []).some((held) => !kept.has(postKey(held)));
}

function postKey({ role, taskForce, unit, tier }: Membership): string {
  return [role, taskForce, unit, tier].join(' ');
}

const takeAccount = 'UPDATE people SET open_id = NULL WHERE open_id = $1 AND id <> $2 RETURNING id';

async function savePerson(session: Session, person: Person): Promise<void> {
  const { id, openId = null, name, mobile = null, memberships } = person;
  const narrowed = await losesPost(session, person);
  const taken = openId ? await session.rows(takeAccount, [openId, id]) : [];
  if (mobile) await session.rows('UPDATE people SET mobile = NULL WHERE mobile = $1 AND id <> $2', [mobile, id]);
  await upsert(session, { schema: PersonSchema, keys: ['id'] }, [{ id, openId, name, mobile }]);
  // Messages written to this account before may not be for him any more.
  if (narrowed || taken.length > 0) {
    const newest = '(SELECT COALESCE(MAX(seq), 0) FROM outbox)';
    await session.rows(`UPDATE people SET narrowed_after = ${newest} WHERE id = $1`, [id]);
  }
  await session.rows('DELETE FROM memberships WHERE person = $1', [id]);
  const rows = memberships.map(({ role, ...more }, position): MembershipRow => {
    const { taskForce = null, unit = null, tier = null, title = null, standsInFor = null, until = null } = more;
    return { person: id, position, role, taskForce, unit, tier, title, standsInFor, until };
  });
  await insert(session, MembershipSchema, rows);
}
