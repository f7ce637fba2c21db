import type { Log } from '../ports/index.ts';

export interface Check {
  ok: boolean;
  /** What an operator can do about it; never a secret, the answer is public. */
  reason?: string;
}

export interface HealthChecks {
  log: Log;
  /**
   * If one of these fails the bot cannot work: database, migrations, app token, bot id, each worker
   * (docs/operate/operation.md#readyz).
   */
  checks: Record<string, () => Check | Promise<Check>>;
  /** What somebody should look at although the bot works: an empty roster, unbound groups, unknown holidays. */
  warnings(): string[] | Promise<string[]>;
  /** A check that takes longer counts as failed; default 2,000 ms. */
  limitMs?: number;
}

export interface Readiness {
  ready: boolean;
  checks: Record<string, Check>;
  warnings: string[];
}

/** Runs all checks at once. A check that throws or hangs counts as failed: a prober must always get an answer. */
export async function readiness(health: HealthChecks): Promise<Readiness> {
  const { log, limitMs = 2_000 } = health;
  const answers = Object.entries(health.checks).map(async ([name, check]): Promise<[string, Check]> => {
    const failed = (error: unknown): Check => {
      log.error({ check: name, error: error instanceof Error ? error.name : 'unknown' }, 'a health check failed');
      return { ok: false, reason: 'the check itself failed, see the log' };
    };
    return [name, await within(limitMs, check, { ok: false, reason: 'no answer' }).catch(failed)];
  });
  const checks = Object.fromEntries(await Promise.all(answers));
  const warnings = await within(limitMs, () => health.warnings(), ['warnings: no answer']).catch(() => [
    'warnings: the check itself failed',
  ]);
  return { ready: Object.values(checks).every(({ ok }) => ok), checks, warnings };
}

async function within<T>(ms: number, ask: () => T | Promise<T>, late: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, ms, late);
  });
  try {
    return await Promise.race([Promise.resolve().then(ask), limit]);
  } finally {
    clearTimeout(timer);
  }
}
