import type { ClickAnswer } from '../../ports/platform.ts';
import type { InboxRow } from '../../ports/queues.ts';

type Row = Pick<InboxRow, 'id' | 'payload'>;
/** `leavePlace`: what follows is long reading, in which others may go first. */
type Act = (row: Row, unattended: boolean, leavePlace?: () => void) => Promise<ClickAnswer>;

export interface OnceEach {
  /** For the request that brought a press: its answer goes back with the request. */
  asked(row: Row): Promise<ClickAnswer>;
  /** For the worker that finds the row in the inbox: whoever pressed does not wait any more. */
  found(row: Row, leavePlace: () => void): Promise<ClickAnswer>;
  /** For a press that comes once more: what is being done about it, `done` when this process answered it before. */
  again(row: Row): Promise<ClickAnswer> | 'done' | undefined;
}

/** How many answered presses are remembered; whoever comes again, comes soon. */
const remembered = 10_000;

/**
 * One act for each row: a press is acted on by the request that brought it, and the worker that finds its row in the
 * inbox meanwhile waits for the same act. A row that failed is forgotten at once, so that it can be tried again.
 */
export function onceEach(act: Act): OnceEach {
  const running = new Map<number, Promise<ClickAnswer>>();
  const answered = new Set<number>();
  const once = (row: Row, unattended: boolean, leavePlace?: () => void) => {
    const known = running.get(row.id);
    if (known) return known;
    const acting = act(row, unattended, leavePlace).finally(() => running.delete(row.id));
    running.set(row.id, acting);
    return acting;
  };
  return {
    async asked(row) {
      const answer = await once(row, false);
      answered.add(row.id);
      for (const oldest of answered) {
        if (answered.size <= remembered) break;
        answered.delete(oldest);
      }
      return answer;
    },
    found: (row, leavePlace) => once(row, true, leavePlace),
    again: (row) => (answered.has(row.id) ? 'done' : running.get(row.id)),
  };
}
