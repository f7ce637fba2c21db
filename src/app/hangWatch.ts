import inspector from 'node:inspector';
import { Worker } from 'node:worker_threads';

/** How often the event loop says that it goes round, and how many times it may be missed in a row (one minute). */
const beatEveryMs = 1_000;
const mostMissed = 60;

/**
 * The thread, in plain JavaScript, since no loader reaches it. It counts its own intervals, not time: a process that was
 * stopped as a whole (SIGSTOP, a machine put to sleep) missed none. Its line goes past the log, which lives in the loop
 * that stands still; and that loop hears nothing but SIGKILL.
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
 * Ends the process when its event loop stands still for a minute: an event that blocks it for good cannot be told by
 * anything inside of it. The supervisor starts it again, and the fence around the inbox (jobs/inbox/inboxWorker.ts) tells
 * which event it was. Resolves once it watches; shorter times are for tests.
 */
export async function watchForHangs({ every = beatEveryMs, most = mostMissed } = {}): Promise<void> {
  // Whoever stops at a breakpoint has no hanging bot.
  if (inspector.url() !== undefined) return;
  const beats = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(beats, 0, 1), every).unref();
  const worker = new Worker(thread, { eval: true, execArgv: [], workerData: { beats, every, most } });
  worker.unref();
  await new Promise<void>((resolve) => {
    worker.once('message', () => resolve());
    // Without it the bot works as it did before; nothing may end it for that.
    worker.on('error', () => resolve());
  });
}
