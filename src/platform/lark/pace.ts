import type { Clock } from '../../ports.ts';

interface Limit {
  count: number;
  perMs: number;
}

export interface Pace {
  /** Milliseconds until something may be sent to this recipient; 0 = now. */
  waitFor(recipient: string): number;
  /** One call to this recipient begins now; `answered` must follow, however it ends. */
  take(recipient: string): void;
  /** The platform has counted the call at some time before now: from now on its place in the windows runs out. */
  answered(recipient: string): void;
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

/** Clocks count whole milliseconds, and timers may be early by one. */
const SLACK_MS = 5;

/**
 * Sliding windows: how the platform cuts its windows is not known, and what keeps a limit in every window of its
 * length keeps it in those, too. A window is counted from the answers: a call reaches the platform some time before its
 * answer comes, so whatever the network does, the platform never sees one more than it allows.
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
      for (const [key, log] of recipients) if (log.idle(now)) recipients.delete(key);
      const log = recipients.get(recipient) ?? slidingLog(limits.recipient);
      recipients.set(recipient, log);
      log.take();
      app.take();
    },
    answered(recipient) {
      const now = clock.now().getTime();
      recipients.get(recipient)?.answered(now);
      app.answered(now);
    },
    holdUntil(instantMs) {
      heldUntil = Math.max(heldUntil, instantMs);
    },
  };
}

interface SlidingLog {
  wait(now: number): number;
  take(): void;
  answered(now: number): void;
  idle(now: number): boolean;
}

function slidingLog(limits: Limit[]): SlidingLog {
  const longest = Math.max(...limits.map(({ perMs }) => perMs)) + SLACK_MS;
  /** Of answers, oldest first. */
  let times: number[] = [];
  /** Calls without an answer yet; they count as of now. */
  let open = 0;
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
        const oldest = open >= count ? now : times[times.length - (count - open)];
        return oldest === undefined ? 0 : oldest + perMs + SLACK_MS - now;
      });
      return Math.max(0, ...waits);
    },
    take() {
      open += 1;
    },
    answered(now) {
      prune(now);
      open = Math.max(0, open - 1);
      times.push(now);
    },
    idle(now) {
      prune(now);
      return open === 0 && times.length === 0;
    },
  };
}
