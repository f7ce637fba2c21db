import { tipAnswered } from '../presenters/asks.ts';
import { decideTip } from './decideTip.ts';
import { owe } from './record.ts';
import type { Acting, Work } from './work.ts';

/** 不予受理: the centre closes a tip without an appeal. Throws Refusal `tip.done`, `draft.gone`. */
export async function declineTip(work: Work, acting: Acting, { id }: { id: string }): Promise<void> {
  const { openId } = await decideTip(work, acting, { id, state: 'declined' });
  await owe(work, acting, { to: { person: openId }, message: tipAnswered('declined'), addressee: 'anyone' });
}
