import { holds, type Person, type Role } from '../../src/domain/people/contacts.ts';
import { type Rules, unitName } from '../../src/domain/rules.ts';
import { type Rung, tierOf } from '../../src/notices/tiers.ts';
import type { Store } from '../../src/ports/store.ts';
import { bad, type Finding, look, named, ok } from './finding.ts';

type Roster = Pick<Store, 'people'>;

const importIt = 'npm run roster:import -- FILE.xlsx';

/** Whom the desk needs and whether the roster has them. */
export async function examineRoster(store: Roster, rules: Rules): Promise<Finding[]> {
  const people = (await store.people({})).filter(({ memberships }) => memberships.length > 0);
  if (people.length === 0) return [bad('roster: nobody', importIt)];
  return [
    ok(`roster: ${people.length} people`),
    ...unmatched(people),
    ...offices(people),
    ...liaisons(people, rules),
    ...(await vacancies(store, rules)),
  ];
}

function unmatched(people: Person[]): Finding[] {
  const count = people.filter(({ openId }) => openId === undefined).length;
  return count === 0 ? [] : [look(`roster: ${count} people without open_id cannot be reached`, 'npm run roster:match')];
}

const desks = {
  'service centre (服务中心, 值班)': ['service-centre', 'duty'],
  'district office (营商办)': ['district-office'],
  'district leaders (领导)': ['leader', 'leader-liaison'],
} as const satisfies Record<string, Role[]>;

function offices(people: Person[]): Finding[] {
  return Object.entries(desks)
    .filter(([, roles]) => !people.some((person) => person.openId !== undefined && holds(person, ...roles)))
    .map(([name]) => look(`roster: nobody of the ${name} can be reached`, importIt));
}

function liaisons(people: Person[], { taskForces }: Rules): Finding[] {
  const without = taskForces.filter(
    ({ number }) =>
      !people.some(({ memberships }) =>
        memberships.some(({ role, taskForce }) => role === 'liaison' && taskForce === number),
      ),
  );
  if (without.length === 0) return [];
  return [look(`roster: task forces without liaison (联络员): ${named(without.map(({ name }) => name))}`, importIt)];
}

const rungs: Record<Rung, string> = {
  officer: 'officer (层级 3)',
  deputy: 'deputy (层级 2)',
  head: 'head (层级 1)',
};

/** A vacant tier never climbs: nobody is reminded in its place (docs/develop/domain.md#vacant). */
async function vacancies(store: Roster, rules: Rules): Promise<Finding[]> {
  const collective = new Set(rules.units.filter((unit) => unit.collective).map(({ id }) => id));
  const found: Finding[] = [];
  for (const [rung, name] of Object.entries(rungs) as [Rung, string][]) {
    const vacant = new Set<string>();
    for (const { number, memberUnits } of rules.taskForces) {
      for (const unit of memberUnits.filter((id) => !collective.has(id) && !vacant.has(id))) {
        if ((await tierOf(store, rules, { taskForce: number, unit }, rung)).length === 0) vacant.add(unit);
      }
    }
    const names = [...vacant].map((id) => unitName(rules, id));
    if (names.length > 0) found.push(look(`roster: ${names.length} units without ${name}: ${named(names)}`, importIt));
  }
  return found;
}
