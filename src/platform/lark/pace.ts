import type { Clock } from '../../ports.ts';

interface Limit {
  count: number;
  perMs: number;
}

export interface Pace {
  /** Milliseconds until something may be sent to this recipient; 0 = now. */
  waitFor(recipient: string): number;
  /** Records one call to this recipient, now. */
  take(recipient: string): void;
  /** Nothing at all before this instant (epoch ms by the clock): the platform said 429 and when to come back. */
  holdUntil(instantMs: number): void;
}

/** 50/s and 1,000/min for the app, 5/s for one group or user (FEISHU §3.2). */
const larkLimits: { app: Limit[]; recipient: Limit[] } = {
  app: [
    { count: 50, perMs: 1_000 },
    { count: 1_000, perMs: 60_000 },
  ],
  recipient: [{ count: 5, perMs: 1_000 }],
};

/** Calls reach the platform a little closer together than they left us. */
const SLACK_MS = 20;

/**
 * Sliding windows: how the platform cuts its windows is not known, and what keeps a limit in every window of its
 * length keeps it in those, too.
 */
export function createPace(clock: Clock, limits = larkLimits): Pace {
  const app = slidingLog(limits.app);
  const recipients = new Map<string, SlidingLog>();
  let heldUntil = 0;

  return {
    waitFor(recipient) {
      const now = clock.now().getTime();
      return Math.max(heldUntil - now, app.wait(now), recipients.get(recipient)?.wait(now) ?? 0, 0);
    },
    take(recipient) {
      const now = clock.now().getTime();
      app.take(now);
      for (const [key, log] of recipients) if (log.idle(now)) recipients.delete(key);
      const log = recipients.get(recipient) ?? slidingLog(limits.recipient);
      log.take(now);
      recipients.set(recipient, log);
    },
    holdUntil(instantMs) {
      heldUntil = Math.max(heldUntil, instantMs);
    },
  };
}

interface SlidingLog {
  wait(now: number): number;
  take(now: number): void;
  idle(now: number): boolean;
}

function slidingLog(limits: Limit[]): SlidingLog {
  const longest = Math.max(...limits.map(({ perMs }) => perMs)) + SLACK_MS;
  let times: number[] = [];
  /** Forgets what no window reaches, and everything when the clock was set back: the future has not happened. */
  const prune = (now: number) => {
    if ((times.at(-1) ?? 0) > now) times = [];
    const first = times.findIndex((at) => at > now - longest);
    times = first < 0 ? [] : first === 0 ? times : times.slice(first);
  };
  return {
    wait(now) {
      prune(now);
      const waits = limits.map(({ count, perMs }) => {
        const oldest = times[times.length - count];
        return oldest === undefined ? 0 : oldest + perMs + SLACK_MS - now;
      });
      return Math.max(0, ...waits);
    },
    take(now) {
      prune(now);
      times.push(now);
    },
    idle(now) {
      prune(now);
      return times.length === 0;
    },
  };
}
