interface Candidate<Id> {
  id: Id;
  /** Never two rows of one lane at a time. */
  lane: string | null;
}

/**
 * The rows this process is working on. On SQLite, which one process owns, claims exist only here: a claim costs no
 * commit, and after a crash there is nothing to undo.
 */
export class Claims<Id> {
  private readonly held = new Map<Id, string | null>();
  /** Rows given up while a look was running: what that look finds may be older and must not claim them again. */
  private readonly dropped = new Set<Id>();
  private looking = 0;

  /**
   * Claims up to `limit` of the rows that `look` finds; `look` is asked for more, since some rows may be held already.
   */
  async pick<R extends Candidate<Id>>(limit: number, look: (limit: number) => Promise<R[]>): Promise<R[]> {
    this.looking += 1;
    try {
      const found = await look(limit + this.held.size);
      const lanes = new Set(this.held.values());
      const isFree = ({ id, lane }: R) =>
        !this.held.has(id) && !this.dropped.has(id) && (lane === null || !lanes.has(lane));
      const free = found.filter(isFree).slice(0, limit);
      for (const row of free) this.hold(row);
      return free;
    } finally {
      this.looking -= 1;
      if (this.looking === 0) this.dropped.clear();
    }
  }

  hold({ id, lane }: Candidate<Id>): void {
    this.held.set(id, lane);
  }

  drop(id: Id): void {
    if (this.held.delete(id) && this.looking > 0) this.dropped.add(id);
  }

  ids(): Id[] {
    return [...this.held.keys()];
  }
}
