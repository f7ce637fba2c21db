import { eachOnce } from '../domain/contacts.ts';
import type { Store } from '../ports.ts';
import type { Message } from '../presenters/card.ts';
import type { AppealFacts } from '../presenters/cards/facts.ts';
import { type Notice, privately, toCentre } from './recipients.ts';
import { officersOf, signersElse } from './tiers.ts';

/** Privately to the officer: who signed it, else those of the tier; empty when the tier is vacant. */
export async function toOfficers(store: Store, facts: AppealFacts, message: Message): Promise<Notice[]> {
  const officers = await signersElse(store, facts, officersOf);
  return officers.flatMap((officer) => privately(officer, message));
}

const serviceCentre = 'enterprise-service-centre';

/** Where the centre's own clocks end: its head, if the roster names one, and the district office (DOMAIN §3). */
export async function toCentreHeads(store: Store, message: Message): Promise<Notice[]> {
  const heads = await store.people({ roles: ['contact', 'service-centre'], unit: serviceCentre, tier: 1 });
  const office = await store.people({ roles: ['district-office'] });
  const notices = eachOnce([...heads, ...office]).flatMap((person) => privately(person, message));
  return notices.length > 0 ? notices : toCentre(store, message);
}
