import { z } from 'zod';
import { trimmedEnd } from '../domain/texts/plainText.ts';
import { isBaseUrl, isDatabaseUrl, isPort, isSandboxDatabase, isWebAddress } from './addresses.ts';
import { type AdviserSettings, adviserFaults, adviserSettings, adviserVariables } from './adviser.ts';
import { SettingsError } from './faults.ts';
import { districtZone } from './schemas.ts';

export { SettingsError } from './faults.ts';
export { readConfig, readRules } from './rules.ts';

/**
 * The environment, read once at the start (docs/operate/configuration.md#environment). Policy is in `config/`: see
 * readRules.
 */

export interface LarkSettings {
  appId: string;
  appSecret: string;
  /** Both present in webhook mode. */
  encryptKey?: string;
  verificationToken?: string;
  /** Without a trailing slash. */
  baseUrl: string;
  transport: 'webhook' | 'websocket';
}

export interface Settings {
  /** Absent in the sandbox, which has its own platform. */
  lark?: LarkSettings;
  host: string;
  port: number;
  /** `sqlite:PATH` or `postgres://…` */
  databaseUrl: string;
  /** open_ids of the first administrators; they need no roster row. */
  administrators: string[];
  configDir: string;
  /** TZ_NAME; absent means the district's own zone. */
  zone?: string;
  logLevel: LogLevel;
  /** Absent: no language model is asked. */
  adviser?: AdviserSettings;
  /** Address of a monitor, called as long as all is well; its query may be a secret. */
  heartbeatUrl?: string;
  /** False: what people correct is kept, but neither learned nor used. */
  learning: boolean;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const environment = z.object({
  PORT: z.string().refine(isPort, 'must be a port between 0 and 65535').transform(Number).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an address')
    .optional(),
  DATABASE_URL: z.string().refine(isDatabaseUrl, 'must be sqlite:PATH or postgres://user@host/name').optional(),
  LARK_APP_ID: z.string().optional(),
  LARK_APP_SECRET: z.string().optional(),
  LARK_ENCRYPT_KEY: z.string().optional(),
  LARK_VERIFICATION_TOKEN: z.string().optional(),
  LARK_BASE_URL: z
    .string()
    .refine(isBaseUrl, 'must be an http(s) address without query')
    .transform((url) => trimmedEnd(url, '/'))
    .default('https://open.feishu.cn'),
  LARK_TRANSPORT: z.enum(['webhook', 'websocket']).default('webhook'),
  ADMIN_OPEN_IDS: z
    .string()
    .transform((list) => [...new Set(list.split(/[,\uff0c\s]+/).filter(Boolean))])
    .refine((ids) => ids.every((id) => id.startsWith('ou_')), 'must be open_ids (ou_…), separated by commas')
    .default([]),
  CONFIG_DIR: z.string().default('config'),
  TZ_NAME: districtZone.optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  LEARNING: z.enum(['on', 'off']).default('on'),
  HEARTBEAT_URL: z.string().refine(isWebAddress, 'must be an http(s) address').optional(),
  ...adviserVariables,
});

type Environment = Record<string, string | undefined>;

/**
 * Reads the environment; without LARK_APP_ID (and nothing that belongs to it) the bot runs in its sandbox.
 * An empty variable counts as absent. Throws SettingsError with all faults; values are never part of one.
 */
export function readSettings(env: Environment): Settings {
  const given = Object.fromEntries(
    Object.keys(environment.shape).map((name) => [name, env[name]?.trim() || undefined]),
  );
  const result = environment.safeParse(given);
  const faults = [
    ...(result.error?.issues ?? []).map(({ path, message }) => `${path[0]?.toString()}: ${message}`),
    ...credentialFaults(given),
    ...adviserFaults(given),
  ];
  if (!result.success || faults.length > 0) throw new SettingsError(faults);

  const read = result.data;
  const lark = larkSettings(read);
  return {
    lark,
    host: read.HOST ?? (lark ? '0.0.0.0' : '127.0.0.1'),
    port: read.PORT,
    databaseUrl: read.DATABASE_URL ?? (lark ? 'sqlite:data/appeals.sqlite' : 'sqlite:data/sandbox.sqlite'),
    administrators: read.ADMIN_OPEN_IDS,
    configDir: read.CONFIG_DIR,
    zone: read.TZ_NAME,
    logLevel: read.LOG_LEVEL,
    heartbeatUrl: read.HEARTBEAT_URL,
    learning: read.LEARNING === 'on',
    adviser: adviserSettings(read),
  };
}

function larkSettings(read: z.infer<typeof environment>): LarkSettings | undefined {
  if (!read.LARK_APP_ID || !read.LARK_APP_SECRET) return undefined;
  return {
    appId: read.LARK_APP_ID,
    appSecret: read.LARK_APP_SECRET,
    encryptKey: read.LARK_ENCRYPT_KEY,
    verificationToken: read.LARK_VERIFICATION_TOKEN,
    baseUrl: read.LARK_BASE_URL,
    transport: read.LARK_TRANSPORT,
  };
}

/**
 * With only half of the credentials the bot must start neither as a sandbox nor unprotected: say what is missing
 * instead.
 */
function credentialFaults(env: Environment): string[] {
  const secrets = ['LARK_APP_SECRET', 'LARK_ENCRYPT_KEY', 'LARK_VERIFICATION_TOKEN'];
  if (env.LARK_APP_ID === undefined) {
    const orphans = secrets.filter((name) => env[name] !== undefined);
    return orphans.map((name) => `LARK_APP_ID: is missing although ${name} is set (leave all unset for the sandbox)`);
  }
  const needed = env.LARK_TRANSPORT === 'websocket' ? ['LARK_APP_SECRET'] : secrets;
  return [
    ...needed.filter((name) => env[name] === undefined).map((name) => `${name}: ${why(name)}`),
    ...(isSandboxDatabase(env.DATABASE_URL) ? ['DATABASE_URL: is a database of the sandbox'] : []),
  ];
}

function why(name: string): string {
  return name === 'LARK_APP_SECRET' ? 'is missing although LARK_APP_ID is set' : 'is required in webhook mode';
}
