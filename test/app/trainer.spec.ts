import { ChildProcess, spawn } from 'node:child_process';
import { expect } from 'chai';
import { trainer } from '../../src/app/trainer.ts';

const lessons = { examples: [], confirmed: [] };

/** Runs this instead of the script, and tells with what it was started. */
function stage(program: string) {
  const started: string[][] = [];
  const place = { file: 'no-model', configDir: '/etc/desk', refresh: () => false };
  const own = trainer(place, (parameters) => {
    started.push(parameters);
    return spawn(process.execPath, ['-e', program], { stdio: 'pipe' });
  });
  return { own, started };
}

/** Why it was rejected. */
async function reason(training: Promise<unknown>): Promise<string> {
  return training.then(
    () => 'no reason: it was made',
    (error: Error) => error.message,
  );
}

describe('训练进程 — a process of its own makes the candidate', () => {
  it('is given the lessons and the folder of the settings, and prints the figures', async () => {
    const { own, started } = stage('process.stdin.pipe(process.stdout)');
    expect(await own.train(lessons)).to.deep.equal(lessons);
    expect(started.map((parameters) => parameters.at(-1))).to.deep.equal(['/etc/desk']);
  });

  it('one that fails says why', async () => {
    const { own } = stage('console.error("no room"); process.exitCode = 3');
    expect(await reason(own.train(lessons))).to.include('ended with 3: no room');
  });

  it('one that cannot start rejects, and ends nobody', async () => {
    const place = { file: 'no-model', configDir: 'config', refresh: () => false };
    const absent = trainer(place, () => spawn('/no/such/program', [], { stdio: 'pipe' }));
    expect(await reason(absent.train(lessons))).to.include('ENOENT');
    // Without file handles left Node makes no streams, and tells so at the next turn.
    const bare = trainer(place, () => {
      const child = new ChildProcess();
      process.nextTick(() => child.emit('error', new Error('spawn EMFILE')));
      return child;
    });
    expect(await reason(bare.train(lessons))).to.equal('spawn EMFILE');
  });

  it('stopped while it runs it rejects; stopped before, none starts', async () => {
    const running = stage('process.stdin.resume(); setInterval(() => undefined, 1000)');
    const training = reason(running.own.train(lessons));
    running.own.stop();
    expect(await training).to.include('ended with null');
    const early = stage('');
    early.own.stop();
    expect(await reason(early.own.train(lessons))).to.include('no training begins any more');
    expect(early.started).to.deep.equal([]);
  });
});
