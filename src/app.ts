import { randomUUID } from 'node:crypto';
import { scheduleJob } from 'node-schedule';
import { healthOf } from './appHealth.ts';
import { type Database, openDatabase } from './db/database.ts';
import { claimDatabase } from './db/owner.ts';
import type { Calendar } from './domain/calendar.ts';
import type { Rules } from './domain/rules.ts';
import { httpApp } from './http/app.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import type { SandboxOptions } from './http/sandbox.ts';
import { outboxWorker } from './jobs/deliverOutbox.ts';
import { admitFailure, hear } from './jobs/hear.ts';
import { heard } from './jobs/heard.ts';
import { answerLate } from './jobs/lateAnswer.ts';
import { inboxWorker } from './jobs/processInbox.ts';
import { reportUndelivered } from './jobs/reportUndelivered.ts';
import { runDueSteps } from './jobs/runDueSteps.ts';
import { untilKnown } from './jobs/untilKnown.ts';
import { faultOf, realWait } from './jobs/worker.ts';
import { larkPlatform } from './platform/lark/client.ts';
import type { IntakeOptions } from './platform/lark/intake.ts';
import { longConnection } from './platform/lark/longConnection.ts';
import { createPace } from './platform/lark/pace.ts';
import { larkWebhook } from './platform/lark/webhook.ts';
import type { Clock, Deps, InboxRow, Log, RosterStore, Store } from './ports.ts';
import type { LarkSettings } from './settings.ts';

export interface AppOptions {
  lark: LarkSettings;
  databaseUrl: string;
  administrators: string[];
  rules: Rules;
  calendar: Calendar;
  clock: Clock;
  log: Log;
  /** When due steps are looked for, a node-schedule rule with seconds; a test leaves it out and calls `tick`. */
  tickRule?: string;
  /** How long a press may take before it is answered as late; default 2,000 ms (FEISHU §1.3 leaves 3 s in all). */
  clickLimitMs?: number;
  /** Present in the sandbox alone. */
  sandbox?: SandboxOptions;
  /** Puts something around the ports before anything uses them, such as a stop at a named place. */
  wrap?(deps: Deps): Deps;
}

export interface App {
  deps: Deps;
  /** Answers HTTP requests; the server belongs to the caller. */
  handle: ReturnType<ReturnType<typeof httpApp>['callback']>;
  /** As `Deps.transact`, with the roster's operations. */
  transact<T>(fn: (store: Store & RosterStore) => Promise<T>): Promise<T>;
  /** Looks once for due steps, then works until nothing is left to do now. */
  tick(): Promise<void>;
  /** Stops taking new work, ends what runs (calls that hang are given up after 3 s), closes the database. */
  close(): Promise<void>;
}

/** Joins everything: the only place that knows all rooms. Throws when the database belongs to something else. */
export async function startApp(options: AppOptions): Promise<App> {
  const { log, lark, sandbox } = options;
  const database = await openDatabase(options.databaseUrl, { log });
  await claimDatabase(database.meta, { appId: lark.appId, sandbox: sandbox !== undefined });
  const deps = depsOf(options, database);
  const metrics = createMetrics({ ...deps, inboxCounts: () => deps.inbox.counts() });
  const running = startWorkers(deps, metrics);
  const { workers, tick } = running;
  const intake = { ...running.intake, clickLimitMs: options.clickLimitMs };
  const connection = lark.transport === 'websocket' ? longConnection({ ...intake, ...lark }) : undefined;
  await connection?.start();
  const { encryptKey = '', verificationToken = '' } = lark;
  const webhook = connection ? undefined : larkWebhook({ ...intake, encryptKey, verificationToken });
  const job = options.tickRule ? scheduleJob(options.tickRule, () => void tick()) : undefined;
  const health = healthOf(deps, { ready: database.ready, workers });
  return {
    deps,
    handle: httpApp({ webhook, health, metrics, log, sandbox }).callback(),
    transact: database.transact,
    async tick() {
      await workers.inbox.drain();
      await tick();
      await workers.outbox.drain();
    },
    async close() {
      job?.cancel();
      connection?.close();
      await running.stop();
      await database.close();
    },
  };
}

function depsOf(options: AppOptions, { transact, read, inbox, outbox }: Database): Deps {
  const { clock, log, lark, rules, calendar, administrators, wrap = (deps) => deps } = options;
  const { appId, appSecret, baseUrl } = lark;
  const platform = larkPlatform({ appId, appSecret, baseUrl, clock, log });
  const newId = () => randomUUID().replaceAll('-', '');
  return wrap({ clock, log, rules, calendar, transact, read, inbox, outbox, platform, newId, administrators });
}

/** A call that hangs is given up: its row tells that it may have been sent, as after a crash. */
const stopLimitMs = 3_000;

/** What works by itself: hearing what arrived, sending what is owed, and the steps that fall due. */
function startWorkers(deps: Deps, metrics: Metrics) {
  const { clock, log, inbox, platform } = deps;
  const stopping = new AbortController();
  const outbox = outboxWorker({
    ...deps,
    pace: createPace(clock),
    onDead: ({ chat }) => markDead(deps, chat),
    onRefused: (row, failure) => reportUndelivered(deps, row, failure),
    count: (failure) => metrics.failure(failure),
  });
  // Who the bot is must be known before a message can be read: without it no mention is recognised.
  const act = heard(async (row) => {
    await untilKnown(() => platform.botOpenId(), stopping.signal, log);
    return hear(deps, row).finally(outbox.poke);
  });
  const onGivenUp = (row: InboxRow, id: string) => admitFailure(deps, row, id).finally(outbox.poke);
  const listener = inboxWorker({ inbox, log, handle: async (row) => void (await act(row)), onGivenUp });
  const intake: IntakeOptions = {
    clock,
    log,
    async receive(entry) {
      const received = await inbox.receive(entry);
      // A press is acted on by the request that brought it.
      if (received.fresh && entry.lane !== undefined) listener.poke();
      return received;
    },
    click: act,
    late: (row, answer) => void answerLate(deps, row, answer).then(outbox.poke, logged(log, 'a late answer was lost')),
    count: (outcome) => metrics.webhook(outcome),
  };
  const tick = () => runDueSteps(deps).then((acted) => acted > 0 && outbox.poke(), logged(log, 'the tick failed'));
  const stop = async () => {
    stopping.abort();
    const limit = new AbortController();
    await Promise.race([Promise.all([listener.stop(), outbox.stop()]), realWait(stopLimitMs, limit.signal)]);
    limit.abort();
  };
  listener.poke();
  outbox.poke();
  return { intake, workers: { inbox: listener, outbox }, tick, stop };
}

function logged(log: Log, message: string) {
  return (error: Error) => log.error(faultOf(error), message);
}

async function markDead({ transact, log }: Deps, id: string): Promise<void> {
  log.warn({ chat: id }, 'the bot is not in this group any more; nothing is sent there');
  await transact(async (store) => {
    const chat = await store.chat(id);
    if (chat) await store.saveChat({ ...chat, alive: false });
  });
}
