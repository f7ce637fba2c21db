import type { Appeal } from '../domain/appeal.ts';
import * as decisions from '../domain/decisions.ts';
import { authorize } from '../domain/policy.ts';
import { record } from './record.ts';
import { type Acting, appealOf, mustBePostable, personOf, stampOf, type Work } from './work.ts';

/**
 * 补充: more words or files from the submitting side; the message that brought them speaks of the appeal from now on.
 * Throws Refusal `text.sensitive`.
 */
export async function supplementAppeal(
  work: Work,
  acting: Acting,
  { number, ...more }: { number: string } & decisions.Supplement,
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'supplement', appeal);
  mustBePostable(work, appeal, more.text);
  const { message } = acting.from;
  if (message) await work.store.linkMessage(message, number);
  const stamp = stampOf(work, acting, { verb: 'supplement', appeal });
  return record(work, acting, decisions.supplement(appeal, more, stamp));
}
