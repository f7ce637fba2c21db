import { tipAnswered } from '../../presenters/words/asks.ts';
import { owe } from '../shared/record.ts';
import type { Acting, Work } from '../shared/work.ts';
import { decideTip } from './decideTip.ts';

/** 不予受理: the centre closes a tip without an appeal. Throws Refusal `tip.done`, `draft.gone`. */
export async function declineTip(work: Work, acting: Acting, { id }: { id: string }): Promise<void> {
  const { openId } = await decideTip(work, acting, { id, state: 'declined' });
  await owe(work, acting, { to: { person: openId }, message: tipAnswered('declined'), addressee: 'anyone' });
}
