import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Collected } from './collectPatterns.ts';

/** Every pattern that stands in `src/`, or is put together while it is loaded. */
export async function sourcePatterns(): Promise<Collected> {
  const entry = fileURLToPath(new URL('./collectPatterns.ts', import.meta.url));
  const child = fork(entry, { execArgv: ['--import=tsx'] });
  const [found] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the patterns were not read: exit code ${code}`))),
  ]);
  return found as Collected;
}
