import { Unavailable } from '../../ports/store.ts';

interface Waiting<Item, Result> {
  item: Item;
  done(result: Result): void;
  failed(error: unknown): void;
}

/**
 * Group commit: what is asked for while one commit is under way goes into the next, at most `most` at once. A disk flush
 * costs far more than a row, so the flushes are shared and nobody waits for more than two. An item that the database
 * refuses fails alone: its batch is tried again one by one.
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
      // While the database cannot be worked with, each of them would wait as long as all did.
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
      // After the sockets that are ready in this turn have been read, so that they share the first commit too.
      setImmediate(() => void finishAll());
    });
}
