import type { Appeal } from './appeal.ts';
import { holds, type Person } from './contacts.ts';
import { Refusal } from './errors.ts';
import { currentAssignment } from './evolve.ts';

/** What a person is to an appeal, or to the desk as a whole. */
export type Relation =
  | 'submitter'
  | 'town' // specialist of the town the company lies in
  | 'handler' // officer of the handling unit; liaison or office staff of its task force
  | 'office' // task-force office: may also transfer among its members
  | 'superior' // deputy and head of the handling unit; leader, deputy leader, office head of the task force
  | 'specialist'
  | 'centre'
  | 'district-office'
  | 'leader'
  | 'audit'
  | 'administrator';

/** Who may do what: one table (DOMAIN §5). */
// biome-ignore format: a table is read by column
export const policy = {
  submit:       ['specialist', 'centre'],
  reroute:      ['submitter', 'centre'],
  dispatch:     ['centre'],
  transfer:     ['centre', 'office'],
  signIn:       ['handler'],
  askReturn:    ['handler'],
  decideReturn: ['centre'],
  plan:         ['handler'],
  progress:     ['handler'],
  resolve:      ['handler'],
  review:       ['centre'],
  comment:      ['submitter', 'town', 'handler', 'superior', 'centre', 'district-office'],
  supplement:   ['submitter', 'town', 'centre'],
  withdraw:     ['submitter', 'centre'],
  see:          ['submitter', 'town', 'handler', 'superior', 'centre', 'district-office', 'leader', 'audit'],
  bind:         ['administrator', 'district-office'],
  acceptTip:    ['centre'],
} as const satisfies Record<string, readonly Relation[]>;

export type Verb = keyof typeof policy;

/** Everything this person is, to the desk and (when given) to this appeal. */
export function relations(person: Person, appeal?: Appeal): Set<Relation> {
  const found = new Set<Relation>();
  if (holds(person, 'specialist')) found.add('specialist');
  if (holds(person, 'service-centre', 'duty')) found.add('centre');
  if (holds(person, 'district-office')) found.add('district-office');
  if (holds(person, 'leader', 'leader-liaison')) found.add('leader');
  if (holds(person, 'audit')) found.add('audit');
  if (holds(person, 'administrator')) found.add('administrator');
  if (!appeal) return found;
  if (appeal.submittedBy === person.id) found.add('submitter');
  for (const relation of relationsToHolder(person, appeal)) found.add(relation);
  return found;
}

function relationsToHolder(person: Person, appeal: Appeal): Relation[] {
  const held = currentAssignment(appeal);
  return person.memberships.flatMap(({ role, unit, taskForce, tier }): Relation[] => {
    if (role === 'specialist' && unit !== undefined && unit === appeal.town) return ['town'];
    if (!held) return [];
    if (role === 'contact' && unit === held.unit) return [tier === 3 ? 'handler' : 'superior'];
    if (taskForce !== held.taskForce) return [];
    if (role === 'liaison') return ['handler'];
    if (role === 'office') return ['handler', 'office'];
    return role === 'task-force-leader' || role === 'deputy-leader' || role === 'office-head' ? ['superior'] : [];
  });
}

/** A confidential appeal is nobody's but its readers': two named people of the district office (DOMAIN §2). */
export function may(person: Person, verb: Verb, appeal?: Appeal): boolean {
  const own = relations(person, appeal);
  if (appeal?.status === 'confidential') {
    return own.has('district-office') || (own.has('submitter') && (verb === 'see' || verb === 'supplement'));
  }
  return policy[verb].some((relation) => own.has(relation));
}

/** Throws Refusal `not.allowed`. */
export function authorize(person: Person, verb: Verb, appeal?: Appeal): void {
  if (!may(person, verb, appeal)) throw new Refusal('not.allowed', { verb, number: appeal?.number });
}
