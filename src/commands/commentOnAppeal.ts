import type { Appeal } from '../domain/appeal.ts';
import * as decisions from '../domain/decisions.ts';
import { authorize, relations } from '../domain/policy.ts';
import { record } from './record.ts';
import { type Acting, appealOf, mustBePostable, personOf, stampOf, type Work } from './work.ts';

/** 备注: a remark that changes no state. Throws Refusal `text.sensitive` to the submitting side. */
export async function commentOnAppeal(
  work: Work,
  acting: Acting,
  { number, text }: { number: string; text: string },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  const person = personOf(acting);
  authorize(person, 'comment', appeal);
  const own = relations(person, appeal);
  if (own.has('submitter') || own.has('town')) mustBePostable(work, appeal, text);
  return record(work, acting, decisions.comment(appeal, text, stampOf(work, acting, { verb: 'comment', appeal })));
}
