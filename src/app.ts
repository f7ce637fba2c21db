import { randomUUID } from 'node:crypto';
import { scheduleJob } from 'node-schedule';
import { openDatabase } from './db/database.ts';
import type { Calendar } from './domain/calendar.ts';
import { chinaDate } from './domain/chinaTime.ts';
import type { Rules } from './domain/rules.ts';
import { httpApp } from './http/app.ts';
import type { HealthChecks } from './http/health.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import type { SandboxOptions } from './http/sandbox.ts';
import { outboxWorker } from './jobs/deliverOutbox.ts';
import { admitFailure, hear } from './jobs/hear.ts';
import { heard } from './jobs/heard.ts';
import { inboxWorker } from './jobs/processInbox.ts';
import { reportUndelivered } from './jobs/reportUndelivered.ts';
import { runDueSteps } from './jobs/runDueSteps.ts';
import { larkPlatform } from './platform/lark/client.ts';
import type { IntakeOptions } from './platform/lark/intake.ts';
import { longConnection } from './platform/lark/longConnection.ts';
import { createPace } from './platform/lark/pace.ts';
import { larkWebhook } from './platform/lark/webhook.ts';
import type { Clock, Deps, Log, RosterStore, Store } from './ports.ts';
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
  /** Stops taking new work, ends what runs, closes the database. */
  close(): Promise<void>;
}

/** Joins everything: the only place that knows all rooms. Throws when the database belongs to something else. */
export async function startApp(options: AppOptions): Promise<App> {
  const { clock, log, lark } = options;
  const database = await openDatabase(options.databaseUrl, { log });
  await checkOwner(database.meta, options);
  const { appId, appSecret, baseUrl } = lark;
  const platform = larkPlatform({ appId, appSecret, baseUrl, clock, log });
  // Who the bot is must be known before a message can be read: without it no mention is recognised.
  await platform.botOpenId().catch((error: Error) => log.warn({ error: error.message }, 'the bot id is not known yet'));
  const newId = () => randomUUID().replaceAll('-', '');
  const { transact, read } = database;
  const { rules, calendar, administrators, wrap = (unwrapped) => unwrapped } = options;
  const queues = { inbox: database.inbox, outbox: database.outbox };
  const deps = wrap({ clock, log, rules, calendar, transact, read, ...queues, platform, newId, administrators });
  const { inbox, outbox } = deps;
  const metrics = createMetrics({ clock, outbox, inboxCounts: () => inbox.counts() });

  const sender = outboxWorker({
    ...deps,
    pace: createPace(clock),
    onDead: ({ chat }) => markDead(deps, chat),
    onRefused: (row, failure) => reportUndelivered(deps, row, failure),
    count: (failure) => metrics.failure(failure),
  });
  const hearing = heard((row) => hear(deps, row));
  const listener = inboxWorker({
    inbox,
    log,
    async handle(row) {
      await hearing(row);
      sender.poke();
    },
    onGivenUp: async (row, id) => {
      await admitFailure(deps, row, id);
      sender.poke();
    },
  });
  const intake = intakeOf(deps, metrics, { hearing, poke: { inbox: listener.poke, outbox: sender.poke } });
  const connection = await connect(lark, intake, log);
  listener.poke();
  sender.poke();

  const tick = async () => {
    if ((await runDueSteps(deps)) > 0) sender.poke();
  };
  const job = options.tickRule ? scheduleJob(options.tickRule, () => void tick().catch(logTick(log))) : undefined;
  const webhook = connection ? undefined : larkWebhook({ ...intake, ...webhookKeys(lark) });
  const workers = { inbox: listener, outbox: sender };
  const health = healthOf(deps, { ready: database.ready, workers });
  const http = httpApp({ webhook, health, metrics, log, sandbox: options.sandbox });
  return {
    deps,
    handle: http.callback(),
    transact,
    async tick() {
      await listener.drain();
      await tick();
      await sender.drain();
    },
    async close() {
      job?.cancel();
      connection?.close();
      await listener.stop();
      await sender.stop();
      await database.close();
    },
  };
}

