import type { Appeal } from '../domain/appeal.ts';
import * as decisions from '../domain/decisions.ts';
import type { Attachment } from '../domain/events.ts';
import { authorize } from '../domain/policy.ts';
import { record } from './record.ts';
import { type Acting, appealOf, mustBePostable, personOf, stampOf, type Work } from './work.ts';

/** 补充: more words or files from the submitting side. Throws Refusal `text.sensitive`. */
export async function supplementAppeal(
  work: Work,
  acting: Acting,
  { number, ...more }: { number: string; text?: string; attachments: Attachment[] },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'supplement', appeal);
  mustBePostable(work, appeal, more.text);
  return record(work, acting, decisions.supplement(appeal, more, stampOf(work, acting)));
}
