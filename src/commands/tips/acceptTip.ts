import type { Appeal } from '../../domain/appeal/appeal.ts';
import { tipAnswered } from '../../presenters/words/asks.ts';
import { type Submission, submitAppeal } from '../intake/submitAppeal.ts';
import { owe } from '../shared/record.ts';
import type { Acting, Work } from '../shared/work.ts';
import { decideTip } from './decideTip.ts';

/** 受理线索: the centre makes an appeal of a tip. Throws Refusal `tip.done`, `draft.gone`. */
export async function acceptTip(
  work: Work,
  acting: Acting,
  { id, read }: { id: string; read(text: string): Omit<Submission, 'attachments' | 'mentioned' | 'text'> },
): Promise<Appeal> {
  const { openId, text, attachments } = await decideTip(work, acting, { id, state: 'accepted' });
  const appeal = await submitAppeal(work, acting, { ...read(text), text, attachments, mentioned: [], fromTip: true });
  await work.store.tipBecame(id, appeal.number);
  await owe(work, acting, { to: { person: openId }, message: tipAnswered('accepted'), addressee: 'anyone' });
  return appeal;
}
