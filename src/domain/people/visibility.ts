import type { Appeal } from '../appeal/appeal.ts';
import type { Binding } from '../chats.ts';
import type { LiveClock } from '../clocks/clocks.ts';
import type { CardKind } from '../message.ts';
import { may } from './access.ts';
import { holds, type Person } from './contacts.ts';
import { isOf, type Relation, relations, relationsOfPost, relationsToDesk, standing } from './relations.ts';

// Who may see what. Whether a person may see an appeal at all is `may(person, 'see', appeal)`; the rest is in this
// file.

const wholeDistrict: readonly Relation[] = ['leader', 'centre', 'district-office', 'audit'];

function seesDistrict(person: Person): boolean {
  const own = standing(person);
  return wholeDistrict.some((relation) => own.has(relation));
}

// ---------------------------------------------------------------- lists and figures

/** Whose appeals a report covers: those of the whole district, or of some task forces, units or a specialist. */
export type Scope = 'all' | OwnScope;

export interface OwnScope {
  taskForces: number[];
  units: string[];
  /** For the submitting side: his own appeals and those of his towns. */
  submittedBy?: string;
  towns?: string[];
}

/** Whether the scope includes this holder of an appeal. Only the whole district includes an appeal without a holder. */
export function covers(scope: Scope, { taskForce, unit }: { taskForce?: number; unit?: string }): boolean {
  if (scope === 'all') return true;
  const { taskForces, units } = scope;
  return (taskForce !== undefined && taskForces.includes(taskForce)) || (unit !== undefined && units.includes(unit));
}

function postsOf({ memberships }: Person): Pick<OwnScope, 'taskForces' | 'units'> {
  const taskForces = memberships.flatMap(({ role, taskForce }) => (role === 'contact' ? [] : (taskForce ?? [])));
  const units = memberships.flatMap(({ role, unit }) => (role === 'contact' ? (unit ?? []) : []));
  return { taskForces: [...new Set(taskForces)], units: [...new Set(units)] };
}

function townsOf({ memberships }: Person): string[] {
  return memberships.flatMap(({ role, unit }) => (role === 'specialist' ? (unit ?? []) : []));
}

/**
 * All appeals of this person's posts together (docs/develop/domain.md#reports); undefined when he may not see figures
 * (the row `report` of `verbs`).
 */
export function scopeOf(person: Person): Scope | undefined {
  if (seesDistrict(person)) return 'all';
  return may(person, 'report') ? postsOf(person) : undefined;
}

/** What a person may list: his scope and, for a specialist, appeals that he or his town submitted. */
export function listScopeOf(person: Person): Scope | undefined {
  const scope = scopeOf(person);
  if (scope === 'all' || !holds(person, 'specialist')) return scope;
  return { ...(scope ?? { taskForces: [], units: [] }), submittedBy: person.id, towns: townsOf(person) };
}

/**
 * Filters for a search: an appeal that this person may see fits at least one of them. Whether he really may is checked
 * again for each appeal found.
 */
export function sightOf(person: Person): Partial<OwnScope>[] {
  if (seesDistrict(person)) return [{}];
  const { taskForces, units } = postsOf(person);
  const towns = townsOf(person);
  return [
    ...(holds(person, 'specialist') ? [{ submittedBy: person.id }] : []),
    ...(towns.length > 0 ? [{ towns }] : []),
    ...(units.length > 0 ? [{ units }] : []),
    ...(taskForces.length > 0 ? [{ taskForces }] : []),
  ];
}

/**
 * Whether overdue appeals reach this person as a report from below: then only those are named whose unit was told
 * before (docs/develop/domain.md#told-first). The people who handle them see all, and so do the centre and the district
 * office, which send the reminders.
 */
export function isToldUpwards(person: Person): boolean {
  if (holds(person, 'service-centre', 'duty', 'district-office')) return false;
  const own = standing(person);
  return (['leader', 'audit', 'superior'] as const).some((relation) => own.has(relation));
}

// ---------------------------------------------------------------- groups

/** Whether this group serves the holder of the appeal. */
export function isHeldBy(bindings: Binding[], appeal: Appeal): boolean {
  const held = appeal.assignments.at(-1);
  return bindings.some(
    (binding) =>
      (binding.kind === 'task-force' && binding.taskForce === held?.taskForce) ||
      (binding.kind === 'unit' && binding.unit === held?.unit),
  );
}

/**
 * The scope of figures and lists shown in a group, no matter who asks there; undefined when the group serves no holder.
 */
export function scopeOfGroup(bindings: Binding[]): Scope | undefined {
  if (bindings.some(({ kind }) => kind === 'centre')) return 'all';
  const taskForces = bindings.flatMap((binding) => (binding.kind === 'task-force' ? [binding.taskForce] : []));
  const units = bindings.flatMap((binding) => (binding.kind === 'unit' ? [binding.unit] : []));
  return taskForces.length + units.length > 0 ? { taskForces, units } : undefined;
}

/** Whether this group may be shown the appeal, masked (docs/develop/domain.md#groups). */
export function groupShows(bindings: Binding[], appeal: Appeal): boolean {
  if (appeal.confidential) return false;
  return bindings.some(({ kind }) => kind === 'centre') || isHeldBy(bindings, appeal);
}

