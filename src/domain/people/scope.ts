import { holds, type Person } from './contacts.ts';
import { relations } from './policy.ts';

/** Of whose appeals a report tells: all of the district, or those of some task forces, units or a specialist. */
export type Scope = 'all' | OwnScope;

export interface OwnScope {
  taskForces: number[];
  units: string[];
  /** Of the submitting side: his own appeals and those of his towns. */
  submittedBy?: string;
  towns?: string[];
}

/** Whether this holder of an appeal is among them. Nobody's is only in the whole district's. */
export function covers(scope: Scope, { taskForce, unit }: { taskForce?: number; unit?: string }): boolean {
  if (scope === 'all') return true;
  const { taskForces, units } = scope;
  return (taskForce !== undefined && taskForces.includes(taskForce)) || (unit !== undefined && units.includes(unit));
}

/**
 * Everything of this person's, whatever roles he has (docs/develop/domain.md#reports); undefined when no figures are
 * his (docs/develop/domain.md#rights).
 */
export function scopeOf(person: Person): Scope | undefined {
  const own = relations(person);
  if (own.has('leader') || own.has('centre') || own.has('district-office') || own.has('audit')) return 'all';
  const { memberships } = person;
  const taskForces = memberships.flatMap(({ role, taskForce }) => (role === 'contact' ? [] : (taskForce ?? [])));
  const units = memberships.flatMap(({ role, unit }) => (role === 'contact' ? (unit ?? []) : []));
  if (taskForces.length + units.length === 0) return undefined;
  return { taskForces: [...new Set(taskForces)], units: [...new Set(units)] };
}

/** What a person may list: his scope and, for a specialist, what he or his town submitted. */
export function listScopeOf(person: Person): Scope | undefined {
  const scope = scopeOf(person);
  const held = person.memberships.filter(({ role }) => role === 'specialist');
  if (scope === 'all' || held.length === 0) return scope;
  const towns = held.flatMap(({ unit }) => unit ?? []);
  return { ...(scope ?? { taskForces: [], units: [] }), submittedBy: person.id, towns };
}

/**
 * Whether overdue appeals reach this person as a report from below: then only those are named whose unit was told
 * before (docs/develop/domain.md#told-first). Who handles them, and the centre and the district office who remind, see
 * all.
 */
export function isToldUpwards(person: Person): boolean {
  const own = relations(person);
  if (own.has('centre') || own.has('district-office')) return false;
  if (own.has('leader') || own.has('audit')) return true;
  return person.memberships.some(
    ({ role, tier }) =>
      role === 'task-force-leader' ||
      role === 'deputy-leader' ||
      role === 'office-head' ||
      (role === 'contact' && tier !== 3),
  );
}

/** May have a remark passed on as 批示: of any appeal, or of those of his task force. */
export function mayInstruct(person: Person): boolean {
  return relations(person).has('leader') || holds(person, 'task-force-leader');
}
