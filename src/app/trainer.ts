import { type ChildProcess, spawn } from 'node:child_process';
import { hostname } from 'node:os';
import { text } from 'node:stream/consumers';
import type { Trained, Trainer } from '../ports/trainer.ts';
import { examplesConsidered, refuseExamples, takeCandidate } from '../settings/modelStore.ts';

/** Half a minute on an idle machine, some on a busy one. */
const limitMs = 900_000;
const saidAtMost = 2_000;
const script = 'scripts/learnAside.ts';

/** Trains in a process of its own and keeps the models beside this file; `refresh`: reads with what lies there. */
export function trainer(file: string, refresh: () => boolean): Trainer {
  let running: ChildProcess | undefined;
  return {
    place: hostname(),
    considered: () => examplesConsidered(file),
    async train(lessons) {
      const child = spawn(process.execPath, ['--import=tsx', script], { stdio: 'pipe', timeout: limitMs });
      running = child;
      // A process that ends before it has read everything says why by itself.
      child.stdin.on('error', () => undefined).end(JSON.stringify(lessons));
      const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
      const [code, printed, said] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
      if (code !== 0) throw new Error(`${script} ended with ${code}: ${said.slice(-saidAtMost)}`);
      return JSON.parse(printed) as Trained;
    },
    take: () => takeCandidate(file),
    refuse: (upTo) => refuseExamples(file, upTo),
    refresh,
    stop: () => void running?.kill(),
  };
}
