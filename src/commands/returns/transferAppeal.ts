import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import { transfer } from '../../domain/appeal/decisions.ts';
import { mustBeAble } from '../../domain/appeal/lifecycle.ts';
import { Refusal } from '../../domain/errors.ts';
import { authorize } from '../../domain/people/access.ts';
import { relations } from '../../domain/people/relations.ts';
import { taskForce as findTaskForce } from '../../domain/rules.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';
import { rerouteAppeal } from './rerouteAppeal.ts';

export interface Transfer {
  number: string;
  /** Absent: stays with its task force and only the unit changes. */
  taskForce?: number;
  unit?: string;
  reason?: string;
}

/**
 * 改派: the centre to anybody, a task-force office only to its own member units. From `returned` this is the
 * determination that the return is upheld; before the dispatch it is a change of the proposal.
 * Throws Refusal `not.allowed`, `transfer.same`, `transfer.outside`, `transfer.no_force`, `wrong.state`.
 */
export async function transferAppeal(work: Work, acting: Acting, input: Transfer): Promise<Appeal> {
  const appeal = await appealOf(work, input.number);
  const person = personOf(acting);
  const verb = appeal.status === 'returned' ? 'upholdReturn' : 'transfer';
  authorize(person, verb, appeal);
  const held = currentAssignment(appeal);
  const taskForce = input.taskForce ?? held?.taskForce ?? proposed(appeal);
  if (taskForce === undefined) throw new Refusal('transfer.no_force', { number: appeal.number });
  if (appeal.status === 'received') return rerouteAppeal(work, acting, { ...input, taskForce });
  mustBeAble(appeal, 'transferred');
  const unit = input.unit ?? findTaskForce(work.rules, taskForce).leadUnit;
  const own = relations(person, appeal);
  if (!own.has('centre') && !staysInside(work, held?.taskForce, taskForce, unit)) {
    throw new Refusal('transfer.outside', { number: appeal.number, target: unit });
  }
  const target = { assignment: work.newId(), taskForce, unit, reason: input.reason };
  return record(work, acting, transfer(appeal, target, stampOf(work, acting, { verb, appeal })));
}

/** Before the dispatch a unit alone stays with the task force that routing chose, if it chose one. */
function proposed({ routing }: Appeal): number | undefined {
  return 'choice' in routing ? routing.choice.taskForce : undefined;
}

function staysInside({ rules }: Work, from: number | undefined, to: number, unit: string): boolean {
  return from === to && findTaskForce(rules, to).memberUnits.includes(unit);
}
