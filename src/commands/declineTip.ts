import { Refusal } from '../domain/errors.ts';
import { authorize } from '../domain/policy.ts';
import { tipAnswered } from '../presenters/asks.ts';
import { owe } from './record.ts';
import { type Acting, personOf, type Work } from './work.ts';

/** 不予受理: the centre closes a tip without an appeal. Throws Refusal `tip.done`, `draft.gone`. */
export async function declineTip(work: Work, acting: Acting, { id }: { id: string }): Promise<void> {
  authorize(personOf(acting), 'acceptTip');
  const tip = await work.store.tip(id);
  if (!tip) throw new Refusal('draft.gone', {});
  if (tip.state !== 'open') throw new Refusal('tip.done', {});
  await work.store.saveTip({ ...tip, state: 'declined' });
  await owe(work, acting, { to: { person: tip.openId }, message: tipAnswered('declined'), addressee: 'anyone' });
}
