import { rememberEach } from '../../domain/appeal/remembering.ts';
import type { Chat } from '../../domain/chats.ts';
import { atWork, type Person } from '../../domain/people/contacts.ts';
import type { Rules } from '../../domain/rules.ts';
import { dispatchChat } from '../../notices/recipients.ts';
import { inPlaceOf, tierOf } from '../../notices/tiers.ts';
import type { Recipient } from '../../ports/queues.ts';
import type { RunningClock } from '../../ports/rows.ts';
import type { Store } from '../../ports/store.ts';

type Reads = Pick<Store, 'chatFor' | 'people' | 'person'>;

export interface MorningAddress {
  /** A group, or people where there is none. */
  to: Recipient[];
  /** False when whoever must act has neither group nor reachable people: the centre learns of it in his place. */
  reaches: boolean;
}

/**
 * Whose morning list a clock stands in: the unit's group, else its officers, once overdue with its deputies; the
 * centre's own clocks with the centre; what the submitter owes with him, once overdue with his deputy too
 * (docs/develop/domain.md#climb). What reaches nobody goes to the centre, so that nothing is lost.
 */
export function todaysListAddresses(
  store: Reads,
  rules: Rules,
): (clock: RunningClock, now: string) => Promise<MorningAddress> {
  const once = rememberEach<MorningAddress>();
  const chatOnce = rememberEach<Chat | undefined>();
  const orCentre = async (to: Recipient[]) =>
    to.length > 0 ? { to, reaches: true } : { to: await centreAddresses(store), reaches: false };
  return async (clock, now) => {
    const { owner, taskForce, unit, submittedBy } = clock;
    const overdue = clock.owedAt < now;
    if (owner === 'submitter') {
      return once(`${submittedBy} ${overdue}`, () => submitterAddresses(store, submittedBy, overdue).then(orCentre));
    }
    if (owner === 'centre' || taskForce === undefined || unit === undefined) {
      return once('centre', () => centreAddresses(store).then(orCentre));
    }
    const held = { taskForce, unit };
    return once(`${taskForce} ${unit} ${overdue}`, async () => {
      const chat = await chatOnce(`${taskForce} ${unit}`, () => dispatchChat(store, rules, held));
      return orCentre(chat ? [{ chat: chat.id }] : await officersOf(store, rules, held, overdue));
    });
  };
}

async function centreAddresses(store: Reads): Promise<Recipient[]> {
  const chat = await store.chatFor({ kind: 'centre' });
  if (chat) return [{ chat: chat.id }];
  return addressesOf(await store.people({ roles: ['service-centre', 'duty'] }));
}

async function officersOf(
  store: Reads,
  rules: Rules,
  held: { taskForce: number; unit: string },
  overdue: boolean,
): Promise<Recipient[]> {
  const officers = await tierOf(store, rules, held, 'officer');
  const deputies = overdue ? await tierOf(store, rules, held, 'deputy') : [];
  return addressesOf([...officers, ...deputies]);
}

async function submitterAddresses(store: Reads, id: string, overdue: boolean): Promise<Recipient[]> {
  const people = await inPlaceOf(store, id);
  const unit = people[0]?.memberships.find(({ role }) => role === 'specialist')?.unit;
  const deputies = overdue && unit ? atWork(await store.people({ roles: ['contact'], unit, tier: 2 })) : [];
  return addressesOf([...people, ...deputies]);
}

function addressesOf(people: Person[]): Recipient[] {
  return [...new Set(people.flatMap(({ openId }) => openId ?? []))].map((person) => ({ person }));
}
