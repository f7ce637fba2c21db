import type { AppealEvent } from '../domain/appeal/events.ts';
import type { Store } from '../ports/store.ts';
import { centreCard } from '../presenters/cards/centreCard.ts';
import type { AppealFacts } from '../presenters/cards/facts.ts';
import { forChat } from '../presenters/group/groupMessage.ts';
import { nobodyNote } from '../presenters/notes/notes.ts';
import * as notes from '../presenters/notes/timeNotes.ts';
import { type Notice, toCentre, toHandlers, toSubmitter } from './recipients.ts';

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

/** Who is told that time was asked for, granted or refused, that clocks run again, or that somebody nudged. */
export async function timeNotices(event: TimeEvent, facts: AppealFacts, store: Store): Promise<Notice[]> {
  switch (event.type) {
    case 'extension_asked':
    case 'pause_asked':
      return toCentre(store, forChat(facts, centreCard), 'centre');
    case 'extended':
      return [
        ...(await toHandlers(store, facts, notes.extendedNote(facts))),
        ...(await toSubmitter(store, facts, notes.movedDateNote(facts))),
      ];
    case 'paused':
      return [
        ...(await toHandlers(store, facts, notes.pausedNote(facts, event.until))),
        ...(await toSubmitter(store, facts, notes.dateWillMoveNote(facts))),
      ];
    case 'extension_refused':
      return toHandlers(store, facts, notes.extensionRefusedNote(facts, event.reason));
    case 'pause_refused':
      return toHandlers(store, facts, notes.pauseRefusedNote(facts, event.reason));
    case 'resumed':
      return [
        ...(await toOtherHandlers(store, facts, event)),
        ...(await toSubmitter(store, facts, notes.movedDateNote(facts))),
      ];
    case 'nudged':
      return nudgeNotices(store, facts, event);
    case 'informed':
      return [];
    default:
      return event satisfies never;
  }
}

/** Leaves out the person who ended the pause himself. */
async function toOtherHandlers(
  store: Store,
  facts: AppealFacts,
  { by, days }: Extract<TimeEvent, { type: 'resumed' }>,
): Promise<Notice[]> {
  const note = notes.resumedNote(facts, { days, byItself: by.person === undefined });
  const told = await toHandlers(store, facts, note);
  const actor = by.person ? await store.person(by.person) : undefined;
  return told.filter(({ to }) => !('person' in to) || to.person !== actor?.openId);
}

/** Privately to the people whose step it is and to nobody else: to the centre while it determines or reviews. */
async function nudgeNotices(
  store: Store,
  facts: AppealFacts,
  event: Extract<TimeEvent, { type: 'nudged' }>,
): Promise<Notice[]> {
  const { status } = facts.appeal;
  if (status === 'returned' || status === 'resolved') {
    return toCentre(
      store,
      forChat(facts, (fit, words) => notes.nudgeNote(fit, { ...event, text: event.text && words(event.text) })),
    );
  }
  const told = await toHandlers(store, facts, notes.nudgeNote(facts, event));
  return told.length > 0 ? told : toCentre(store, forChat(facts, nobodyNote));
}
