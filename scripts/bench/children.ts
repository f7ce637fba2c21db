import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Flooded, Order, Steady } from './load.ts';
import type { Besides } from './requests.ts';

/** What a measurement starts; stopped when it ends, however it ends. */
export type Keep = <T extends { stop(): Promise<void> }>(started: Promise<T>) => Promise<T>;

/** Gives a measurement a directory of its own and ends what it started. */
export async function measuring<T>(measure: (folder: string, keep: Keep) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'appeal-desk-bench-'));
  const kept: { stop(): Promise<void> }[] = [];
  const keep: Keep = async (started) => {
    const one = await started;
    kept.unshift(one);
    return one;
  };
  try {
    return await measure(folder, keep);
  } finally {
    for (const one of kept) await one.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Server {
  port: number;
  stop(): Promise<void>;
}

/** Starts the named file of `servers/` as a process of its own; it sends its port once it listens. */
export async function startServer(name: string, env: Record<string, string>): Promise<Server> {
  const child = start(`./servers/${name}.ts`, env);
  const port = await answer<number>(child);
  return { port, stop: () => ended(child) };
}

/** Runs the named file of `servers/` to its end; it sends one result. */
export async function runOnce<T>(name: string, env: Record<string, string>): Promise<T> {
  const child = start(`./servers/${name}.ts`, env);
  const result = await answer<T>(child);
  await ended(child);
  return result;
}

/** As `runOnce`, compiled as for production: what runs TypeScript by itself takes 60 MB more. */
export async function runBuilt<T>(name: string, env: Record<string, string>): Promise<T> {
  const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', 'dist'], { stdio: 'inherit' });
  const file = fileURLToPath(new URL(`../../dist/scripts/bench/servers/${name}.js`, import.meta.url));
  const child = fork(file, {
    execArgv: [],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const result = await answer<T>(child);
  await ended(child);
  return result;
}

export interface Load {
  prepare(requests: number, besides?: Besides): Promise<number>;
  flood(order: Omit<Extract<Order, { kind: 'flood' }>, 'kind'>): Promise<Flooded>;
  steady(order: Omit<Extract<Order, { kind: 'steady' }>, 'kind'>): Promise<Steady>;
  stop(): Promise<void>;
}

export async function startLoad(): Promise<Load> {
  const child = start('./load.ts', {});
  await answer(child);
  const tell = async <T>(order: Order): Promise<T> => {
    child.send(order);
    const { result, error } = await answer<{ result?: T; error?: string }>(child);
    if (result === undefined) throw new Error(error);
    return result;
  };
  return {
    prepare: (requests, besides) => tell({ kind: 'prepare', requests, besides }),
    flood: (order) => tell({ kind: 'flood', ...order }),
    steady: (order) => tell({ kind: 'steady', ...order }),
    stop: () => ended(child),
  };
}

/** Runs `file`, named by its address or by its place relative to this one, with the same loader as this process. */
export function start(file: string | URL, env: Record<string, string>): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url));
  return fork(path, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
}

export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`${child.spawnfile} ended with code ${code}`));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.off('exit', gone);
      resolve(message as T);
    });
  });
}
