import { setImmediate as nextTurn } from 'node:timers/promises';
import { intents } from '../chat/intents/index.ts';
import { loadSdk } from '../platform/lark/call.ts';

/**
 * What the first message after a start would wait for otherwise, and every webhook beside it: half a second in which the
 * platform's SDK is loaded and the patterns are compiled, which the engine does with what is used a second time.
 */
export async function warmUp(): Promise<void> {
  const loaded = loadSdk();
  for (const { pattern } of intents) {
    for (const text of ['某镇某公司反映一件事', '帮助']) pattern.exec(text);
    await nextTurn();
  }
  await loaded;
}
