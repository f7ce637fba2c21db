import { unknownYears } from '../domain/time/calendar.ts';
import type { HealthChecks } from '../http/health.ts';
import type { Deps } from '../ports/index.ts';
import type { Trouble } from '../presenters/words/watchdogWords.ts';

interface Parts {
  /** The database: why it cannot be used, and what will soon be a fault. */
  database: { fault(): Promise<string | undefined>; warnings(): Promise<string[]> };
  /** Each worker says why it stands still; undefined when it works. */
  workers: Record<string, { standstill(): string | undefined }>;
  /** What did not happen in time (jobs/tick/watchdog.ts). */
  troubles(): Promise<Trouble[]>;
  /** For how many ms nothing is sent because the platform asked to wait. */
  heldFor?(): number;
}

/** If one of these checks fails, the bot cannot work (docs/operate/operation.md#readyz). */
export function healthOf(deps: Deps, { database, workers, troubles, heldFor }: Parts): HealthChecks {
  const { platform, log } = deps;
  const sound = async () => {
    const reason = await database.fault();
    return reason ? { ok: false, reason } : { ok: true };
  };
  const standing = Object.entries(workers).map(([name, worker]) => [
    `worker:${name}`,
    () => {
      const reason = worker.standstill();
      return reason ? { ok: false, reason } : { ok: true };
    },
  ]);
  const bot = () =>
    platform.botOpenId().then(
      () => ({ ok: true }),
      (error: Error) => ({ ok: false, reason: `no app token or bot id: ${error.message}` }),
    );
  return {
    log,
    checks: { database: sound, bot, ...Object.fromEntries(standing) },
    warnings: async () => [
      ...heldWarning(heldFor?.() ?? 0),
      ...(await database.warnings()),
      ...(await warningsOf(deps)),
      ...(await troubles()).map(troubleWarning),
    ],
  };
}

/** What somebody should look at although the bot works; each warning says how to fix it. */
async function warningsOf({ read, rules, calendar, clock, outbox }: Deps): Promise<string[]> {
  const { people, unbound, readers } = await read(async (store) => {
    let unbound = 0;
    for (const { number } of rules.taskForces) {
      if ((await store.chatFor({ kind: 'task-force', taskForce: number })) === undefined) unbound += 1;
    }
    const readers = (await store.people({ roles: ['district-office'] })).filter(({ openId }) => openId !== undefined);
    return { people: await store.people({}), unbound, readers };
  });
  const { failed, unsure } = await outbox.left();
  return [
    ...(people.length === 0 ? ['the roster is empty: npm run roster:import -- FILE.xlsx'] : []),
    ...(readers.length === 0 ? ['nobody of the district office (营商办) can be told of a confidential appeal'] : []),
    ...(unbound > 0 ? [`${unbound} task forces have no group: @诉求管家 绑定专班 NAME`] : []),
    ...unknownYears(clock.now().toISOString(), calendar).map(
      (year) => `the holidays of ${year} are not known: add them to config/calendar.yaml`,
    ),
    ...(failed + unsure > 0 ? [`${failed} messages failed, ${unsure} are unsure`] : []),
  ];
}

function heldWarning(ms: number): string[] {
  return ms > 0 ? [`the platform asked for a pause: nothing is sent for ${Math.ceil(ms / 1_000)} s`] : [];
}

function troubleWarning(trouble: Trouble): string {
  const { kind, oldest } = trouble;
  if (kind === 'tick') return `the clock's work has not ended a round since ${oldest}; restart the bot`;
  if (kind === 'events') return `${trouble.count} events are not acted on any more; see npm run inbox:retry`;
  if (kind === 'clock') return `the host's clock was ahead, by ${trouble.ahead}; see the log, look to NTP`;
  if (kind === 'job') return `"${trouble.name}" of the timetable, due at ${oldest}, is not done; see the log`;
  return `${trouble.count} ${kind} are more than ten minutes late, the first was due at ${oldest}; see the log`;
}
