import { Refusal } from '../domain/errors.ts';
import { isToldUpwards, listScopeOf, type Scope, scopeOf } from '../domain/scope.ts';
import { speakerOf, type Turn } from './turn.ts';

/** Whose figures an answer tells of, where it stands and how much it may name. */
export interface Asked {
  scope: Scope;
  /** Stands in the group, masked, at the group's right (DOMAIN §5). */
  inGroup: boolean;
  /** Overdue appeals are named only when their unit was told before (DOMAIN §4.3). */
  toldOnly: boolean;
}

/** What a group of a task force, a unit or the centre is answered with, whoever of the roster asks there. */
function groupScope({ place, group }: Turn): Scope | undefined {
  const bindings = place === 'group' ? (group?.bindings ?? []) : [];
  if (bindings.some(({ kind }) => kind === 'centre')) return 'all';
  const taskForces = bindings.flatMap((binding) => (binding.kind === 'task-force' ? [binding.taskForce] : []));
  const units = bindings.flatMap((binding) => (binding.kind === 'unit' ? [binding.unit] : []));
  return taskForces.length + units.length > 0 ? { taskForces, units } : undefined;
}

/** Throws Refusal `not.allowed`, `person.unknown`. */
export function figuresAsked(turn: Turn): Asked {
  return asked(turn, scopeOf(speakerOf(turn)));
}

/** As `figuresAsked`; a specialist has his own appeals. Throws as it does. */
export function listAsked(turn: Turn): Asked {
  return asked(turn, listScopeOf(speakerOf(turn)));
}

function asked(turn: Turn, own: Scope | undefined): Asked {
  const shared = groupScope(turn);
  if (shared) return { scope: shared, inGroup: true, toldOnly: false };
  if (!own) throw new Refusal('not.allowed', { verb: 'report' });
  return { scope: own, inGroup: false, toldOnly: isToldUpwards(speakerOf(turn)) };
}

/** Whether these figures may be asked for: all of a scope, or a part of what is one's own. */
export function isWithin(part: Scope, whole: Scope): boolean {
  if (whole === 'all') return true;
  if (part === 'all') return false;
  return (
    part.taskForces.every((number) => whole.taskForces.includes(number)) &&
    part.units.every((unit) => whole.units.includes(unit))
  );
}
