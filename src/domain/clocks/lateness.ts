import { addSeconds } from '../time/chinaTime.ts';
import type { Instant } from '../time/instant.ts';

/**
 * Ten minutes after its time work is late: what goes out from then on is marked 补发 (docs/develop/domain.md#late), and
 * what still waits the administrators are told of (docs/operate/guarantees.md#once).
 */
export const lateAfterSeconds = 600;

export function isLate(dueAt: Instant, at: Instant): boolean {
  return at > addSeconds(dueAt, lateAfterSeconds);
}
