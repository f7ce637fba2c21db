import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as decisions from '../../domain/appeal/decisions.ts';
import { record } from '../shared/record.ts';
import { type Acting, appealOf, stampOf, type Work } from '../shared/work.ts';

/** Nobody chose within the grace time: the service centre decides where the appeal goes. */
export async function handToCentre(work: Work, acting: Acting, { number }: { number: string }): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  if (appeal.status !== 'received' || appeal.routing.kind !== 'unsure') return appeal;
  return record(work, acting, decisions.handToCentre(appeal, stampOf(work, acting)));
}
