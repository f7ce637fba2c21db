import { type Appeal, currentAssignment } from '../appeal/appeal.ts';
import { holds, type Membership, type Person, type Role } from './contacts.ts';
import { isSpecialistOf, isSubmitter, reads } from './succession.ts';

/** What a person is to an appeal, or to the desk as a whole. */
export type Relation =
  | 'submitter'
  | 'town' // specialist of the town where the company is
  | 'handler' // officer of the handling unit; liaison or office staff of its task force
  | 'office' // task-force office: may also transfer among its members
  | 'superior' // deputy and head of the handling unit; leader, deputy leader, office head of the task force
  | 'commander' // 组长: the district leader at the head of its task force
  | 'specialist'
  | 'centre'
  | 'district-office'
  | 'reader' // one of the two who read this confidential appeal
  | 'leader'
  | 'audit'
  | 'administrator';

/** Everything this person is to this appeal, and to the desk. */
export function relations(person: Person, appeal: Appeal): Set<Relation> {
  const found = new Set<Relation>(relationsToDesk(person));
  if (isSubmitter(person, appeal)) found.add('submitter');
  if (reads(person, appeal)) found.add('reader');
  if (isSpecialistOf(person, appeal.town) || isSpecialistOf(person, appeal.submittedFor)) found.add('town');
  const held = currentAssignment(appeal);
  const ofHolder = held ? person.memberships.filter((post) => isOf(post, held)) : [];
  for (const relation of ofHolder.flatMap(relationsOfPost)) found.add(relation);
  return found;
}

/** Everything this person is to the desk, and may be to some appeal: an officer, for example, handles some appeals. */
export function standing(person: Person): Set<Relation> {
  const own = new Set<Relation>([...relationsToDesk(person), ...person.memberships.flatMap(relationsOfPost)]);
  if (own.has('specialist')) own.add('submitter').add('town');
  if (own.has('centre')) own.add('submitter');
  if (own.has('district-office')) own.add('reader');
  return own;
}

const rolesAtDesk = {
  specialist: ['specialist'],
  centre: ['service-centre', 'duty'],
  'district-office': ['district-office'],
  leader: ['leader', 'leader-liaison'],
  audit: ['audit'],
  administrator: ['administrator'],
} as const satisfies { [R in Relation]?: readonly Role[] };
const known = Object.entries(rolesAtDesk) as [Relation, readonly Role[]][];

/** What this person is to every appeal. */
export function relationsToDesk(person: Person): Relation[] {
  return known.flatMap(([relation, roles]) => (holds(person, ...roles) ? [relation] : []));
}

/** Whether this post belongs to that unit or that task force. */
export function isOf(post: Membership, holder: { taskForce?: number; unit?: string }): boolean {
  return post.role === 'contact' ? post.unit === holder.unit : post.taskForce === holder.taskForce;
}

/** What the holder of this post is to the appeals of its unit or task force. */
export function relationsOfPost({ role, tier }: Pick<Membership, 'role' | 'tier'>): Relation[] {
  if (role === 'contact') return [tier === 3 ? 'handler' : 'superior'];
  if (role === 'liaison') return ['handler'];
  if (role === 'office') return ['handler', 'office'];
  if (role === 'task-force-leader') return ['superior', 'commander'];
  return role === 'deputy-leader' || role === 'office-head' ? ['superior'] : [];
}
