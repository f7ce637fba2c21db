import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Rules } from '../domain/rules.ts';
import type { Calendar } from '../domain/time/calendar.ts';
import type { LarkSettings, Settings } from '../settings/settings.ts';
import { type SandboxClock, sandboxClock } from './clock.ts';

export interface Stage {
  files: SandboxFiles;
  clock: SandboxClock;
  lark: LarkSettings;
  /** Resolves when the fake Feishu answers. */
  url: Promise<string>;
  end(): void;
}

/**
 * What the sandbox needs before the bot: its files, its clock and the fake Feishu, a separate process that starts while
 * the bot is still loading.
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
  const fakeLark = startFakeLarkProcess(lark, {
    SANDBOX_STATE: files.chats,
    SANDBOX_CLOCK_OFFSET_MS: String(clock.offsetMs()),
    WEBHOOK_URL: `http://127.0.0.1:${port}/webhook/lark`,
    CONFIG_DIR: settings.configDir,
  });
  return { files, clock, lark, ...fakeLark };
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

function startFakeLarkProcess(lark: LarkSettings, env: Record<string, string>): Pick<Stage, 'url' | 'end'> {
  const entry = fileURLToPath(new URL(`../fakeLark/main${extname(import.meta.url)}`, import.meta.url));
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
    child.once('exit', (code) => reject(new Error(`the fake Feishu ended with code ${code}`)));
  });
  return { url, end: () => child.kill('SIGTERM') };
}
