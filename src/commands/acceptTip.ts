import type { Appeal } from '../domain/appeal.ts';
import { Refusal } from '../domain/errors.ts';
import { authorize } from '../domain/policy.ts';
import { tipAnswered } from '../presenters/asks.ts';
import { owe } from './record.ts';
import { type Submission, submitAppeal } from './submitAppeal.ts';
import { type Acting, personOf, type Work } from './work.ts';

/** 受理线索: the centre makes an appeal of a tip. Throws Refusal `tip.done`, `draft.gone`. */
export async function acceptTip(
  work: Work,
  acting: Acting,
  { id, read }: { id: string; read(text: string): Omit<Submission, 'attachments' | 'mentioned' | 'text'> },
): Promise<Appeal> {
  authorize(personOf(acting), 'acceptTip');
  const tip = await work.store.tip(id);
  if (!tip) throw new Refusal('draft.gone', {});
  if (tip.state !== 'open') throw new Refusal('tip.done', {});
  const { text, attachments } = tip;
  const appeal = await submitAppeal(work, acting, { ...read(text), text, attachments, mentioned: [], fromTip: true });
  await work.store.saveTip({ ...tip, state: 'accepted', appeal: appeal.number });
  await owe(work, acting, { to: { person: tip.openId }, message: tipAnswered('accepted'), addressee: 'anyone' });
  return appeal;
}
