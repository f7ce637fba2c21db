import { setImmediate as nextTurn } from 'node:timers/promises';
import { intents } from '../chat/intents/index.ts';
import { loadSdk } from '../platform/lark/call.ts';

/**
 * Loads the platform's SDK and compiles the patterns before the first message. Otherwise that message, and every
 * webhook at the same time, would wait half a second. The engine compiles a pattern only at its second use.
 */
export async function warmUp(): Promise<void> {
  const loaded = loadSdk();
  for (const { pattern } of intents) {
    for (const text of ['某镇某公司反映一件事', '帮助']) pattern.exec(text);
    await nextTurn();
  }
  await loaded;
}
