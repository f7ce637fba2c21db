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

/** A unit of work of another process may store what bears an earlier time than what was seen of it. */
const overlapMs = 10 * 60_000;

/** What people correct counts from the commit that stores it on, before any training. */
export function remembering(own: Deps): Remembering {
  const memory = own.rules.reader.newMemory();
  // Of looks alone: what this process stores says nothing of what others stored before.
  let seen: Instant | undefined;
  let last: string | undefined;
  const learn = (examples: readonly Example[]) => memory.remember(examples.flatMap(remembered));
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
      const since = seen && new Date(Date.parse(seen) - overlapMs).toISOString();
      const examples = await own.read((store) => store.examples(mostExamples, since));
      const found = examples.map(({ id, at }) => `${id} ${at}`).join();
      if (found === last) return;
      last = found;
      seen = examples[0]?.at ?? seen;
      learn(examples.reverse()); // what is known already is said again: the last word about an appeal counts
    },
  };
}

function remembered({ appeal, text, taskForce }: Example): Remembered[] {
  return taskForce === undefined ? [] : [{ appeal, text, taskForce }];
}
