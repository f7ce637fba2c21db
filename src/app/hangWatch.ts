import inspector from 'node:inspector';
import { Worker } from 'node:worker_threads';

/** How often the event loop reports that it is alive, and how many reports in a row may be missed (one minute). */
const beatEveryMs = 1_000;
const mostMissed = 60;

/**
 * The thread is plain JavaScript, because TypeScript loaders do not work there. It counts its own intervals, not time:
 * a process that was stopped as a whole (SIGSTOP, a machine put to sleep) has missed none. It writes its line directly,
 * because the log runs in the blocked loop; and only SIGKILL ends a blocked loop.
 */
const thread = `
  const { parentPort, workerData: { beats, every, most } } = require('node:worker_threads');
  const { writeSync } = require('node:fs');
  const msg = 'the event loop stands still; the process ends, and the event is set aside when it ends by it again';
  let [last, missed] = [-1, 0];
  setInterval(() => {
    const now = Atomics.load(beats, 0);
    missed = now === last ? missed + 1 : 0;
    last = now;
    if (missed < most) return;
    const facts = { level: 'error', time: new Date().toISOString(), seconds: every * most / 1000, msg };
    try {
      writeSync(1, JSON.stringify(facts) + '\\n');
    } finally {
      process.kill(process.pid, 'SIGKILL');
    }
  }, every);
  parentPort.postMessage('watching');`;

/**
 * Ends the process when its event loop is blocked for a minute: code in a blocked loop cannot report this itself. The
 * supervisor starts the process again, and the fence around the inbox (jobs/inbox/inboxWorker.ts) shows which event it
 * was. Resolves when the watch runs; shorter times are for tests.
 */
export async function watchForHangs({ every = beatEveryMs, most = mostMissed } = {}): Promise<void> {
  // A debugger that stops at a breakpoint is not a hang.
  if (inspector.url() !== undefined) return;
  const beats = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(beats, 0, 1), every).unref();
  const worker = new Worker(thread, { eval: true, execArgv: [], workerData: { beats, every, most } });
  worker.unref();
  await new Promise<void>((resolve) => {
    worker.once('message', () => resolve());
    // The bot also works without the watch, so an error here must not end it.
    worker.on('error', () => resolve());
  });
}
