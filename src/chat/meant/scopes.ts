import type { LiveClock } from '../../domain/clocks/clocks.ts';
import { Refusal } from '../../domain/errors.ts';
import { may } from '../../domain/people/access.ts';
import {
  covers,
  isToldUpwards,
  listScopeOf,
  type OwnScope,
  type Scope,
  scopeOf,
  scopeOfGroup,
} from '../../domain/people/visibility.ts';
import { handles } from '../free/answers.ts';
import { readTarget, rulesOfDistrict } from '../reading/targets.ts';
import { type ReadTurn, speakerOf } from '../turn.ts';

/** Whose figures an answer covers, where it is shown and how much it may name. */
export interface FiguresAsked {
  scope: Scope;
  /** Shown in the group, masked, by the group's rights (docs/develop/domain.md#groups). */
  inGroup: boolean;
  /** Overdue appeals are named only when their unit was told before (docs/develop/domain.md#told-first). */
  toldOnly: boolean;
}

/** Throws Refusal `not.allowed`, `person.unknown`. */
export function figuresAsked(turn: ReadTurn): FiguresAsked {
  return asked(turn, scopeOf(speakerOf(turn)));
}

/** As `figuresAsked`, but a specialist gets his own appeals. Throws the same. */
export function listAsked(turn: ReadTurn): FiguresAsked {
  return asked(turn, listScopeOf(speakerOf(turn)));
}

function asked(turn: ReadTurn, own: Scope | undefined): FiguresAsked {
  const shared = turn.place === 'group' ? scopeOfGroup(turn.group?.bindings ?? []) : undefined;
  if (shared) return { scope: shared, inGroup: true, toldOnly: false };
  if (!own) throw new Refusal('not.allowed', { verb: 'report' });
  return { scope: own, inGroup: false, toldOnly: isToldUpwards(speakerOf(turn)) };
}

/**
 * The task force or unit named after 统计; undefined when none or the whole district is named. 统计 本月工资 is a complaint of
 * a company: 'text' when the speaker may submit. Throws Refusal `task_force.unknown`, `unit.ambiguous` and similar
 * ones.
 */
export function readScope(turn: ReadTurn, words: string | undefined): Promise<OwnScope | 'text' | undefined> {
  const { speaker } = turn;
  return scopeIn(turn, words, () => !speaker || may(speaker, 'submit'));
}

/** As `readScope`, after 超期, 临期 and 今日: 今天 已联系企业 from a handler is a step of his work. */
export function readListScope(turn: ReadTurn, words: string | undefined): Promise<OwnScope | 'text' | undefined> {
  const { speaker } = turn;
  const isText = (wanted: string) => !speaker || (!likeName.test(wanted) && (may(speaker, 'submit') || handles(turn)));
  return scopeIn(turn, words, isText);
}

/** Words that are certainly meant as a name, even if no such name exists. */
const likeName = /^(?:.+专班|区.+[局委办院])$/;

async function scopeIn(
  { work }: ReadTurn,
  words: string | undefined,
  isText: (wanted: string) => boolean,
): Promise<OwnScope | 'text' | undefined> {
  const wanted = words?.trim().replace(/的$/, '');
  if (!wanted || wanted === '全区') return undefined;
  const rules = await rulesOfDistrict(work);
  try {
    const { taskForce, unit } = readTarget(wanted, rules);
    return { taskForces: taskForce === undefined ? [] : [taskForce], units: unit === undefined ? [] : [unit] };
  } catch (error) {
    if (error instanceof Refusal && isText(wanted)) return 'text';
    throw error;
  }
}

/** Whether these figures may be asked for: the whole scope, or a part of it. */
export function isWithin(part: Scope, whole: Scope): boolean {
  if (whole === 'all') return true;
  if (part === 'all') return false;
  return (
    part.taskForces.every((number) => whole.taskForces.includes(number)) &&
    part.units.every((unit) => whole.units.includes(unit))
  );
}

/**
 * A specialist may name any holder, since his appeals may be anywhere; everybody else may name only parts of his own
 * scope.
 */
export function mayName(part: OwnScope, { scope }: FiguresAsked): boolean {
  return isWithin(part, scope) || isOfSubmitter(scope);
}

/**
 * The appeals of a scope that belong to a part: as in the part's own list, or for a specialist those that are with it.
 */
export function narrowTo(
  appeals: LiveClock[][],
  whole: Scope,
  part: OwnScope | undefined,
): { appeals: LiveClock[][]; scope: Scope } {
  if (!part) return { appeals, scope: whole };
  if (!isOfSubmitter(whole)) return { appeals, scope: part };
  return { appeals: appeals.filter(([first]) => first !== undefined && isWith(part, first)), scope: whole };
}

function isOfSubmitter(scope: Scope): boolean {
  return scope !== 'all' && scope.submittedBy !== undefined;
}

/** A specialist who names a town means the appeals that came from it. */
function isWith(part: OwnScope, { leadTaskForce, leadUnit, town }: LiveClock): boolean {
  const held = covers(part, { taskForce: leadTaskForce, unit: leadUnit });
  return held || (town !== undefined && part.units.includes(town));
}