const triersInGroup: readonly Relation[] = ['centre', 'district-office', 'administrator'];

/** Whether 测试派单 may be answered in this group: a text that is tried may be sensitive. */
export function mayTryOutIn(bindings: Binding[], person: Person): boolean {
  return bindings.some(({ kind }) => kind === 'centre') && isAny(person, triersInGroup, undefined);
}

// ---------------------------------------------------------------- cards and notes

const inside: readonly Relation[] = ['handler', 'superior', 'centre', 'district-office', 'leader', 'audit'];

/**
 * Who may read each kind of card; that a person may see the appeal is not enough (docs/develop/rules.md#rule-19: the
 * company's side reads the receipt).
 */
const cardReaders: Record<CardKind, readonly Relation[]> = {
  receipt: ['submitter'],
  dispatch: inside,
  centre: ['centre'],
  'head-note': ['centre'],
  note: ['superior'],
  supervision: ['district-office'],
  order: inside,
};

export function mayReadCard(person: Person, slot: CardKind, appeal: Appeal): boolean {
  return may(person, 'see', appeal) && isAny(person, cardReaders[slot], appeal);
}

/** Who a private message is meant for. Only people who have this relation when it is sent may read it. */
export type Addressee =
  | 'submitter' // or the person who took his place
  | 'readers' // of a confidential appeal
  | 'handlers'
  | 'deputies'
  | 'heads'
  | 'centre'
  | 'centre-heads' // its head and the district office
  | 'office' // 区营商办
  | 'giver' // who gave a 批示
  | 'anyone'; // says nothing about the appeal but its number, so a person who has just lost the appeal may read it too

const addressees: Record<Exclude<Addressee, 'anyone'>, readonly Relation[]> = {
  submitter: ['submitter', 'town', 'centre'],
  readers: ['reader'],
  // The deputy takes the officer's place when the unit has none.
  handlers: ['handler', 'superior'],
  deputies: ['superior'],
  heads: ['superior'],
  centre: ['centre'],
  'centre-heads': ['district-office'],
  office: ['district-office'],
  giver: ['leader', 'commander'],
};

/** Whether this person, by today's roster, may be told what was written for such an addressee. */
export function mayBeTold(person: Person, addressee: Addressee | undefined, appeal?: Appeal): boolean {
  if (addressee === 'anyone') return true;
  // The centre's head is told what the centre is late with, although he handles nothing himself.
  if (addressee === 'centre-heads' && !appeal?.confidential && headsCentre(person)) return true;
  if (appeal && !may(person, 'see', appeal)) return false;
  return addressee === undefined || isAny(person, addressees[addressee], appeal);
}

export const serviceCentre = 'enterprise-service-centre';

function headsCentre({ memberships }: Person): boolean {
  return memberships.some(
    ({ role, unit, tier }) => (role === 'contact' || role === 'service-centre') && unit === serviceCentre && tier === 1,
  );
}

function isAny(person: Person, wanted: readonly Relation[], appeal: Appeal | undefined): boolean {
  const own = appeal ? relations(person, appeal) : new Set(relationsToDesk(person));
  return wanted.some((relation) => own.has(relation));
}

// ---------------------------------------------------------------- words

/**
 * Whether names, phones and the text are shown unmasked: to the submitter, the centre, the readers, and the handler
 * after sign-in; masked for everybody else (docs/develop/domain.md#masking).
 */
export function readsInFull(person: Person, appeal: Appeal): boolean {
  const own = relations(person, appeal);
  const signed = appeal.assignments.at(-1)?.signedAt !== undefined;
  return own.has('submitter') || own.has('centre') || own.has('reader') || (own.has('handler') && signed);
}

/**
 * False for the company's side, which reads neither a result under review nor what comes from above
 * (docs/develop/rules.md#rule-19).
 */
export function isInsider(person: Person, appeal: Appeal): boolean {
  return isAny(person, inside, appeal);
}

/** Lines marked 仅内部: for the unit and the centre, not for the leader of the task force (docs/develop/domain.md#internal). */
export function readsInternal(person: Person, appeal: Appeal): boolean {
  const own = relations(person, appeal);
  return own.has('handler') || own.has('centre') || (own.has('superior') && !own.has('commander'));
}

/** Whether he or his unit held it before it went elsewhere. */
export function hadIt(person: Person, appeal: Appeal): boolean {
  return appeal.assignments.some((held) => {
    const before: Appeal = { ...appeal, assignments: [{ ...held, to: undefined }] };
    return held.to !== undefined && !appeal.confidential && may(person, 'comment', before);
  });
}

/**
 * Whether this clock is this person's step. Decided from the clock row without loading its appeal: thousands of clocks
 * run, and few are looked at.
 */
export function isStepOf(person: Person, { owner, leadTaskForce, leadUnit, submittedBy }: LiveClock): boolean {
  if (owner === 'submitter') return submittedBy === person.id;
  if (owner === 'centre') return holds(person, 'service-centre', 'duty');
  const holder = { taskForce: leadTaskForce, unit: leadUnit };
  return person.memberships.some((post) => isOf(post, holder) && relationsOfPost(post).includes('handler'));
}
