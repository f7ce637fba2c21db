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

export interface Target {
  taskForce?: number;
  unit?: string;
  reason?: string;
}

/** What ends as the names of units do is meant as one, even when there is no such unit. */
const likeUnit = /(?:局|委|办|院|中心|支队|大队|分局|公司|镇|街道|管委会)$/;

/**
 * "获得信贷", "到专班8", "区住建局", "获得信贷 区财政局", each with a reason behind a colon, comma or blank. Throws
 * Refusal `task_force.unknown`, `unit.unknown` and their `ambiguous`.
 */
export function readTarget(words: string, rules: Rules): Target {
  const said = words.trim().replace(/^(?:转?[到给至由]|转)\s*/, '');
  const [target = '', ...parts] = said.split(/([\s,，:：;；]+)/);
  const [gap = '', next = ''] = parts;
  const second = likeUnit.test(next) || (next && findUnits(next, rules).length > 0) ? next : '';
  // Behind a colon stands the reason, whatever it begins with.
  if (!isTaskForce(target, rules)) return { ...unitOf(target, rules), ...reasonIn(parts.slice(1)) };
  const taskForce = readTaskForce(target, rules).number;
  if (!second || /[:：]/.test(gap)) return { taskForce, ...reasonIn(parts.slice(1)) };
  return { taskForce, unit: readUnit(second, rules), ...reasonIn(parts.slice(3)) };
}

function isTaskForce(words: string, rules: Rules): boolean {
  return findTaskForces(words, rules.taskForces).length > 0;
}

function unitOf(words: string, rules: Rules): Target {
  if (findUnits(words, rules).length > 0) return { unit: readUnit(words, rules) };
  throw new Refusal('task_force.unknown', { name: words });
}

function reasonIn(parts: string[]): Pick<Target, 'reason'> {
  const reason = parts.join('').trim();
  return reason ? { reason } : {};
}