function logTick(log: Log) {
  return (error: Error) => log.error({ error: error.name, stack: error.stack }, 'the tick failed');
}

type Meta = Awaited<ReturnType<typeof openDatabase>>['meta'];

/** A database belongs to one app (open_ids are the app's) and is either the sandbox's or real. */
async function checkOwner(meta: Meta, { lark, sandbox }: AppOptions): Promise<void> {
  const owner = `${sandbox ? 'sandbox' : 'live'}:${lark.appId}`;
  const known = await meta.get('owner');
  if (known !== undefined && known !== owner) {
    throw new Error(
      `this database belongs to ${known}, not to ${owner}: set DATABASE_URL to another one (open_ids are valid for one app only)`,
    );
  }
  if (known === undefined) await meta.set('owner', owner);
}

function webhookKeys({ encryptKey = '', verificationToken = '' }: LarkSettings) {
  return { encryptKey, verificationToken };
}

interface Hearing {
  hearing: ReturnType<typeof heard>;
  poke: { inbox(): void; outbox(): void };
}

function intakeOf({ clock, log, inbox }: Deps, metrics: Metrics, { hearing, poke }: Hearing): IntakeOptions {
  return {
    clock,
    log,
    async receive(entry) {
      const received = await inbox.receive(entry);
      if (received.fresh && entry.lane !== undefined) poke.inbox();
      return received;
    },
    async click(row) {
      const answer = await hearing(row);
      poke.outbox();
      return answer;
    },
    count: (outcome) => metrics.webhook(outcome),
  };
}

async function connect(lark: LarkSettings, intake: IntakeOptions, log: Log) {
  if (lark.transport !== 'websocket') return undefined;
  const { appId, appSecret, baseUrl } = lark;
  const connection = longConnection({ ...intake, appId, appSecret, baseUrl });
  await connection.start();
  log.info({}, 'the long connection is up');
  return connection;
}

async function markDead({ transact, log }: Deps, id: string): Promise<void> {
  log.warn({ chat: id }, 'the bot is not in this group any more; nothing is sent there');
  await transact(async (store) => {
    const chat = await store.chat(id);
    if (chat) await store.saveChat({ ...chat, alive: false });
  });
}

interface Parts {
  ready(): Promise<void>;
  workers: Record<string, { standstill(): string | undefined }>;
}

function healthOf(deps: Deps, { ready, workers }: Parts): HealthChecks {
  const { platform, log } = deps;
  const standing = Object.entries(workers).map(([name, worker]) => [
    `worker:${name}`,
    () => {
      const reason = worker.standstill();
      return reason ? { ok: false, reason } : { ok: true };
    },
  ]);
  return {
    log,
    checks: {
      database: () => ready().then(() => ({ ok: true })),
      bot: () =>
        platform.botOpenId().then(
          () => ({ ok: true }),
          (error: Error) => ({ ok: false, reason: `no app token or bot id: ${error.message}` }),
        ),
      ...Object.fromEntries(standing),
    },
    warnings: () => warningsOf(deps),
  };
}

async function warningsOf({ read, rules, calendar, clock, outbox }: Deps): Promise<string[]> {
  const year = Number(chinaDate(clock.now()).slice(0, 4));
  const { people, unbound } = await read(async (store) => {
    const bound = await Promise.all(
      rules.taskForces.map(({ number }) => store.chatFor({ kind: 'task-force', taskForce: number })),
    );
    return { people: await store.people({}), unbound: bound.filter((chat) => chat === undefined).length };
  });
  const { failed, unsure } = await outbox.counts();
  return [
    ...(people.length === 0 ? ['the roster is empty: npm run roster:import -- FILE.xlsx'] : []),
    ...(unbound > 0 ? [`${unbound} task forces have no group: @诉求管家 绑定专班 NAME`] : []),
    ...(calendar.isKnownYear(year) ? [] : [`the holidays of ${year} are not known: add them to config/calendar.yaml`]),
    ...(failed + unsure > 0 ? [`${failed} messages failed, ${unsure} are unsure`] : []),
  ];
}
