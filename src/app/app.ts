import { randomUUID } from 'node:crypto';
import { scheduleJob } from 'node-schedule';
import { type Database, openDatabase } from '../db/database.ts';
import { claimDatabase } from '../db/owner.ts';
import type { Rules } from '../domain/rules.ts';
import type { Calendar } from '../domain/time/calendar.ts';
import type { Instant } from '../domain/time/instant.ts';
import { httpApp } from '../http/app.ts';
import { readiness } from '../http/health.ts';
import { createMetrics } from '../http/metrics.ts';
import type { SandboxOptions } from '../http/sandbox.ts';
import { writerHold } from '../http/writerHold.ts';
import { layLadders } from '../jobs/reminders/layLadders.ts';
import { heartbeat } from '../jobs/tick/heartbeat.ts';
import { nightlyRetention } from '../jobs/tick/retention.ts';
import { reviewRules } from '../jobs/tick/reviewRules.ts';
import { type Tick, type TickOptions, ticker } from '../jobs/tick/tick.ts';
import { lateRows } from '../jobs/tick/watchdog.ts';
import type { Jobs } from '../jobs/timetable/occurrencesDue.ts';
import { createAdviser } from '../platform/adviser/adviser.ts';
import { larkPlatform } from '../platform/lark/client.ts';
import { longConnection } from '../platform/lark/longConnection.ts';
import { larkWebhook } from '../platform/lark/webhook.ts';
import type { AdviceOutcome } from '../ports/adviser.ts';
import type { Clock, Deps, Log } from '../ports/index.ts';
import type { RosterStore, Store } from '../ports/store.ts';
import type { Trainer } from '../ports/trainer.ts';
import type { AdviserSettings } from '../settings/adviser.ts';
import type { LarkSettings } from '../settings/settings.ts';
import { healthOf } from './health.ts';
import { jobTable } from './jobTable.ts';
import { learningOf } from './learning.ts';
import { warmUp } from './warmUp.ts';
import { logged, startWorkers } from './workers.ts';

export interface AppOptions {
  lark: LarkSettings;
  databaseUrl: string;
  administrators: string[];
  rules: Rules;
  calendar: Calendar;
  clock: Clock;
  log: Log;
  /** When to look for due steps: a node-schedule rule with seconds; a test leaves it out and calls `tick`. */
  tickRule?: string;
  /**
   * How long a press may take before it is answered as late; default 2,000 ms (docs/develop/feishu.md#acks leaves 3 s
   * in all).
   */
  clickLimitMs?: number;
  /** Called as long as all is well (jobs/tick/heartbeat.ts). */
  heartbeatUrl?: string;
  /** A language model to ask where nobody here can tell; absent: none is asked. */
  adviser?: AdviserSettings;
  /** What the timetable runs; default: everything (app/jobTable.ts). */
  jobs?: Jobs;
  /** Keeps the models and learns aside; absent: what people correct counts at once, and no model is made of it. */
  trainer?: Trainer;
  /** False: what people correct is kept, but neither learned nor used (LEARNING=off). Default: true. */
  learning?: boolean;
  /** Present only in the sandbox. */
  sandbox?: SandboxOptions;
  /** Wraps the ports before anything uses them; tests use it, for example to stop at a named place. */
  wrap?(deps: Deps): Deps;
}

export interface App {
  deps: Deps;
  /** Answers HTTP requests; the server belongs to the caller. */
  handle: ReturnType<ReturnType<typeof httpApp>['callback']>;
  /** As `Deps.transact`, with the roster's operations. */
  transact<T>(fn: (store: Store & RosterStore) => Promise<T>): Promise<T>;
  /** Does one round of the work by the clock, then works until nothing is left to do now. */
  tick(): Promise<void>;
  /** When the next work by the clock falls due after this instant; code that moves the clock stops there. */
  nextDueAt(after: Instant): Promise<Instant | undefined>;
  /** Takes no new work, waits for running work (calls that hang are given up after 3 s), closes the database. */
  close(): Promise<void>;
}

/** Joins everything: the only place that knows all rooms. Throws when the database belongs to something else. */
export async function startApp(options: AppOptions): Promise<App> {
  const { log, lark, sandbox } = options;
  const hold = writerHold();
  const [database] = await Promise.all([
    openDatabase(options.databaseUrl, { log, observe: hold }),
    warmUp(options.rules),
  ]);
  await claimDatabase(database.meta, { appId: lark.appId, sandbox: sandbox !== undefined });
  const counted = depsOf(options, database, (outcome) => metrics.advice(outcome));
  const learning = await learningOf(counted, options);
  const { deps } = learning;
  const clockWork = { lateRows: () => lateRows(deps), tickAge: () => tick.ageSeconds() };
  const metrics = createMetrics({ ...deps, clockWork, writerHold: hold });
  const running = startWorkers(deps, metrics);
  const { workers } = running;
  const ready = async () => (await readiness(health)).ready;
  const clear = nightlyRetention({ deps, retention: database.retention, count: metrics.deleted });
  const tick = tickOf(options, deps, {
    poke: workers.outbox.poke,
    missed: metrics.missed,
    clear,
    learn: learning.look,
    ready,
  });
  const intake = { ...running.intake, clickLimitMs: options.clickLimitMs };
  const connection = lark.transport === 'websocket' ? longConnection({ ...intake, ...lark }) : undefined;
  const standing = connection ? { ...workers, connection } : workers;
  const { heldFor } = running;
  const health = healthOf(deps, { database, workers: standing, troubles: tick.troubles, heldFor });
  await connection?.start();
  const { encryptKey = '', verificationToken = '' } = lark;
  const webhook = connection ? undefined : larkWebhook({ ...intake, encryptKey, verificationToken });
  const reviewed = layLadders(deps)
    .then(() => reviewRules(deps))
    .then(workers.outbox.poke, logged(log, 'reminders and rules could not be reviewed'));
  const job = options.tickRule ? scheduleJob(options.tickRule, () => void tick.look()) : undefined;
  return {
    deps,
    handle: httpApp({ webhook, health, metrics, log, sandbox }).callback(),
    transact: database.transact,
    async tick() {
      await workers.inbox.drain();
      await tick.round();
      await workers.outbox.drain();
    },
    nextDueAt: tick.nextDueAt,
    async close() {
      job?.cancel();
      connection?.close();
      learning.stop();
      await running.stop(Promise.all([tick.idle(), learning.idle(), reviewed]));
      await database.close();
    },
  };
}

type Count = (outcome: AdviceOutcome) => void;

function depsOf(options: AppOptions, { transact, read, inbox, outbox }: Database, count: Count): Deps {
  const { clock, log, lark, rules, calendar, administrators, wrap = (deps) => deps } = options;
  const { appId, appSecret, baseUrl } = lark;
  const platform = larkPlatform({ appId, appSecret, baseUrl, clock, log });
  const newId = () => randomUUID().replaceAll('-', '');
  const adviser = options.adviser && createAdviser({ ...options.adviser, clock, log, count });
  const own = { platform, newId, administrators, adviser };
  return wrap({ clock, log, rules, calendar, transact, read, inbox, outbox, ...own });
}

type TickParts = Pick<TickOptions, 'poke' | 'missed' | 'clear' | 'learn'> & { ready(): Promise<boolean> };

function tickOf(options: AppOptions, deps: Deps, { ready, ...parts }: TickParts): Tick {
  const { log, jobs = jobTable, heartbeatUrl: url } = options;
  const call = url === undefined ? undefined : heartbeat({ url, log });
  return ticker({ deps, jobs, ...parts, beat: call && (() => call(ready)) });
}
