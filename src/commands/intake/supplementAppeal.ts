import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { Refusal } from '../../domain/errors.ts';
import { authorize } from '../../domain/people/access.ts';
import { lengthOf } from '../../domain/texts/received.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/**
 * 补充: more words or files from the submitting side; the message that brought them speaks of the appeal from now on.
 * Throws Refusal `text.sensitive`, `text.full`.
 */
export async function supplementAppeal(
  work: Work,
  acting: Acting,
  { number, ...more }: { number: string } & decisions.Supplement,
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'supplement', appeal);
  mustHaveRoom(work, appeal, more.text);
  const { message } = acting.from;
  if (message) await work.store.linkMessage(message, number, work.at);
  const stamp = stampOf(work, acting, { verb: 'supplement', appeal });
  return record(work, acting, decisions.supplement(appeal, more, stamp));
}

/** An appeal is drawn, masked and searched as a whole, again at each step. */
function mustHaveRoom({ rules }: Work, { number, text }: Appeal, more: string | undefined): void {
  const limit = rules.district.wholeTextLimit;
  const length = lengthOf(more ?? '');
  const held = lengthOf(text);
  if (length > 0 && held + length > limit) throw new Refusal('text.full', { number, limit, held, length });
}
