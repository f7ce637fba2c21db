import type { Database } from '../../src/db/database.ts';
import type { Binding } from '../../src/domain/chats.ts';
import type { Membership, Person } from '../../src/domain/people/contacts.ts';
import { type Rules, townPrefix } from '../../src/domain/rules.ts';

/** Whose private messages are counted together. */
export const audiences = [
  'officer',
  'deputy',
  'head',
  'centre',
  'centre-head',
  'district-office',
  'specialist',
  'leader',
  'administrator',
] as const;
export type Audience = (typeof audiences)[number];

export interface Cast {
  people: Person[];
  audienceOf: Map<string, Audience>;
  /** Chat id → what it is. */
  groups: Map<string, 'task-force' | 'centre'>;
  specialists: Person[];
  centre: Person[];
  duty: Person;
  districtOffice: Person;
  /** Number of the task force → its liaison, who acts for the lead unit. */
  liaisons: Map<number, Person>;
  /** Unit → its officer. */
  officers: Map<string, Person>;
  /** Number of the task force → its office, which may hand an appeal on among its members. */
  offices: Map<number, Person>;
}

const centreUnit = 'enterprise-service-centre';
const officeUnit = 'business-environment-office';
const towns = ['沈巷镇', '湾里街道', '二坝镇', '汤沟镇', '白茆镇', '四褐山街道', '裕溪口街道', '清水街道'];
const specialistsPerTown = 3;
const leaderCount = 6;

export const groupOf = (taskForce: number) => `oc_force_${taskForce}`;

/** A district with everybody in place: each unit has its three tiers, each task force its liaison and its office. */
export function district({ taskForces }: Rules, groups: number): Cast {
  const forces = taskForces.slice(0, groups);
  const cast = empty();
  const add = (id: string, audience: Audience, ...memberships: Membership[]) =>
    person(cast, { id, audience, memberships });
  for (const { number, leadUnit: unit } of forces) {
    cast.liaisons.set(number, add(`liaison_${number}`, 'officer', { role: 'liaison', taskForce: number, unit }));
    cast.offices.set(number, add(`office_${number}`, 'officer', { role: 'office', taskForce: number, unit }));
  }
  for (const unit of new Set(forces.flatMap(({ memberUnits }) => memberUnits))) {
    const contact = { role: 'contact', unit } as const;
    cast.officers.set(unit, add(`${unit}_3`, 'officer', { ...contact, tier: 3 }));
    add(`${unit}_2`, 'deputy', { ...contact, tier: 2 });
    const led = forces.filter(({ leadUnit }) => leadUnit === unit);
    const leads = led.map(({ number }): Membership => ({ role: 'deputy-leader', taskForce: number, unit }));
    add(`${unit}_1`, 'head', { ...contact, tier: 1 }, ...leads);
  }
  for (let index = 0; index < leaderCount; index += 1) {
    const led = forces.filter(({ number }) => number % leaderCount === index);
    const heads = led.map(({ number }): Membership => ({ role: 'task-force-leader', taskForce: number }));
    add(`leader_${index}`, 'leader', { role: 'leader' }, ...heads);
  }
  desk(cast, add);
  return cast;
}

type Add = (id: string, audience: Audience, ...memberships: Membership[]) => Person;

function desk(cast: Cast, add: Add): void {
  for (const [index, town] of towns.entries()) {
    const unit = `${townPrefix}${town}`;
    for (let each = 0; each < specialistsPerTown; each += 1)
      cast.specialists.push(add(`specialist_${index}_${each}`, 'specialist', { role: 'specialist', unit }));
    add(`town_${index}`, 'deputy', { role: 'contact', unit, tier: 2 });
  }
  for (const index of [1, 2])
    cast.centre.push(add(`centre_${index}`, 'centre', { role: 'service-centre', unit: centreUnit }));
  cast.duty = add('duty', 'centre', { role: 'service-centre', unit: centreUnit }, { role: 'duty', unit: centreUnit });
  add('centre_head', 'centre-head', { role: 'contact', unit: centreUnit, tier: 1 });
  cast.districtOffice = add('district_1', 'district-office', { role: 'district-office', unit: officeUnit });
  add('district_2', 'district-office', { role: 'district-office', unit: officeUnit });
  cast.audienceOf.set(administrator, 'administrator');
  for (const number of cast.liaisons.keys()) cast.groups.set(groupOf(number), 'task-force');
  cast.groups.set('oc_centre', 'centre');
}

export const administrator = 'ou_admin';

function empty(): Cast {
  const nobody: Person = { id: '', name: '', memberships: [] };
  return {
    ...{ people: [], audienceOf: new Map(), groups: new Map(), specialists: [], centre: [] },
    ...{ duty: nobody, districtOffice: nobody, liaisons: new Map(), officers: new Map(), offices: new Map() },
  };
}

function person(
  { people, audienceOf }: Cast,
  { id, audience, memberships }: { id: string; audience: Audience; memberships: Membership[] },
): Person {
  const one: Person = { id, openId: `ou_${id}`, name: id, memberships };
  people.push(one);
  audienceOf.set(`ou_${id}`, audience);
  return one;
}

/** Everybody into the database, every group bound. */
export async function settleIn({ transact }: Pick<Database, 'transact'>, { people, liaisons }: Cast): Promise<void> {
  await transact(async (store) => {
    for (const one of people) await store.savePerson(one);
    const groups: [string, Binding][] = [...liaisons.keys()].map((taskForce) => [
      groupOf(taskForce),
      { kind: 'task-force', taskForce },
    ]);
    for (const [id, binding] of [...groups, ['oc_centre', { kind: 'centre' }] as [string, Binding]]) {
      await store.saveChat({ id, name: id, external: false, alive: true, bindings: [] });
      await store.bind(id, binding);
    }
  });
}
