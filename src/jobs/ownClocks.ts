import type { Work } from '../commands/work.ts';
import { clocksNear, morningAddresses } from '../notices/morningAddresses.ts';
import type { RunningClock } from '../ports.ts';

/** The running clocks that stand in this recipient's morning list, each once. */
export async function ownClocks({ store, rules, at }: Work, recipient: string): Promise<RunningClock[]> {
  const addressesOf = morningAddresses(store, rules);
  const found = new Map<string, RunningClock>();
  for (const filter of await clocksNear(store, recipient)) {
    for (const clock of await store.running(filter)) {
      if ((await addressesOf(clock, at)).includes(recipient)) found.set(clock.id, clock);
    }
  }
  return [...found.values()];
}
