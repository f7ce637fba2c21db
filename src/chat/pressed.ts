import { may } from '../domain/policy.ts';
import { draw, factsOf, isLive } from '../notices/drawing.ts';
import type { Card } from '../presenters/card.ts';
import type { Turn } from './turn.ts';

/** The pressed card as it is true now; undefined when the message is not one that is redrawn. */
export async function pressedCard({ work, message }: Pick<Turn, 'work' | 'message'>): Promise<Card | undefined> {
  return (await cardOf({ work, message }))?.draw();
}

/** The same for the person who pressed: undefined also when the appeal is none of his business. */
export async function ownPressedCard({ work, message, speaker }: Turn): Promise<Card | undefined> {
  const found = await cardOf({ work, message });
  return found && speaker && may(speaker, 'see', found.appeal) ? found.draw() : undefined;
}

async function cardOf({ work, message }: Pick<Turn, 'work' | 'message'>) {
  const row = await work.store.rowOfMessage(message);
  const slot = row?.slot;
  const appeal = slot && row.appeal ? await work.store.appeal(row.appeal) : undefined;
  if (!row || !slot || !appeal) return undefined;
  return {
    appeal,
    draw: async () => {
      const [newest] = await work.store.cardsOf(appeal.number, slot);
      return draw(slot, await factsOf(work.store, work.rules, appeal), isLive(row, appeal, newest));
    },
  };
}
