import type { AppealEvent } from '../domain/events.ts';
import type { Store } from '../ports.ts';
import { centreCard } from '../presenters/cards/centreCard.ts';
import type { AppealFacts } from '../presenters/cards/facts.ts';
import { type Notice, toCentre } from './recipients.ts';

export type TimeEvent = Extract<
  AppealEvent,
  {
    type:
      | 'extension_asked'
      | 'pause_asked'
      | 'extended'
      | 'extension_refused'
      | 'paused'
      | 'pause_refused'
      | 'resumed'
      | 'informed'
      | 'nudged';
  }
>;

/** Who hears that time was asked for, granted or refused, that the company was told, that somebody nudged. */
export async function timeNotices(event: TimeEvent, facts: AppealFacts, store: Store): Promise<Notice[]> {
  switch (event.type) {
    case 'extension_asked':
    case 'pause_asked':
      return toCentre(store, centreCard(facts), 'centre');
    default:
      return [];
  }
}
