import type { Log } from '../../ports/index.ts';
import { PlatformError } from '../../ports/platform.ts';
import type { Outbox } from '../../ports/queues.ts';
import { Unavailable } from '../../ports/store.ts';
import { realWait } from './worker.ts';

/** Nobody answered, or the platform refuses the app itself: it says nothing about what was asked. */
const ofPlatform = new Set(['retry', 'token', 'alert', 'unknown']);

/** A fault of the infrastructure: whatever was tried is worth trying again, however long it lasts, and counts for nothing. */
export function isOutage(error: unknown): boolean {
  if (error instanceof PlatformError) return ofPlatform.has(error.failure);
  return error instanceof Unavailable;
}

/** Real milliseconds between two tries: after an outage work goes on within seconds. */
const tryAgainMs = 500;

/** Writes until it is written: only an outage is waited out. Rejects with it when `stopping` is given up on. */
export async function untilLanded<T>(write: () => Promise<T>, stopping: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isOutage(error) || stopping.aborted) throw error;
      await realWait(tryAgainMs, stopping);
    }
  }
}

/** What became of a message is recorded however long the database cannot: else it would be sent again, or never. */
export function landsAlways(outbox: Outbox, stopping: AbortSignal): Outbox {
  const until = <G extends unknown[]>(write: (...given: G) => Promise<void>) => {
    return (...given: G) => untilLanded(() => write(...given), stopping);
  };
  return {
    ...outbox,
    sent: until(outbox.sent),
    retry: until(outbox.retry),
    settle: until(outbox.settle),
    rewrite: until(outbox.rewrite),
  };
}

const everyMs = 60_000;

/** The same log, which says the same sentence at most once a minute: an outage tells of itself at every try. */
export function seldom(log: Log, now: () => number = () => performance.now()): Log {
  const said = new Map<string, number>();
  const write = (level: keyof Log) => (facts: object, message: string) => {
    if (now() - (said.get(message) ?? Number.NEGATIVE_INFINITY) < everyMs) return;
    said.set(message, now());
    log[level](facts, message);
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
