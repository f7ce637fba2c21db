import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { lark, larkEnvironment } from '../bench/app.ts';
import { ended, start } from '../bench/children.ts';
import type { Report } from './colleague.ts';

/** What a bot wrote in its log, by message: how often, and which errors. */
export interface Logged {
  /** Lines of the level error. */
  errors: Map<string, number>;
  /** Faults of the program, such as TypeError, with the place they came from. */
  faults: Map<string, number>;
}

export interface Bot {
  port: number;
  logged: Logged;
  /** The exit code or signal, once it ended by itself. */
  died(): string | undefined;
  stop(): Promise<void>;
}

const ofProgram = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'EvalError', 'URIError']);

/** The bot itself against the fake Feishu, as it runs in a district; every line of its log is read. */
export async function startBot(databaseUrl: string, platform: string): Promise<Bot> {
  const own = { PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'info', LARK_BASE_URL: platform, DATABASE_URL: databaseUrl };
  const child = start('../../src/main.ts', { ...larkEnvironment, ...own, ADMIN_OPEN_IDS: 'ou_demo_admin' });
  // The bot lives on without its parent: whoever stops the run must not leave it behind.
  process.once('exit', () => child.kill('SIGKILL'));
  let stopping = false;
  let death: string | undefined;
  child.once('exit', (code, signal) => {
    if (!stopping) death = `code ${code}, signal ${signal}`;
  });
  const logged: Logged = { errors: new Map(), faults: new Map() };
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the bot ended with code ${code}`)));
    linesOf(child, (line) => {
      if (typeof line.port === 'number' && String(line.msg).startsWith('ready')) resolve(line.port);
      if (line.level === 'error') note(logged, line);
    });
  });
  const stop = async () => {
    stopping = true;
    await ended(child);
  };
  return { port, logged, died: () => death, stop };
}

type Line = Record<string, unknown>;

function linesOf(child: ChildProcess, read: (line: Line) => void): void {
  if (!child.stdout) return;
  createInterface({ input: child.stdout }).on('line', (text) => {
    try {
      read(JSON.parse(text));
    } catch {
      // A line that is no JSON comes from a library.
    }
  });
}

function note({ errors, faults }: Logged, { msg, error, frames, stack }: Line): void {
  count(errors, String(msg));
  if (!ofProgram.has(String(error))) return;
  count(faults, `${error}: ${msg} ${[frames ?? stack ?? ''].flat().slice(0, 2).join(' ')}`);
}

export function count(of: Map<string, number>, name: string): void {
  of.set(name, (of.get(name) ?? 0) + 1);
}

/** The fake Feishu of the platform with the demo district, at the sandbox's entry. */
export async function startPlatform(): Promise<{ url: string; stop(): Promise<void> }> {
  const own = { LARK_APP_ID: lark.appId, LARK_APP_SECRET: lark.appSecret, LARK_ENCRYPT_KEY: lark.encryptKey };
  const child = start('../../src/fakeLark/main.ts', { ...own, LARK_VERIFICATION_TOKEN: lark.verificationToken });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the fake Feishu ended with code ${code}`)));
    linesOf(child, (line) => resolve(String(line.url)));
  });
  return { url, stop: () => ended(child) };
}

/** The person who works meanwhile, in a process of his own: what the senders take must not count for the bot. */
export async function startColleague(port: number): Promise<{ report(): Promise<Report>; stop(): Promise<void> }> {
  const child = start(new URL('./colleague.ts', import.meta.url), { BOT_PORT: String(port) });
  const report = () =>
    new Promise<Report>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the colleague ended with code ${code}`)));
      child.once('message', (message) => resolve(message as Report));
      child.send('report');
    });
  return { report, stop: () => ended(child) };
}

/** A figure of `/metrics`: the sum of what its name and labels begin with. */
export async function metric(port: number, name: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => undefined);
  const lines = (await answer?.text())?.split('\n') ?? [];
  const own = lines.filter((line) => line.startsWith(name));
  return own.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

/** Events that wait or are in work. */
export async function waiting(port: number): Promise<number> {
  const [pending, claimed] = await Promise.all(
    ['pending', 'claimed'].map((state) => metric(port, `appeal_desk_inbox_rows{state="${state}"}`)),
  );
  return (pending ?? 0) + (claimed ?? 0);
}

/** Resolves to whether nothing waits any more. */
export async function drained(bot: Bot, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await sleep(500)) {
    if (bot.died() !== undefined) return false;
    if ((await waiting(bot.port)) === 0) return true;
  }
  return false;
}
