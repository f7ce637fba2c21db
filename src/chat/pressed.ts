import { may, type Relation, relations } from '../domain/policy.ts';
import { draw, factsOf, isLive } from '../notices/drawing.ts';
import type { CardSlot } from '../ports.ts';
import type { Card } from '../presenters/card.ts';
import type { Turn } from './turn.ts';

/** The pressed card as it is true now; undefined when the message is not one that is redrawn. */
export async function pressedCard({ work, message }: Pick<Turn, 'work' | 'message'>): Promise<Card | undefined> {
  return (await cardOf({ work, message }))?.draw();
}

/** Whom a card of each slot is for; to see the appeal is not enough (RULES 19: the company's side reads the receipt). */
const readers: Record<CardSlot, readonly Relation[]> = {
  receipt: ['submitter'],
  dispatch: ['handler', 'superior', 'centre', 'district-office', 'leader', 'audit'],
  centre: ['centre'],
  'head-note': ['centre'],
  note: ['superior'],
  supervision: ['district-office'],
  order: ['handler', 'superior', 'centre', 'district-office', 'leader', 'audit'],
};

/** The same for the person who pressed: undefined also when this card is not for him, or was pressed elsewhere. */
export async function ownPressedCard({ work, message, speaker, chat }: Turn): Promise<Card | undefined> {
  const found = await cardOf({ work, message });
  if (!found || !speaker || (found.row.chatId ?? chat) !== chat) return undefined;
  if (!may(speaker, 'see', found.appeal)) return undefined;
  const own = relations(speaker, found.appeal);
  return readers[found.slot].some((relation) => own.has(relation)) ? found.draw() : undefined;
}

async function cardOf({ work, message }: Pick<Turn, 'work' | 'message'>) {
  const row = await work.store.rowOfMessage(message);
  const slot = row?.slot;
  const appeal = slot && row.appeal ? await work.store.appeal(row.appeal) : undefined;
  if (!row || !slot || !appeal) return undefined;
  return {
    appeal,
    row,
    slot,
    draw: async () => {
      const [newest] = await work.store.cardsOf(appeal.number, slot);
      return draw(slot, await factsOf(work.store, work.rules, appeal, work.at), isLive(row, appeal, newest));
    },
  };
}
