import type { Log } from '../ports.ts';
import { realWait, type Wait } from './worker.ts';

const PAUSE_MS = 5_000;

/**
 * Asks until there is an answer: what arrived meanwhile waits in the inbox and does not use up its attempts. Rejects
 * only when `stopping` is given up on.
 */
export async function untilKnown<T>(
  ask: () => Promise<T>,
  stopping: AbortSignal,
  log: Log,
  wait: Wait = realWait,
): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (stopping.aborted) throw error;
      log.warn({ error: (error as Error).message }, 'the platform does not say who the bot is; asking again');
      await wait(PAUSE_MS, stopping);
    }
  }
}
