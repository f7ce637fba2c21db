import { Refusal } from '../domain/errors.ts';
import { findTaskForces } from '../domain/routing/taskForceWords.ts';
import type { Rules, TaskForce } from '../domain/rules.ts';
import { findUnits } from '../domain/units.ts';

/** The one task force the words mean. Throws Refusal `task_force.unknown`, `task_force.ambiguous`. */
export function readTaskForce(words: string, rules: Rules): TaskForce {
  const found = findTaskForces(words, rules.taskForces);
  const [only] = found;
  if (!only) throw new Refusal('task_force.unknown', { name: words });
  if (found.length > 1)
    throw new Refusal('task_force.ambiguous', { name: words, candidates: found.map(({ name }) => name) });
  return only;
}

/** The id of the one unit the words mean. Throws Refusal `unit.unknown`, `unit.ambiguous`. */
export function readUnit(words: string, rules: Rules): string {
  const found = findUnits(words, rules);
  const [only] = found;
  if (!only) throw new Refusal('unit.unknown', { name: words });
  if (found.length > 1) throw new Refusal('unit.ambiguous', { name: words, candidates: found.map(({ name }) => name) });
  return only.id;
}

/** "获得信贷", "专班8", "区住建局" or "获得信贷 区财政局": where an appeal goes. */
export function readTarget(words: string, rules: Rules): { taskForce?: number; unit?: string } {
  const [first = '', second] = words.trim().split(/[\s,，]+/);
  if (second) return { taskForce: readTaskForce(first, rules).number, unit: readUnit(second, rules) };
  if (findTaskForces(first, rules.taskForces).length > 0) return { taskForce: readTaskForce(first, rules).number };
  if (findUnits(first, rules).length > 0) return { unit: readUnit(first, rules) };
  throw new Refusal('task_force.unknown', { name: first });
}
