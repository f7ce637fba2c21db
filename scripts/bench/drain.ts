import { join } from 'node:path';
import { measuring, runOnce, startServer } from './children.ts';
import { atLeast, atMost, type Row, row } from './report.ts';
import type { Drained } from './servers/drain.ts';

const MESSAGES = 1_000;
const CHATS = 200;

/**
 * docs/measurements/speed.md#drain, in real time: 1,000 messages to 200 chats of a fake Feishu that refuses whatever is
 * too fast.
 */
export function measureDrain(): Promise<Row[]> {
  return measuring(async (folder, keep) => {
    const { port } = await keep(startServer('platform', {}));
    const { seconds, sent, failures } = await runOnce<Drained>('drain', {
      MESSAGES: `${MESSAGES}`,
      CHATS: `${CHATS}`,
      PLATFORM: `http://127.0.0.1:${port}`,
      DATABASE: join(folder, 'outbox.sqlite'),
    });
    return [
      row('outbox: 1,000 messages over 200 chats', 's', seconds),
      row('outbox: messages sent', '', sent, atLeast(MESSAGES)),
      row('outbox: time needed / time the limits leave', '×', seconds / idealSeconds(), atMost(1.1)),
      row('outbox: calls that the platform refused', '', failures.length, atMost(0)),
    ];
  });
}

/**
 * By the platform's limits, 50/s and 1,000/min for the app and 5/s for a chat (docs/develop/feishu.md#limits). Of every
 * window, the first calls go at once: with 50 in a second, the last of 1,000 may go after 19 seconds.
 */
function idealSeconds(): number {
  const windows = (calls: number, most: number) => Math.ceil(calls / most) - 1;
  return Math.max(windows(MESSAGES, 50), windows(MESSAGES, 1_000) * 60, windows(MESSAGES / CHATS, 5));
}
