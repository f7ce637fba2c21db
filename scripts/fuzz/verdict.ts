import { dataSource } from '../../ormconfig.ts';
import { openDatabase } from '../../src/db/database.ts';
import { percentile } from '../bench/report.ts';
import { colleague } from './cast.ts';
import type { Report } from './colleague.ts';
import type { Logged } from './processes.ts';
import type { Sent } from './run.ts';

export interface Outcome {
  sent: Sent;
  colleague: Report;
  logged: Logged;
  died: string | undefined;
  drained: boolean;
  /** Events the bot said 200 to and did not know before. */
  accepted: number;
  memoryMb: { before: number; after: number };
  databaseUrl: string;
}

export interface Found {
  figures: Record<string, string | number>;
  broken: string[];
}

const answerLimitMs = 100;
const stallMs = 1_000;
/** When whoever only waits comes to his turn later than this, the machine is too busy to say how fast the bot is. */
const busyMs = 30;

/** What was counted, and which promises broke. */
export async function judge(bySpeed: boolean, outcome: Outcome): Promise<Found> {
  const { sent, logged, accepted, memoryMb, died } = outcome;
  const stored = await storedIn(outcome.databaseUrl, outcome.colleague.appeals);
  const { messageMs, pressMs, healthMs, refused, machineMs } = outcome.colleague;
  const isBusy = machineMs > busyMs;
  const stalls = healthMs.filter((ms) => ms > stallMs).length;
  const p99 = percentile([...messageMs, ...pressMs], 0.99);
  const faulty = [...sent.statuses].filter(([status]) => status === '0' || status.startsWith('5'));
  const figures = {
    'webhook bodies, presses, texts': `${sent.bodies}, ${sent.presses}, ${sent.texts}`,
    'answers by status': listed(sent.statuses),
    'events accepted, stored, by state': `${accepted}, ${stored.rows}, ${listed(stored.states)}`,
    'errors logged': listed(logged.errors) || 'none',
    'health checks, over 1 s, longest': `${healthMs.length}, ${stalls}, ${Math.max(0, ...healthMs).toFixed(0)} ms`,
    'answers to his messages: median, p99, most': spread(messageMs),
    'answers to his presses: median, p99, most': spread(pressMs),
    'his appeals: sent, found once, lost, doubled': `${outcome.colleague.appeals.length}, ${stored.once}, ${stored.lost}, ${stored.doubled}`,
    'the machine comes to a turn late, p99': `${ms(machineMs)}${isBusy ? ': too busy for promises of speed' : ''}`,
    'memory before and after': `${memoryMb.before.toFixed(0)} MB, ${memoryMb.after.toFixed(0)} MB`,
  };
  const promises: [kept: boolean, promise: string][] = [
    [died === undefined, `the bot stays alive (${died})`],
    [logged.faults.size === 0, `no fault of the program: ${listed(logged.faults)}`],
    [
      faulty.length === 0,
      `every delivery is answered, none with 5xx: ${faulty.map((one) => one.join(' × ')).join(', ')}`,
    ],
    [outcome.drained, 'what is accepted is acted on: events still wait'],
    [stored.rows === accepted, `each accepted event is stored once: ${accepted} accepted, ${stored.rows} stored`],
    [stored.stuck === 0, `no event is given up or set aside: ${stored.stuck}`],
    [stored.lost === 0 && stored.doubled === 0, `appeals lost ${stored.lost}, doubled ${stored.doubled}`],
    [isBusy || stalls === 0, `nobody waits a second for a health check: ${stalls} did`],
    [refused === 0, `whoever works meanwhile is answered: ${refused} were not`],
    [!bySpeed || isBusy || p99 < answerLimitMs, `his answers take less than ${answerLimitMs} ms at p99: ${ms(p99)}`],
  ];
  return { figures, broken: promises.flatMap(([kept, promise]) => (kept ? [] : [promise])) };
}

function spread(values: number[]): string {
  return [0.5, 0.99, 1].map((share) => ms(percentile(values, share))).join(', ');
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}

function listed(counts: Map<string, number>): string {
  return [...counts].map(([name, times]) => `${name} × ${times}`).join('; ');
}

async function storedIn(url: string, marks: string[]) {
  const log = { info: () => undefined, warn: () => undefined, error: console.error };
  const { read, close } = await openDatabase(url, { log });
  const texts = await read(async (store) => {
    const person = await store.personByOpenId(colleague);
    const own = await store.appeals({ submittedBy: person?.id ?? '', limit: 100_000 });
    return own.map(({ text }) => text);
  });
  await close();
  const states = await inboxStates(url);
  const times = marks.map((mark) => texts.filter((text) => text.includes(mark)).length);
  const rows = [...states.values()].reduce((sum, count) => sum + count, 0);
  return {
    rows,
    states,
    stuck: (states.get('failed') ?? 0) + (states.get('aside') ?? 0),
    once: times.filter((count) => count === 1).length,
    lost: times.filter((count) => count === 0).length,
    doubled: times.filter((count) => count > 1).length,
  };
}

/** All of them: the bot itself counts only what is not done with. */
async function inboxStates(url: string): Promise<Map<string, number>> {
  const source = await dataSource(url).initialize();
  const sql = '\nSELECT state, COUNT(*) AS total FROM inbox GROUP BY state';
  const found: { state: string; total: number | string }[] = await source.query(sql);
  await source.destroy();
  return new Map(found.map(({ state, total }) => [state, Number(total)]));
}
