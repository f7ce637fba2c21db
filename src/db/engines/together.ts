import { Unavailable } from '../../ports/store.ts';

interface Waiting<Item, Result> {
  item: Item;
  done(result: Result): void;
  failed(error: unknown): void;
}

/**
 * Group commit: items that arrive during one commit go into the next, at most `most` at once. A disk flush costs far
 * more than a row, so items share flushes, and none waits for more than two. An item that the database refuses fails
 * alone: its batch is tried again one by one.
 */
export function together<Item, Result>(
  run: (items: Item[]) => Promise<Result[]>,
  most: number,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let running = false;

  const finish = async (batch: Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await run(batch.map(({ item }) => item));
      for (const [index, { done }] of batch.entries()) done(results[index] as Result);
    } catch (error) {
      // During an outage the items are not tried one by one: each would wait as long as the whole batch did.
      if (batch.length === 1 || error instanceof Unavailable) for (const { failed } of batch) failed(error);
      else for (const one of batch) await finish([one]);
    }
  };
  const finishAll = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await finish(batch);
    }
    running = false;
  };

  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed });
      if (running) return;
      running = true;
      // Wait until all sockets that are ready in this turn are read: their items then share the first commit.
      setImmediate(() => void finishAll());
    });
}
