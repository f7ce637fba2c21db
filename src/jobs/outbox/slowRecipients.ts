/** A call that has taken so long goes on beside the others instead of among them. Real time. */
export const slowAfterMs = 2_000;

/** Calls under way at a time to recipients that answered slowly or not at all the last time. */
const mostSlow = 12;

/** Keeps whoever answers slowly from taking the places of those who do not; a quick answer clears a recipient. */
export interface SlowOnes {
  /** Whether a call to this recipient may begin, besides `begun` others of this moment. */
  mayBegin(recipient: string, begun: string[]): boolean;
  /** Watches how long a call takes. */
  watch<T>(recipient: string, call: Promise<T>): Promise<T>;
}

export function slowOnes(): SlowOnes {
  const slow = new Set<string>();
  const open = new Map<string, number>();
  const openSlow = () => [...slow].filter((recipient) => open.has(recipient)).length;
  return {
    mayBegin: (recipient, begun) =>
      !slow.has(recipient) || openSlow() + begun.filter((one) => slow.has(one)).length < mostSlow,
    async watch(recipient, call) {
      open.set(recipient, (open.get(recipient) ?? 0) + 1);
      const timer = setTimeout(() => slow.add(recipient), slowAfterMs);
      const start = performance.now();
      try {
        return await call;
      } finally {
        clearTimeout(timer);
        if (performance.now() - start < slowAfterMs) slow.delete(recipient);
        const left = (open.get(recipient) ?? 1) - 1;
        if (left > 0) open.set(recipient, left);
        else open.delete(recipient);
      }
    },
  };
}
