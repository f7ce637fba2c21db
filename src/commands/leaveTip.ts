import type { Attachment } from '../domain/events.ts';
import { toCentre } from '../notices/recipients.ts';
import type { Tip } from '../ports.ts';
import { tipCard } from '../presenters/cards/tipCard.ts';
import { owe } from './record.ts';
import type { Acting, Work } from './work.ts';

export interface TipInput {
  openId: string;
  name?: string;
  text: string;
  attachments: Attachment[];
  chat: string;
  message: string;
}

/** 线索: an appeal text of somebody who may not submit is kept for the centre to accept in one press. */
export async function leaveTip(work: Work, acting: Acting, { name, ...said }: TipInput): Promise<Tip> {
  const tip: Tip = { id: work.newId(), ...said, createdAt: work.at, state: 'open' };
  await work.store.saveTip(tip);
  for (const notice of await toCentre(work.store, tipCard(tip, { rules: work.rules, name })))
    await owe(work, acting, notice);
  return tip;
}
