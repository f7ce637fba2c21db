import { type Example, mostExamples } from '../../domain/learning/examples.ts';
import type { Remembered } from '../../domain/learning/memory.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Deps } from '../../ports/index.ts';

/** Ports whose rules hold in mind what people correct. */
export interface Remembering {
  deps: Deps;
  /** Takes in what was corrected before the start, or in another process. */
  refresh(): Promise<void>;
}

/** What people correct counts from the commit that stores it on, before any training. */
export function remembering(own: Deps): Remembering {
  const memory = own.rules.reader.newMemory();
  let known: Instant | undefined;
  const learn = (examples: readonly Example[]) => {
    memory.remember(examples.flatMap(remembered));
    for (const { at } of examples) if (known === undefined || at > known) known = at;
  };
  const transact: Deps['transact'] = async (fn, how) => {
    let kept: Example[] = [];
    const result = await own.transact((store) => {
      kept = []; // a unit of work that runs again begins anew
      const keepExample = async (example: Example) => {
        await store.keepExample(example);
        kept.push(example);
      };
      return fn({ ...store, keepExample });
    }, how);
    learn(kept);
    return result;
  };
  return {
    deps: { ...own, rules: { ...own.rules, memory }, transact },
    async refresh() {
      const examples = await own.read(async (store) => {
        const newest = await store.newestExample();
        return newest === undefined || newest === known ? [] : store.examples(mostExamples);
      });
      const since = known ?? '';
      learn(examples.filter(({ at }) => at > since).reverse());
    },
  };
}

function remembered({ appeal, text, taskForce }: Example): Remembered[] {
  return taskForce === undefined ? [] : [{ appeal, text, taskForce }];
}
