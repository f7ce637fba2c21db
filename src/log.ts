import pino from 'pino';
import type { Log } from './ports/index.ts';

/** Values under such a name are never logged, whatever they look like. */
const SECRET_NAME = /secret|token|authorization|password|(?:encrypt|api)_?key|cookie|ticket/i;
const MASK = '***';
const DEEPEST = 8;

// biome-ignore format: pattern beside what takes its place
const patterns: [RegExp, string][] = [
  [/(?<!\d)((?:\+?86[- ]?)?1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d)/g, '$1****$2'],           // mobiles
  [/\b(Bearer)\s+[\w.~+/=-]+/gi, `$1 ${MASK}`],
  [/(?<![\w-])[tuac]-[A-Za-z0-9_.-]{12,}/g, MASK],                                           // Feishu's tokens
  [/("?\b(?:app_?secret|[a-z_]*(?:token|api_?key)|encrypt_?key|password)"?\s*[:=]\s*"?)[^\s"',&}]+/gi, `$1${MASK}`],
  [/(:\/\/[^\s:/@]{0,256}:)[^\s@]{1,256}@/g, `$1${MASK}@`],                                              // user:password@host
];

/** The text without mobiles, bearers, tokens and passwords. `secrets` are removed wherever they occur. */
export function redact(text: string, secrets: readonly string[] = []): string {
  const bare = secrets.reduce((rest, secret) => (secret ? rest.replaceAll(secret, MASK) : rest), text);
  return patterns.reduce((rest, [pattern, mask]) => rest.replace(pattern, mask), bare);
}

/** The same for every string inside a value; a value with the name of a secret is masked completely. */
export function redactDeep(value: unknown, secrets: readonly string[] = [], depth = 0): unknown {
  if (typeof value === 'string') return redact(value, secrets);
  if (typeof value === 'number' || typeof value === 'bigint') return redactNumber(value, secrets);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '[deep]';
  if (value instanceof Date) return value;
  if (value instanceof Error) return redactError(value, secrets, depth);
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, secrets, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      redact(name, secrets),
      SECRET_NAME.test(name) && typeof inner !== 'boolean' && inner !== undefined
        ? MASK
        : redactDeep(inner, secrets, depth + 1),
    ]),
  );
}

/**
 * Name, message and stack only: request and config of an HTTP error hold the bearer (docs/develop/feishu.md#client).
 */
function redactError(error: Error, secrets: readonly string[], depth: number): object {
  return {
    name: error.name,
    message: redact(error.message, secrets),
    ...(error.stack ? { stack: redact(error.stack, secrets) } : {}),
    ...(error.cause === undefined ? {} : { cause: redactDeep(error.cause, secrets, depth + 1) }),
  };
}

/** A number that looks like a mobile becomes text, because a masked number is not a number any more. */
function redactNumber(value: number | bigint, secrets: readonly string[]): unknown {
  const text = String(value);
  const masked = redact(text, secrets);
  return masked === text && typeof value === 'number' ? value : masked;
}

/**
 * JSON lines through pino, on stdout unless another destination is given. Masks `secrets` (app secret, Encrypt Key, …)
 * and everything that looks like one, in messages and nested values.
 */
export function createLog(
  level: string,
  secrets: readonly string[] = [],
  destination: { write(line: string): void } = process.stdout,
): Log {
  const logger = pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  const write = (severity: 'info' | 'warn' | 'error') => (facts: object, message: string) => {
    if (!logger.isLevelEnabled(severity)) return;
    logger[severity](redactDeep(facts, secrets) as object, redact(message, secrets));
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
