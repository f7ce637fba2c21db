import type { AppealEvent } from '../../domain/appeal/events.ts';
import type { ClockRow } from '../../domain/clocks/clocks.ts';
import type { Store } from '../../ports/store.ts';

/**
 * The store while an appeal begins: what could be asked of its past (cards, papers, steps, what waits to be sent) is known
 * to be nothing, and its timeline to be these events. A third of the statements of a submission asked for it.
 */
export function storeOfNewAppeal(store: Store, events: AppealEvent[]): Store {
  let clocks: ClockRow[] = [];
  return {
    ...store,
    timeline: async () => events,
    papers: async () => [],
    cardsOf: async () => [],
    clocks: async () => clocks,
    async saveClocks(rows) {
      const changed = new Set(rows.map(({ id }) => id));
      clocks = [...clocks.filter(({ id }) => !changed.has(id)), ...rows];
      await store.saveClocks(rows);
    },
    cancelReminders: async () => undefined,
    cancelSteps: async () => undefined,
    dropHeld: async () => undefined,
  };
}
