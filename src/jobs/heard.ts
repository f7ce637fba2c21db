import type { ClickAnswer, InboxRow } from '../ports.ts';

type Row = Pick<InboxRow, 'id' | 'payload'>;

/**
 * One act for each row: a press is acted on by the request that brought it, and the worker that finds its row in the
 * inbox meanwhile waits for the same act. A row that failed is forgotten at once, so that it can be tried again.
 */
export function heard(act: (row: Row) => Promise<ClickAnswer>): (row: Row) => Promise<ClickAnswer> {
  const running = new Map<number, Promise<ClickAnswer>>();
  return (row) => {
    const known = running.get(row.id);
    if (known) return known;
    const acting = act(row).finally(() => running.delete(row.id));
    running.set(row.id, acting);
    return acting;
  };
}
