import type { Reads, Work } from '../../commands/shared/work.ts';
import { Refusal } from '../../domain/errors.ts';
import { findTaskForces } from '../../domain/routing/taskForceWords.ts';
import { findUnits, nearestUnit, unitsNamed, withTowns } from '../../domain/routing/units.ts';
import type { Rules, TaskForce } from '../../domain/rules.ts';

/** The rules plus the towns and streets of the roster as units: only these towns can be named. */
export async function rulesOfDistrict({ rules, store }: Work<Reads>): Promise<Rules> {
  return withTowns(rules, await store.towns());
}

/** The single task force that the words mean. Throws Refusal `task_force.unknown`, `task_force.ambiguous`. */
export function readTaskForce(words: string, rules: Rules): TaskForce {
  const found = findTaskForces(words, rules.taskForces);
  const [only] = found;
  if (!only) throw new Refusal('task_force.unknown', { name: words });
  if (found.length > 1)
    throw new Refusal('task_force.ambiguous', { name: words, candidates: found.map(({ name }) => name) });
  return only;
}

/** The id of the single unit that the words mean. Throws Refusal `unit.unknown`, `unit.ambiguous`. */
export function readUnit(words: string, rules: Rules): string {
  const found = findUnits(words, rules);
  const [only] = found;
  if (!only) throw new Refusal('unit.unknown', { name: words, nearest: nearestUnit(words, rules)?.name });
  if (found.length > 1) throw new Refusal('unit.ambiguous', { name: words, candidates: found.map(({ name }) => name) });
  return only.id;
}

export interface Target {
  taskForce?: number;
  unit?: string;
  reason?: string;
}

export interface ReadTarget extends Target {
  /** Words that may or may not name a unit: part of a name, or a reason that ends like a name. */
  doubt?: string;
}

/** Words that end like names of units may be meant as one. */
const likeUnit = /(?:局|委|办|院|中心|支队|大队|分局|公司|镇|街道|管委会)$/;
/** Names of task forces never end like this. */
const isTown = /(?:镇|街道)$/;
/** 理由是企业在湾里街道: words that begin like this are a reason, whatever they end with. */
const likeReason = /^(?:理由|原因|因|由于|鉴于|经|该|此|本件)/;

/**
 * "获得信贷", "到专班8", "区住建局", "获得信贷 区财政局", each with a reason after a colon, comma or blank. Throws Refusal
 * `task_force.unknown`, `unit.unknown` and their `ambiguous`.
 */
export function readTarget(words: string, rules: Rules): ReadTarget {
  const said = words.trim().replace(/^(?:转?[到给至由]|转)\s*/, '');
  const [target = '', ...parts] = said.split(/([\s,，:：;；]+)/);
  const [gap = '', next = ''] = parts;
  if (!isTaskForce(target, rules)) return { ...unitOf(target, rules), ...reasonIn(parts.slice(1)) };
  const taskForce = readTaskForce(target, rules).number;
  // After a colon comes the reason, whatever it begins with.
  if (!next || /[:：]/.test(gap)) return { taskForce, ...reasonIn(parts.slice(1)) };
  return { taskForce, ...secondOf(next, parts, rules) };
}

/** What follows the task force: a unit's name, a mistyped one, or the reason. */
function secondOf(next: string, parts: string[], rules: Rules): Omit<ReadTarget, 'taskForce'> {
  const behind = reasonIn(parts.slice(3));
  const [named] = unitsNamed(next, rules);
  if (named) return { unit: named.id, ...behind };
  if (likeReason.test(next)) return reasonIn(parts.slice(1));
  const nearest = nearestUnit(next, rules)?.name;
  if (nearest) throw new Refusal('unit.unknown', { name: next, nearest });
  if (findUnits(next, rules).length > 0) return { unit: readUnit(next, rules), doubt: next, ...behind };
  return { ...reasonIn(parts.slice(1)), ...(likeUnit.test(next) ? { doubt: next } : {}) };
}

function isTaskForce(words: string, rules: Rules): boolean {
  return findTaskForces(words, rules.taskForces).length > 0;
}

function unitOf(words: string, rules: Rules): ReadTarget {
  const meant = findUnits(words, rules).length > 0 || isTown.test(words) || nearestUnit(words, rules) !== undefined;
  if (!meant) throw new Refusal('task_force.unknown', { name: words });
  const unit = readUnit(words, rules);
  return { unit, ...(unitsNamed(words, rules).length > 0 ? {} : { doubt: words }) };
}

function reasonIn(parts: string[]): Pick<Target, 'reason'> {
  const reason = parts.join('').trim();
  return reason ? { reason } : {};
}
