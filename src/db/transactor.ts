import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../ports/index.ts';
import { Conflict, type RosterStore, type Store } from '../ports/store.ts';
import type { Engine } from './engines/engine.ts';
import { typedOutage } from './engines/outages.ts';
import type { InboxTable } from './queues/inbox.ts';
import { enqueueLast } from './queues/owed.ts';
import { createStore } from './stores/store.ts';

const mostRetries = 5;

interface Parts {
  engine: Engine;
  inbox: Pick<InboxTable, 'forget'>;
  log: Log;
}

type Work<T> = (store: Store & RosterStore) => Promise<T>;

/**
 * Runs units of work. A unit opened inside another one would wait for its own end on SQLite, and might wait for its own
 * locks on PostgreSQL. The asynchronous context shows this; it is refused with a plain Error.
 */
export function transactor({ engine, inbox, log }: Parts) {
  const inside = new AsyncLocalStorage<{ open: boolean }>();
  const checkOutside = (what: string) => {
    if (inside.getStore()?.open) throw new Error(`${what} inside an open transact would wait for itself`);
  };

  const once = async <T>(fn: Work<T>, urgent: boolean): Promise<T> => {
    const finished: number[] = [];
    const result = await engine.write(async (session) => {
      const mark = { open: true };
      try {
        const owes = enqueueLast(session);
        const done = await inside.run(mark, () => fn(createStore(owes, finished)));
        await owes.settle();
        return done;
      } finally {
        mark.open = false; // code that it left running in the background may open its own unit of work
      }
    }, urgent);
    inbox.forget(finished);
    return result;
  };

  const running = new Set<Promise<unknown>>();
  const withRetries = async <T>(fn: Work<T>, urgent: boolean): Promise<T> => {
    for (let retries = 0; ; retries++) {
      try {
        return await once(fn, urgent);
      } catch (error) {
        const passes = error instanceof Conflict || engine.passing(error);
        if (!passes) throw error;
        if (retries === mostRetries) throw typedOutage(error);
        log.info({ retry: retries + 1, cause: (error as Error).name }, 'unit of work runs again');
        await delay(Math.random() * 10 * 2 ** retries); // two that collided must not collide again
      }
    }
  };

  return {
    async transact<T>(fn: Work<T>, { urgent = false }: { urgent?: boolean } = {}): Promise<T> {
      checkOutside('transact');
      const run = withRetries(fn, urgent);
      running.add(run);
      return run.finally(() => running.delete(run));
    },

    /** Resolves when nothing runs any more, including work that began in the meantime. */
    async end(): Promise<void> {
      while (running.size > 0) await Promise.allSettled(running);
      // Node updates every enabled storage at each promise of the process, even if nobody uses it.
      inside.disable();
    },

    /**
     * The same functions, but refused inside a unit of work: they need the connection that it holds, or a second one.
     */
    outsideOnly<T extends Record<keyof T, (...given: never[]) => unknown>>(functions: T): T {
      const guarded = Object.entries(functions).map(([name, run]) => {
        const call = async (...given: never[]) => {
          checkOutside(name);
          return (run as (...given: never[]) => unknown)(...given);
        };
        return [name, call];
      });
      return Object.fromEntries(guarded) as T;
    },
  };
}
