import type { Attachment } from '../../domain/appeal/parts.ts';
import { addSeconds } from '../../domain/time/chinaTime.ts';
import type { Tip } from '../../domain/tips.ts';
import { toCentre } from '../../notices/recipients.ts';
import { tipCard } from '../../presenters/cards/tipCard.ts';
import { seenInChat } from '../../presenters/group/groupMessage.ts';
import { owe } from '../shared/record.ts';
import type { Acting, Work } from '../shared/work.ts';

export interface TipInput {
  openId: string;
  name?: string;
  text: string;
  attachments: Attachment[];
  chat: string;
  message: string;
}

/**
 * 线索: an appeal text of somebody who may not submit is kept for the centre to accept in one press. The same words of
 * the same person within the hours of the setting are `repeated`: new files join the tip, the centre is not told again.
 */
export async function leaveTip(
  work: Work,
  acting: Acting,
  { name, ...said }: TipInput,
): Promise<{ tip: Tip; repeated: boolean }> {
  const before = await sameTip(work, said);
  if (before) {
    const { id } = before;
    const tip = { ...before, attachments: [...before.attachments, ...said.attachments] };
    // Files that come after the decision become a tip of their own: else nobody would see them.
    const joined = said.attachments.length === 0 || (await work.store.addToTip(id, tip.attachments));
    if (joined) return { tip, repeated: true };
  }
  const tip: Tip = { id: work.newId(), ...said, createdAt: work.at, state: 'open' };
  await work.store.addTip(tip);
  await remember(work, tip);
  const card = seenInChat(tipCard(tip, { rules: work.rules, name }), work.rules);
  for (const notice of await toCentre(work.store, card)) await owe(work, acting, notice);
  return { tip, repeated: false };
}

function tight(text: string): string {
  return text.replace(/[\s\p{P}]/gu, '');
}

/** The words stay with the person for as long as a repeat is one, also when the tip is dealt with before. */
async function remember({ store }: Work, { id, openId, text, chat, message, createdAt }: Tip): Promise<void> {
  const words = { id, person: openId, kind: 'tip' as const, text: tight(text), attachments: [] };
  await store.addDraft({ ...words, chat, message, createdAt });
}

async function sameTip({ store, at, rules }: Work, { openId, text }: TipInput): Promise<Tip | undefined> {
  const since = addSeconds(at, -rules.district.repeatHours * 3600);
  const said = await store.draftsOf(openId, 'tip');
  const same = said.findLast((draft) => draft.createdAt >= since && draft.text === tight(text));
  return same && store.tip(same.id);
}
