import { type ChildProcess, spawn } from 'node:child_process';
import { hostname } from 'node:os';
import { text } from 'node:stream/consumers';
import type { Lessons, Trained, Trainer } from '../ports/trainer.ts';
import { examplesConsidered, refuseExamples, takeCandidate } from '../settings/modelStore.ts';

/** Half a minute on an idle machine, some on a busy one. */
const limitMs = 900_000;
const saidAtMost = 2_000;
const script = 'scripts/learnAside.ts';

interface Place {
  /** The model in use; the others lie beside it. */
  file: string;
  /** Folder of the settings (CONFIG_DIR): the new model learns the words of this district. */
  configDir: string;
  /** Reads with what lies there. */
  refresh(): boolean;
}

/** Starts a process with these arguments of Node. */
type Start = (parameters: string[]) => ChildProcess;

const startNode: Start = (parameters) => spawn(process.execPath, parameters, { stdio: 'pipe', timeout: limitMs });

/** Trains in a process of its own and keeps the models. Once stopped it trains no more: what ends must not begin anew. */
export function trainer({ file, configDir, refresh }: Place, start = startNode): Trainer {
  let running: ChildProcess | undefined;
  let stopped = false;
  return {
    place: hostname(),
    considered: () => examplesConsidered(file),
    async train(lessons) {
      if (stopped) throw new Error('no training begins any more');
      running = start(['--import=tsx', script, configDir]);
      return JSON.parse(await printedBy(running, lessons)) as Trained;
    },
    take: () => takeCandidate(file),
    refuse: (upTo) => refuseExamples(file, upTo),
    refresh,
    stop() {
      stopped = true;
      running?.kill();
    },
  };
}

async function printedBy(child: ChildProcess, lessons: Lessons): Promise<string> {
  // First of all: an error that nobody listens to ends the bot.
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const { stdin, stdout, stderr } = child;
  // Without file handles left there are no streams, and the error alone tells why.
  if (!stdin || !stdout || !stderr) return ended.then(() => Promise.reject(new Error(`${script} has no streams`)));
  // A process that ends before it has read everything says why by itself.
  stdin.on('error', () => undefined).end(JSON.stringify(lessons));
  const [code, printed, said] = await Promise.all([ended, text(stdout), text(stderr)]);
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${said.slice(-saidAtMost)}`);
  return printed;
}
