import { setImmediate as nextTurn } from 'node:timers/promises';
import { intents } from '../chat/intents/index.ts';
import type { Rules } from '../domain/rules.ts';
import { loadSdk } from '../platform/lark/call.ts';

/**
 * Loads the platform's SDK and compiles the patterns before the first message. Otherwise that message, and every
 * webhook at the same time, would wait half a second. The engine compiles a pattern only at its second use.
 */
export async function warmUp({ reader }: Pick<Rules, 'reader'>): Promise<void> {
  const loaded = loadSdk();
  for (const { pattern } of intents) {
    for (const text of ['某镇某公司反映一件事', '帮助']) pattern.exec(text);
    await nextTurn();
  }
  // The reader is as slow until the engine has compiled it.
  for (let time = 0; time < 40; time += 1) {
    reader.read('某镇某公司反映一件事 '.repeat(4));
    if (time % 4 === 0) await nextTurn();
  }
  await loaded;
}
