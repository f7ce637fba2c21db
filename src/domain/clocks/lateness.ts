import { addSeconds } from '../time/chinaTime.ts';
import type { Instant } from '../time/instant.ts';

/**
 * Work is late ten minutes after its time: a message sent after that is marked 补发 (docs/develop/domain.md#late), and
 * the administrators are told of what still waits (docs/operate/guarantees.md#once).
 */
export const lateAfterSeconds = 600;

export function isLate(dueAt: Instant, at: Instant): boolean {
  return at > addSeconds(dueAt, lateAfterSeconds);
}
