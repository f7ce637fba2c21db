import type { Appeal } from '../appeal/appeal.ts';
import { currentAssignment } from '../appeal/evolve.ts';
import { Refusal } from '../errors.ts';
import type { District } from '../rules.ts';
import { holds, type Person } from './contacts.ts';
import { isSpecialistOf, isSubmitter, readerCount, readingOrder, reads } from './succession.ts';

/** What a person is to an appeal, or to the desk as a whole. */
export type Relation =
  | 'submitter'
  | 'town' // specialist of the town the company lies in
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

/** Who may do what: one table (docs/develop/domain.md#rights). */
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
  inform:       ['submitter', 'town', 'centre'],
  askTime:      ['handler'],
  decideTime:   ['centre'],
  resume:       ['handler', 'centre'],
  nudge:        ['submitter', 'town', 'leader', 'commander', 'centre', 'district-office'],
  urge:         ['centre', 'district-office'], // 黄
  speakAsHead:  ['superior'], // 转联络员办理, 说明情况
  releaseNote:  ['centre'],
  supervise:    ['district-office'], // 红
  instruct:     ['leader', 'commander'],
  answerInstruction: ['handler'],
  recalculate:  ['district-office'],
  standIn:      ['district-office'], // for others; one's own stand-in everybody names
  report:       ['leader', 'commander', 'superior', 'centre', 'district-office', 'audit'], // 晨报, 统计
  see:          ['submitter', 'town', 'handler', 'superior', 'centre', 'district-office', 'leader', 'audit'],
  bind:         ['administrator', 'district-office'],
  acceptTip:    ['centre'],
  release:      ['reader'],
} as const satisfies Record<string, readonly Relation[]>;

export type Verb = keyof typeof policy;

/**
 * While an appeal is confidential this is all that may be done with it, and by whom
 * (docs/develop/domain.md#confidential).
 */
const inConfidence: { [V in Verb]?: readonly Relation[] } = {
  see: ['reader', 'submitter'],
  comment: ['reader'],
  supplement: ['submitter'],
  withdraw: ['reader', 'submitter'],
  release: ['reader'],
};

/** The two named people of the district office who read what is confidential; written into the appeal as it arrives. */
export function confidentialReaders(people: Person[], district: District): Person[] {
  return readingOrder(people, district).slice(0, readerCount);
}

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
  if (isSubmitter(person, appeal)) found.add('submitter');
  if (reads(person, appeal)) found.add('reader');
  if (isSpecialistOf(person, appeal.town) || isSpecialistOf(person, appeal.submittedFor)) found.add('town');
  for (const relation of relationsToHolder(person, appeal)) found.add(relation);
  return found;
}

function relationsToHolder(person: Person, appeal: Appeal): Relation[] {
  const held = currentAssignment(appeal);
  return person.memberships.flatMap(({ role, unit, taskForce, tier }): Relation[] => {
    if (!held) return [];
    if (role === 'contact' && unit === held.unit) return [tier === 3 ? 'handler' : 'superior'];
    if (taskForce !== held.taskForce) return [];
    if (role === 'liaison') return ['handler'];
    if (role === 'office') return ['handler', 'office'];
    if (role === 'task-force-leader') return ['superior', 'commander'];
    return role === 'deputy-leader' || role === 'office-head' ? ['superior'] : [];
  });
}

/**
 * A confidential appeal is nobody's but its readers'; its submitter may see it and add to it
 * (docs/develop/domain.md#confidential).
 */
export function may(person: Person, verb: Verb, appeal?: Appeal): boolean {
  const own = relations(person, appeal);
  const allowed: readonly Relation[] = appeal?.confidential ? (inConfidence[verb] ?? []) : policy[verb];
  return allowed.some((relation) => own.has(relation));
}

/** Throws Refusal `not.allowed`, or `confidential` to somebody who may at least see it. */
export function authorize(person: Person, verb: Verb, appeal?: Appeal): void {
  if (may(person, verb, appeal)) return;
  if (appeal?.confidential && may(person, 'see', appeal)) {
    throw new Refusal('confidential', { number: appeal.number });
  }
  throw new Refusal('not.allowed', { verb, number: appeal?.number });
}
