import type { Appeal } from '../domain/appeal.ts';
import * as decisions from '../domain/decisions.ts';
import { authorize } from '../domain/policy.ts';
import { record } from './record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from './work.ts';

/** 归错了: files that were attached to the wrong appeal leave it again. */
export async function detachFiles(
  work: Work,
  acting: Acting,
  { number, keys }: { number: string; keys: string[] },
): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), 'supplement', appeal);
  return record(work, acting, decisions.detach(appeal, keys, stampOf(work, acting)));
}
