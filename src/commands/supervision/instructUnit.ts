import type { Appeal } from '../../domain/appeal/appeal.ts';
import { instruct } from '../../domain/appeal/timeDecisions.ts';
import { Refusal } from '../../domain/errors.ts';
import { authorize } from '../../domain/people/access.ts';
import { holds, type Person } from '../../domain/people/contacts.ts';
import { sensitiveTerms } from '../../domain/routing/route.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** A liaison writes down what his leader said; it is marked as 代录. */
export function isRecorder(person: Person): boolean {
  return holds(person, 'leader-liaison') && !holds(person, 'leader');
}

/**
 * 作为批示转办: passed on as it stands, after the preview and a press. Throws Refusal `not.allowed`, `wrong.state`,
 * `instruction.sensitive`: an accusation reaches no bureau, whoever writes it (docs/develop/domain.md#sensitive).
 */
export async function instructUnit(
  work: Work,
  acting: Acting,
  { number, text }: { number: string; text: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  const person = personOf(acting);
  authorize(person, 'instruct', appeal);
  if (sensitiveTerms(text, work.rules).length > 0) throw new Refusal('instruction.sensitive', { number });
  const what = { instruction: work.newId(), text, recorded: isRecorder(person) };
  return record(work, acting, instruct(appeal, what, stampOf(work, acting, { verb: 'instruct', appeal })));
}
