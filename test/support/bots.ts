import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { LarkSettings } from '../../src/settings/settings.ts';
import type { Halt } from './haltAt.ts';

export interface BotOrder {
  lark: LarkSettings;
  databaseUrl: string;
  /** Where it stands still, to be killed. */
  halt?: Halt;
}

/** What the process is told: start these bots at this instant, or do all that is due at that one. */
export type ToBots = Time & ({ start: BotOrder[]; running: boolean } | object);

/** What the clock shows when real time is `at`, epoch ms: so the clocks of several processes agree. */
interface Time {
  now: string;
  at: number;
}

type FromBots = { started: string[] } | { halted: number } | { ticked: true };

/** Bots in a process of their own: the real app, its HTTP server, and nothing of the test but the clock. */
export interface Bots {
  /** Gives their base addresses in this order. `running`: their clock goes on by itself. */
  start(now: Date, orders: BotOrder[], running?: boolean): Promise<string[]>;
  /** Resolves when every bot stands where it was to halt. */
  halted(): Promise<void>;
  /** Moves the clock and does what is due; resolves when nothing is left to do. */
  tick(now: Date): Promise<void>;
  /** SIGKILL; resolves with the signal the process ended by. */
  kill(): Promise<unknown>;
}

export function forkBots(): Bots {
  const child = fork(fileURLToPath(new URL('./botProcess.ts', import.meta.url)), { execArgv: ['--import=tsx'] });
  const ended = once(child, 'exit');
  let moving = 0;
  const everyHalt = new Promise<void>((resolve) => {
    child.on('message', (message: FromBots) => {
      if ('halted' in message) moving -= 1;
      if ('halted' in message && moving === 0) resolve();
    });
  });
  const asked = async (message: ToBots) => {
    const answered = answer(child);
    child.send(message, () => undefined); // when it has ended, `answer` tells
    return answered;
  };
  return {
    async start(now, orders, running = false) {
      moving = orders.length;
      const answered = await asked({ ...timeOf(now), start: orders, running });
      return 'started' in answered ? answered.started : [];
    },
    halted: () => everyHalt,
    tick: async (at) => void (await asked(timeOf(at))),
    async kill() {
      child.kill('SIGKILL');
      const [, signal] = await ended;
      return signal;
    },
  };
}

function timeOf(now: Date): Time {
  return { now: now.toISOString(), at: Date.now() };
}

/** The next message that is an answer; rejects when the process ends instead. */
function answer(child: ChildProcess): Promise<FromBots> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the bots ended with code ${code}`));
    if (child.exitCode !== null) return ended(child.exitCode);
    const heard = (message: FromBots) => {
      if ('halted' in message) return;
      child.off('message', heard);
      child.off('exit', ended);
      resolve(message);
    };
    child.on('message', heard);
    child.once('exit', ended);
  });
}

/** A server on a free port of 127.0.0.1. */
export async function serve(handler: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
