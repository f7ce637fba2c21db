import { dataSource } from '../../ormconfig.ts';
import { type Keep, startLoad, startServer } from './children.ts';
import { percentile } from './report.ts';

const PER_SECOND = 100;
const SECONDS = 20;
/** The first seconds of a process are spent on compiling itself. */
const WARM_UP_SECONDS = 3;
/** A leader asks for the figures of the year every two seconds: sooner than they are counted. */
const ONE_IN = 2 * PER_SECOND;

/** Webhook answers while somebody asks for the figures of a year over the database of `history.ts`. */
export interface FiguresAsked {
  /** How often they were told meanwhile. */
  told: number;
  medianMs: number;
  p99Ms: number;
  mostMs: number;
  /** The longest time for which one transaction kept the writer. */
  holdMs: number;
  /** One look at /metrics, afterwards. */
  metricsMs: number;
}

/** What is said here stays in the database, as 线索 of strangers and reports of the leader. */
export async function figuresAsked(database: string, keep: Keep): Promise<FiguresAsked> {
  const platform = await keep(startServer('platform', {}));
  const now = Date.parse('2026-11-24T16:30:00+08:00');
  const before = await reportsIn(database);
  const bot = await keep(
    startServer('figures', { DATABASE: database, PLATFORM: `http://127.0.0.1:${platform.port}`, NOW: `${now}` }),
  );
  const load = await keep(startLoad());
  const besides = { openId: 'ou_leader_0', text: '统计 今年', oneIn: ONE_IN, now };
  await load.prepare(PER_SECOND * (WARM_UP_SECONDS + SECONDS), besides);
  const { answerMs, refused } = await load.steady({
    ...{ port: bot.port, connections: 64, perSecond: PER_SECOND },
    ...{ warmUpMs: WARM_UP_SECONDS * 1000, ms: SECONDS * 1000 },
  });
  if (refused > 0) throw new Error(`the bot refused ${refused} events`);
  const told = (await reportsIn(database)) - before;
  const start = performance.now();
  const metrics = await (await fetch(`http://127.0.0.1:${bot.port}/metrics`)).text();
  const metricsMs = performance.now() - start;
  const longest = /^appeal_desk_writer_hold_longest_seconds (\S+)$/m.exec(metrics)?.[1];
  await bot.stop();
  return {
    ...{ told, metricsMs, holdMs: Number(longest) * 1000 },
    ...{ medianMs: percentile(answerMs, 0.5), p99Ms: percentile(answerMs, 0.99), mostMs: Math.max(...answerMs) },
  };
}

async function reportsIn(database: string): Promise<number> {
  const source = await dataSource(`sqlite:${database}`, { readOnly: true }).initialize();
  const [found] = await source.query(`\nSELECT COUNT(*) AS count FROM reports WHERE job = 'asked'`);
  await source.destroy();
  return found.count;
}
