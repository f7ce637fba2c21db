import type { Clock } from '../ports/index.ts';
import type { Pace, PastCall } from '../ports/pace.ts';

interface Held {
  /** For how many ms nothing at all is sent because the platform asked to wait. */
  heldFor(): number;
}

interface Limit {
  count: number;
  perMs: number;
}

/** 50/s and 1,000/min for the app, 5/s for one group or user (docs/develop/feishu.md#limits). */
const larkLimits: { app: Limit[]; recipient: Limit[] } = {
  app: [
    { count: 50, perMs: 1_000 },
    { count: 1_000, perMs: 60_000 },
  ],
  recipient: [{ count: 5, perMs: 1_000 }],
};

/** Clocks count whole milliseconds, and a timer may fire one early. */
const SLACK_MS = 5;

/**
 * For this long, a call without an answer counts as if made now. After that the platform has counted it, if it arrived
 * at all.
 */
const OPEN_MS = 4_000;

/**
 * Sliding windows: it is not known how the platform cuts its windows, but a pace that keeps the limit in every possible
 * window also keeps it in those. A call counts from its answer: it reaches the platform before the answer comes, so
 * however slow the network is, the platform never sees more calls than it allows.
 */
export function createPace(clock: Clock, limits = larkLimits): Pace & Held {
  const app = slidingLog(limits.app);
  const recipients = new Map<string, Recipient>();
  let heldUntil = 0;
  const left = (until: number, now: number) => (until - now > LONGEST_WAIT_MS ? 0 : Math.max(until - now, 0));
  const recipientOf = (key: string): Recipient => {
    const found = recipients.get(key) ?? { log: slidingLog(limits.recipient), open: [], heldUntil: 0 };
    recipients.set(key, found);
    return found;
  };

  return {
    recall(calls) {
      const now = clock.now().getTime();
      // Another machine's clock may be a little ahead: no past call is later than now.
      const past = calls.map(({ recipient, at, endedAt }) => ({
        recipient,
        at: Math.min(at, now),
        endedAt: endedAt && Math.min(Math.max(endedAt, at), at + OPEN_MS, now),
      }));
      app.recall(past);
      const byRecipient = new Map<string, Past[]>([...recipients.keys()].map((key) => [key, []]));
      for (const { recipient, ...call } of past)
        byRecipient.set(recipient, [...(byRecipient.get(recipient) ?? []), call]);
      for (const [key, own] of byRecipient) {
        recipientOf(key).log.recall(own);
        recipientOf(key).open = openOf(own);
      }
    },
    waitFor(key) {
      const now = clock.now().getTime();
      const own = recipients.get(key);
      return Math.max(left(heldUntil, now), app.wait(now), own ? own.log.wait(now) : 0, left(own?.heldUntil ?? 0, now));
    },
    take(key) {
      const now = clock.now().getTime();
      for (const [other, { log, heldUntil: held }] of recipients)
        if (log.idle(now) && left(held, now) === 0) recipients.delete(other);
      const { log, open } = recipientOf(key);
      open.push(now);
      log.take(now);
      app.take(now);
    },
    answered(key) {
      const now = clock.now().getTime();
      const own = recipients.get(key);
      const takenAt = own?.open.shift();
      if (!own || takenAt === undefined) return;
      own.log.answered(takenAt, now);
      app.answered(takenAt, now);
    },
    holdUntil(instantMs, key) {
      if (key === undefined) heldUntil = Math.max(heldUntil, instantMs);
      else recipientOf(key).heldUntil = Math.max(recipientOf(key).heldUntil, instantMs);
    },
    heldFor: () => left(heldUntil, clock.now().getTime()),
  };
}

interface Recipient {
  log: SlidingLog;
  /** When calls without an answer began, oldest first. */
  open: number[];
  heldUntil: number;
}

type Past = Omit<PastCall, 'recipient'>;

function openOf(calls: Past[]): number[] {
  return calls.flatMap(({ at, endedAt }) => (endedAt === undefined ? [at] : [])).sort((one, other) => one - other);
}

interface SlidingLog {
  recall(calls: Past[]): void;
  wait(now: number): number;
  take(now: number): void;
  answered(takenAt: number, now: number): void;
  idle(now: number): boolean;
}

function slidingLog(limits: Limit[]): SlidingLog {
  const longest = Math.max(...limits.map(({ perMs }) => perMs)) + SLACK_MS;
  /** Times of answers, oldest first. */
  let times: number[] = [];
  /** When calls without an answer began, oldest first; they count as if made now. */
  let open: number[] = [];
  /**
   * Forgets times that no window reaches any more. When the clock was set back, times in the future are not real:
   * forgets those too.
   */
  const prune = (now: number) => {
    if ((times.at(-1) ?? 0) > now) times = [];
    if ((open.at(-1) ?? 0) > now) open = open.map((at) => Math.min(at, now));
    const overdue = open.filter((at) => at + OPEN_MS <= now).map((at) => at + OPEN_MS);
    if (overdue.length > 0) {
      open = open.slice(overdue.length);
      times = [...times, ...overdue].sort((one, other) => one - other);
    }
    const first = times.findIndex((at) => at > now - longest);
    times = first < 0 ? [] : first === 0 ? times : times.slice(first);
  };
  return {
    recall(calls) {
      open = openOf(calls);
      times = calls.flatMap(({ endedAt }) => endedAt ?? []).sort((one, other) => one - other);
    },
    wait(now) {
      prune(now);
      const waits = limits.map(({ count, perMs }) => {
        const oldest = open.length >= count ? now : times[times.length - (count - open.length)];
        return oldest === undefined ? 0 : oldest + perMs + SLACK_MS - now;
      });
      return Math.max(0, ...waits);
    },
    take(now) {
      open.push(now);
    },
    answered(takenAt, now) {
      prune(now);
      const place = open.indexOf(Math.min(takenAt, now));
      if (place < 0) return; // it was counted long ago
      open.splice(place, 1);
      times.push(now);
    },
    idle(now) {
      prune(now);
      return open.length === 0 && times.length === 0;
    },
  };
}

/**
 * Longest wait that we accept from the platform; its windows are a second and a minute (docs/develop/feishu.md#limits).
 */
export const LONGEST_WAIT_MS = 120_000;
