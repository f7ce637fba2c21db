/** After this time a claim counts for nothing: its process is gone, or forgot it. Real time, never the sandbox's. */
const claimLifeMs = 5 * 60_000;

/** ISO instant before which a claim is no longer valid. */
export function staleBefore(): string {
  return new Date(Date.now() - claimLifeMs).toISOString();
}

/** So long a press stays with the process that received it: far longer than its answer may take. */
const firstHoldMs = 10_000;

/** `claimed_at` of a row that anybody may take once this time is over. */
export function heldAtFirst(): string {
  return new Date(Date.now() - claimLifeMs + firstHoldMs).toISOString();
}

interface Candidate<Id> {
  id: Id;
  /** Never two rows of one lane at a time. */
  lane: string | null;
}

/**
 * What this process is working on. On SQLite, which one process owns, this is all there is: a claim costs no commit,
 * and after a crash there is nothing to take back.
 */
export class Claims<Id> {
  private readonly held = new Map<Id, { lane: string | null; since: number }>();
  /** Given up while somebody was looking: his picture of the table may be older than that. */
  private readonly dropped = new Set<Id>();
  private looking = 0;

  /** Claims up to `limit` of the rows that `look` finds; it is asked for as many more as are held already. */
  async pick<R extends Candidate<Id>>(limit: number, look: (limit: number) => Promise<R[]>): Promise<R[]> {
    this.dropStale();
    this.looking += 1;
    try {
      const found = await look(limit + this.held.size);
      const lanes = new Set([...this.held.values()].map(({ lane }) => lane));
      const isFree = ({ id, lane }: R) =>
        !this.held.has(id) && !this.dropped.has(id) && (lane === null || !lanes.has(lane));
      const free = found.filter(isFree).slice(0, limit);
      for (const { id, lane } of free) this.held.set(id, { lane, since: Date.now() });
      return free;
    } finally {
      this.looking -= 1;
      if (this.looking === 0) this.dropped.clear();
    }
  }

  drop(id: Id): void {
    if (this.held.delete(id) && this.looking > 0) this.dropped.add(id);
  }

  private dropStale(): void {
    for (const [id, { since }] of this.held) if (Date.now() - since > claimLifeMs) this.held.delete(id);
  }
}
