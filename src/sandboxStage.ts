import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Calendar, withinHours, workdayFrom } from './domain/calendar.ts';
import { chinaDate, instantOf } from './domain/chinaTime.ts';
import type { Rules } from './domain/rules.ts';
import type { LarkSettings, Settings } from './settings.ts';

const morning = '09:05';

export interface Stage {
  files: SandboxFiles;
  clock: SandboxClock;
  lark: LarkSettings;
  /** Resolves when the stand-in answers. */
  url: Promise<string>;
  end(): void;
}

export type SandboxClock = ReturnType<typeof sandboxClock>;

/**
 * What the sandbox needs before the bot: its files, its clock and the stand-in of the platform, a process of its own
 * that begins while the bot is still being loaded.
 */
export function setStage(
  settings: Settings,
  { rules, calendar, port }: { rules: Rules; calendar: Calendar; port: number },
): Stage {
  const files = sandboxFiles(settings);
  const clock = sandboxClock(files.clock, rules, calendar);
  const secret = () => randomBytes(16).toString('hex');
  const lark: LarkSettings = {
    appId: 'cli_5a4db0c5a4db0c00',
    appSecret: secret(),
    encryptKey: secret(),
    verificationToken: secret(),
    baseUrl: '',
    transport: 'webhook',
  };
  const standIn = startStandInProcess(lark, {
    SANDBOX_STATE: files.chats,
    SANDBOX_CLOCK_OFFSET_MS: String(clock.offsetMs()),
    WEBHOOK_URL: `http://127.0.0.1:${port}/webhook/lark`,
    CONFIG_DIR: settings.configDir,
  });
  return { files, clock, lark, ...standIn };
}

interface SandboxFiles {
  clock: string;
  chats: string;
  forget(): void;
}

function sandboxFiles({ databaseUrl }: Settings): SandboxFiles {
  const path = databaseUrl.startsWith('sqlite:') ? databaseUrl.slice('sqlite:'.length) : 'data/sandbox.sqlite';
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const [clock, chats] = [join(folder, 'sandbox-clock.json'), join(folder, 'sandbox-chats.json')];
  const forget = () => {
    for (const file of [clock, path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
  };
  return { clock, chats, forget };
}

/** Real time moved to a working morning, so that the first visit finds people at work. */
function sandboxClock(file: string, rules: Rules, calendar: Calendar) {
  const fresh = () => {
    const today = chinaDate(new Date());
    return Date.parse(instantOf(workdayFrom(today, calendar), morning)) - Date.now();
  };
  const saved = existsSync(file) ? Number(JSON.parse(readFileSync(file, 'utf8')).offsetMs) : Number.NaN;
  let offset = Number.isFinite(saved) ? saved : fresh();
  const now = () => new Date(Date.now() + offset);
  const keep = () => writeFileSync(file, JSON.stringify({ offsetMs: offset }));
  // Left alone over night it would be closed; it goes on at the next opening, never back.
  offset += Date.parse(withinHours(now().toISOString(), rules.district.dispatch, calendar)) - now().getTime();
  keep();
  return {
    now,
    offsetMs: () => offset,
    restart() {
      offset = fresh();
      keep();
    },
  };
}

function startStandInProcess(lark: LarkSettings, env: Record<string, string>): Pick<Stage, 'url' | 'end'> {
  const entry = fileURLToPath(new URL(`./sandbox/main${extname(import.meta.url)}`, import.meta.url));
  const child = fork(entry, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...env,
      LARK_APP_ID: lark.appId,
      LARK_APP_SECRET: lark.appSecret,
      LARK_ENCRYPT_KEY: lark.encryptKey,
      LARK_VERIFICATION_TOKEN: lark.verificationToken,
    },
  });
  const url = new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk;
      if (said.includes('\n')) resolve(JSON.parse(said.slice(0, said.indexOf('\n'))).url);
    });
    child.once('exit', (code) => reject(new Error(`the stand-in ended with code ${code}`)));
  });
  return { url, end: () => child.kill('SIGTERM') };
}
