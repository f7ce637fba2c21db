import type { Rules } from '../domain/rules.ts';
import type { RunningClock, Store } from '../ports.ts';
import { dispatchChat } from './recipients.ts';
import { tierOf } from './tiers.ts';

type Reads = Pick<Store, 'chatFor' | 'people' | 'person'>;

/**
 * Whose morning list a clock stands in: chat ids, or open_ids where there is no group. The unit's group, else its
 * officers; the centre's own clocks with the centre; what the submitter owes with him, once overdue with his deputy
 * too (DOMAIN §3). What reaches nobody goes to the centre, so that nothing is lost.
 */
export function morningAddresses(store: Reads, rules: Rules): (clock: RunningClock, now: string) => Promise<string[]> {
  const known = new Map<string, Promise<string[]>>();
  const once = (key: string, find: () => Promise<string[]>) => {
    const found = known.get(key) ?? find();
    known.set(key, found);
    return found;
  };
  const centre = () => once('centre', () => centreAddresses(store));
  const orCentre = async (found: string[]) => (found.length > 0 ? found : centre());
  return async (clock, now) => {
    const { owner, taskForce, unit, submittedBy } = clock;
    if (owner === 'submitter') {
      const overdue = clock.owedAt < now;
      return orCentre(await once(`${submittedBy} ${overdue}`, () => submitterAddresses(store, submittedBy, overdue)));
    }
    if (owner === 'centre' || taskForce === undefined || unit === undefined) return centre();
    return orCentre(await once(`${taskForce} ${unit}`, () => unitAddresses(store, rules, { taskForce, unit })));
  };
}

async function centreAddresses(store: Reads): Promise<string[]> {
  const chat = await store.chatFor({ kind: 'centre' });
  if (chat) return [chat.id];
  return (await store.people({ roles: ['service-centre', 'duty'] })).flatMap(({ openId }) => openId ?? []);
}

async function unitAddresses(store: Reads, rules: Rules, held: { taskForce: number; unit: string }): Promise<string[]> {
  const chat = await dispatchChat(store, rules, held);
  if (chat) return [chat.id];
  return (await tierOf(store, rules, held, 'officer')).flatMap(({ openId }) => openId ?? []);
}

async function submitterAddresses(store: Reads, id: string, overdue: boolean): Promise<string[]> {
  const person = await store.person(id);
  const unit = person?.memberships.find(({ role }) => role === 'specialist')?.unit;
  const deputies = overdue && unit ? await store.people({ roles: ['contact'], unit, tier: 2 }) : [];
  return [person, ...deputies].flatMap((one) => one?.openId ?? []);
}
