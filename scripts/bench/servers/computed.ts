import { jobTable } from '../../../src/app/jobTable.ts';
import { runTimetable } from '../../../src/jobs/timetable/timetable.ts';
import type { Deps } from '../../../src/ports/index.ts';
import type { Store } from '../../../src/ports/store.ts';
import { environment } from './listening.ts';
import { openMorning } from './morning.ts';

/** Milliseconds to read and count what a morning says and to make its cards, which are dropped instead of stored. */
export interface Computed {
  ms: number;
  messages: number;
}

const { deps, setTime, close } = await openMorning(environment('DATABASE'));
let messages = 0;

/** Runs jobs as they are; what they would store is dropped, so that the database stays as it was. */
const dropping: Deps = {
  ...deps,
  transact: (work) => deps.read((store) => work({ ...store, ...dropped } as Store)),
};
const dropped: Partial<Store> = {
  claimOnce: async () => true,
  finishReminders: async (ids) => ids,
  saveReport: async () => undefined,
  addStep: async () => undefined,
  setMeta: async () => undefined,
  enqueue: async () => {
    messages += 1;
  },
};

setTime('08:00');
await runTimetable(deps, jobTable); // the lines of the timetable begin
const ms = (await elapsed('08:36', 'morning-digest')) + (await elapsed('09:06', 'todays-list'));
await close();
const computed: Computed = { ms, messages };
process.send?.(computed, () => process.exit(0));

async function elapsed(time: string, job: 'morning-digest' | 'todays-list'): Promise<number> {
  setTime(time);
  const start = performance.now();
  await runTimetable(dropping, { [job]: jobTable[job] });
  return performance.now() - start;
}
