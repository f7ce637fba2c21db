import type { Card } from '../../domain/message.ts';
import { mayReadCard } from '../../domain/people/visibility.ts';
import { type DrawnFor, drawFor, factsOf, isLive } from '../../notices/drawing.ts';
import type { ClickAnswer } from '../../ports/platform.ts';
import { seenInChat } from '../../presenters/group/groupMessage.ts';
import type { Turn } from '../turn.ts';

/** The pressed card in its present state; undefined when the message is not a card that gets redrawn. */
export async function pressedCard({ work, message }: Pick<Turn, 'work' | 'message'>): Promise<DrawnFor | undefined> {
  return (await cardOf({ work, message }))?.draw();
}

/** The same for the person who pressed; also undefined when the card is not for him, or was pressed in another chat. */
export async function ownPressedCard({ work, message, speaker, chat }: Turn): Promise<Card | undefined> {
  const found = await cardOf({ work, message });
  if (!found || !speaker || (found.row.chatId ?? chat) !== chat) return undefined;
  return mayReadCard(speaker, found.slot, found.appeal) ? (await found.draw()).message : undefined;
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
      const facts = await factsOf(work.store, work.rules, appeal, work.at);
      return drawFor(row.to, slot, facts, isLive(row, appeal, newest));
    },
  };
}

/** In a group everybody sees the card that one member pressed, so it must be fit for the group. */
export async function pressedAnswer(
  { work, place, quoted }: Turn,
  toast: ClickAnswer['toast'],
  card?: Card,
): Promise<ClickAnswer> {
  if (!card || place === 'private') return { toast, place: 'private', card };
  const about = quoted ? await work.store.appeal(quoted) : undefined;
  return { toast, place, card: seenInChat(card, work.rules, about) };
}
