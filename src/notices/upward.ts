import type { Message } from '../domain/message.ts';
import type { Store } from '../ports/store.ts';
import type { AppealFacts } from '../presenters/cards/facts.ts';
import { forChat } from '../presenters/group/groupMessage.ts';
import { holdersOf } from './holders.ts';
import { type Notice, privately, toCentre } from './recipients.ts';
import { officersOf, signersElse } from './tiers.ts';

/** Privately to the officer: the person who signed it, else those of the tier; empty when the tier is vacant. */
export async function toOfficers(store: Store, facts: AppealFacts, message: Message): Promise<Notice[]> {
  const officers = await signersElse(store, facts, officersOf);
  return officers.flatMap((officer) => privately(officer, message, { as: 'handlers' }));
}

/**
 * Who is told last about the centre's own clocks: its head, if the roster names one, and the district office
 * (docs/develop/domain.md#climb).
 */
export async function toCentreHeads(
  store: Store,
  facts: AppealFacts,
  draw: (facts: AppealFacts) => Message,
): Promise<Notice[]> {
  const people = await holdersOf(store, facts, 'centre-heads');
  const notices = people.flatMap((person) => privately(person, draw(facts), { as: 'centre-heads' }));
  return notices.length > 0 ? notices : toCentre(store, forChat(facts, draw));
}
