import { setTimeout as sleep } from 'node:timers/promises';
import { privateChatId } from '../../src/fakeLark/ids.ts';
import { companyOf, specialists, type Town, until } from './town.ts';

/** What one scenario came to; `broken` are the promises it broke. */
export interface Verdict {
  name: string;
  events: number;
  faults: number;
  lost: number;
  doubled: number;
  /** Looks at a bot that should answer which took more than a second. */
  stalls: number;
  /** From the end of the last fault until nothing was owed. */
  recoverSeconds: number;
  /** The longest until work of a process that was killed or frozen was taken over. */
  takeOverSeconds?: number;
  memoryMb: [before: number, after: number];
  broken: string[];
}

export interface Faulty {
  name: string;
  /** Does what is bad, some seconds long; gives how many faults it was. */
  harm(town: Town, notes: Notes): Promise<number>;
  /** Seconds in which everything must be done after the last fault. */
  recover?: number;
}

/** What a scenario found out on the way. */
export interface Notes {
  takeOver(seconds: number): void;
  broken(promise: string): void;
}

const mostTakeOver = 10;
const ratePerSecond = 6;
const mostRecover = 45;

/** Lets the specialists talk while bad things happen, waits until nothing is owed, and counts. */
export async function tried(faulty: Faulty, town: Town): Promise<Verdict> {
  const broken: string[] = [];
  const takeOvers: number[] = [];
  const before = town.memory();
  let [events, talking, watching] = [0, true, true];
  let stalls = 0;
  const talk = (async () => {
    for (; talking; events += 1) {
      town.says(events);
      await sleep(1000 / ratePerSecond);
    }
  })();
  const watch = (async () => {
    while (watching) {
      if (await stalled(town)) stalls += 1;
      await sleep(200);
    }
  })();
  const notes: Notes = { takeOver: (seconds) => takeOvers.push(seconds), broken: (promise) => broken.push(promise) };
  await sleep(1_000);
  const faults = await faulty.harm(town, notes);
  const ended = performance.now();
  talking = false;
  await talk;
  const limit = faulty.recover ?? mostRecover;
  if (!(await until(() => isDone(town), limit))) broken.push(`not done ${limit} s after the last fault`);
  const recoverSeconds = (performance.now() - ended) / 1000;
  watching = false;
  await watch;
  const { lost, doubled, stuck } = await counted(town, events);
  if (lost > 0) broken.push(`${lost} lost`);
  if (doubled > 0) broken.push(`${doubled} doubled`);
  if (stuck > 0) broken.push(`${stuck} given up, failed or unsure`);
  const takeOverSeconds = takeOvers.length > 0 ? Math.max(...takeOvers) : undefined;
  if ((takeOverSeconds ?? 0) > mostTakeOver) broken.push(`taken over after ${takeOverSeconds?.toFixed(1)} s`);
  const memoryMb: Verdict['memoryMb'] = [before, town.memory()];
  return {
    name: faulty.name,
    events,
    faults,
    lost,
    doubled,
    stalls,
    recoverSeconds,
    takeOverSeconds,
    memoryMb,
    broken,
  };
}

async function stalled({ bots }: Town): Promise<boolean> {
  const looks = bots.map(async ({ port }) => {
    const began = performance.now();
    const signal = AbortSignal.timeout(5_000);
    const answered = await fetch(`http://127.0.0.1:${port}/healthz`, { signal }).then(
      () => true,
      (error: Error) => error.name === 'TimeoutError', // one that nobody listens to was killed: it is no stall
    );
    return answered && performance.now() - began > 1_000;
  });
  return (await Promise.all(looks)).some((one) => one);
}

async function isDone({ relay, rows }: Town): Promise<boolean> {
  if (relay.open() > 0) return false;
  const owed = await rows(
    `SELECT key FROM inbox WHERE state = 'pending' OR state = 'claimed'
     UNION ALL SELECT id FROM outbox WHERE state = 'pending' AND attempts + 1 > 0
       AND not_before <= '${new Date().toISOString()}'`,
  );
  return owed.length === 0;
}

async function counted(town: Town, events: number): Promise<{ lost: number; doubled: number; stuck: number }> {
  const appeals = await town.rows<{ number: string; company: string }>('SELECT number, company FROM appeals');
  const stuck = await town.rows(
    `SELECT key FROM inbox WHERE state = 'failed' OR state = 'aside'
     UNION ALL SELECT id FROM outbox WHERE state = 'failed' OR state = 'unsure'`,
  );
  const receipts = specialists.flatMap(({ openId }) =>
    town.fakeLark
      .messages(privateChatId(openId))
      .messages.filter(({ senderIsBot }) => senderIsBot)
      .flatMap(({ content }) => /诉求已受理 (JJ\d{8}-\d+)/.exec(JSON.stringify(content))?.[1] ?? []),
  );
  const companies = Array.from({ length: events }, (_, n) => companyOf(n));
  const made = times(appeals.map(({ company }) => company));
  const told = times(receipts);
  const lost = companies.filter((company) => !made.has(company)).length;
  const untold = appeals.filter(({ number }) => !told.has(number)).length;
  const doubled = [...made.values(), ...told.values()].filter((count) => count > 1).length;
  return { lost: lost + untold, doubled, stuck: stuck.length };
}

function times(values: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
