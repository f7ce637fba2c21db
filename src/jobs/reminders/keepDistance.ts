import type { Work } from '../../commands/shared/work.ts';
import { keepDistance } from '../../domain/clocks/ladder.ts';
import { timingOf } from '../../domain/time/deadlines.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ReminderRow } from '../../ports/rows.ts';

/**
 * This step is told, or comes, at `at`: what climbs above it keeps its distance from then
 * (docs/develop/domain.md#told-first).
 */
export async function postponeNeighbours(
  work: Work,
  step: Pick<ReminderRow, 'appeal' | 'clock' | 'step'>,
  at: Instant,
): Promise<void> {
  const { store } = work;
  const pending = (await store.reminders(step.appeal)).filter(({ state }) => state === 'pending');
  const moved = keepDistance(step, at, pending, timingOf(work));
  for (const { id, dueAt } of moved) await store.postponeReminder(id, dueAt);
}
