import { addSeconds } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Deps } from '../../ports/index.ts';
import type { Trouble } from '../../presenters/words/watchdogWords.ts';
import { remindDue } from '../reminders/remindDue.ts';
import { type Jobs, nextInTimetable } from '../timetable/occurrencesDue.ts';
import { runTimetable } from '../timetable/timetable.ts';
import { faultOf } from '../worker/worker.ts';
import { runDueSteps } from './dueSteps.ts';
import { troubles, watchdog, worksOn } from './watchdog.ts';

const standstillMs = 180_000;

type Watch = ReturnType<typeof watchdog>;

export interface TickOptions {
  deps: Deps;
  jobs: Jobs;
  /** Called when there is something to send. */
  poke(): void;
  /** Counts occurrences of the timetable that were missed. */
  missed(count: number): void;
  /** Deletes at night what is done with; absent where nothing is. */
  clear?(): Promise<void>;
  /** Takes in what people corrected, and learns from it at night; absent where nothing is. */
  learn?(): Promise<void>;
  /** Called at the end of a round that found no trouble. */
  beat?(): Promise<void>;
  /** Real milliseconds; default: of this process. */
  realNow?(): number;
}

/** The clock's own work, in rounds that never run side by side in one process. */
export interface Tick {
  /** One round; none when one is still running. For the scheduler. */
  look(): Promise<void>;
  /** Waits for a round that is running, then makes one: what is due now is done when it resolves. */
  round(): Promise<void>;
  /** What is late now, a round that does not end included. */
  troubles(): Promise<Trouble[]>;
  /** Since the last round ended, or since the start; real time. */
  ageSeconds(): number;
  /** The next thing after this instant that a round, or the outbox, would act on. */
  nextDueAt(after: Instant): Promise<Instant | undefined>;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
}

export function ticker(options: TickOptions): Tick {
  const { deps, jobs, realNow = () => performance.now() } = options;
  const watch = watchdog(deps);
  let running: Promise<void> | undefined;
  let endedAt = realNow();
  const age = () => realNow() - endedAt;
  const found = async () => [...standstill(deps, age()), ...(await troubles(deps, jobs))];
  const once = () => {
    running ??= work(options, found, watch).finally(() => {
      endedAt = realNow();
      running = undefined;
    });
    return running;
  };
  return {
    async look() {
      if (!running) await once();
      // A round that hangs cannot report itself.
      else if (age() > standstillMs) await part(options, 'watchdog', async () => watch(await found()));
    },
    async round() {
      await running;
      await once();
    },
    troubles: found,
    ageSeconds: () => age() / 1000,
    async nextDueAt(after) {
      const [row, line] = [await deps.read((store) => store.nextDue(after)), await nextInTimetable(deps, jobs, after)];
      return [row, line].filter((at) => at !== undefined).sort()[0];
    },
    idle: async () => running,
  };
}

async function work(options: TickOptions, look: () => Promise<Trouble[]>, watch: Watch): Promise<void> {
  const { deps, jobs, missed, clear, learn, beat } = options;
  let well = false;
  await part(options, 'due steps', () => runDueSteps(deps));
  await part(options, 'reminders', () => remindDue(deps));
  await part(options, 'timetable', async () => {
    const ran = await runTimetable(deps, jobs);
    missed(ran.missed);
    return ran.copies + ran.missed;
  });
  await part(options, 'watchdog', async () => {
    const found = await look();
    well = found.every(worksOn);
    return watch(found);
  });
  if (clear) await part(options, 'retention', () => clear().then(() => 0));
  if (learn) await part(options, 'learning', () => learn().then(() => 0));
  if (well && beat) await part(options, 'heartbeat', () => beat().then(() => 0));
}

/** One part of a round: a fault costs this part of this round. It gives how much it did, which may have to be sent. */
async function part({ deps, poke }: TickOptions, name: string, run: () => Promise<number>): Promise<void> {
  try {
    if ((await run()) > 0) poke();
  } catch (error) {
    deps.log.error({ part: name, ...faultOf(error) }, 'a part of the tick failed; the next tick tries again');
  }
}

function standstill({ clock }: Deps, ageMs: number): Trouble[] {
  return ageMs > standstillMs ? [{ kind: 'tick', oldest: addSeconds(clock.now().toISOString(), -ageMs / 1000) }] : [];
}
