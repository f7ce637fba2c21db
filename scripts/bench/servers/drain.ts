import { randomUUID } from 'node:crypto';
import { dataSource } from '../../../ormconfig.ts';
import { openDatabase } from '../../../src/db/database.ts';
import { outboxWorker } from '../../../src/jobs/outbox/outboxWorker.ts';
import { larkPlatform } from '../../../src/platform/lark/client.ts';
import { createPace } from '../../../src/platform/pace.ts';
import type { FailureClass } from '../../../src/ports/platform.ts';
import { seenInChat } from '../../../src/presenters/group/groupMessage.ts';
import { say } from '../../../src/presenters/notes/notes.ts';
import { readRules } from '../../../src/settings/settings.ts';
import { lark } from '../app.ts';
import { environment } from './listening.ts';

/** The bot's sending half with its own pace and client: fills the outbox, then tells how long it took to empty it. */
export interface Drained {
  seconds: number;
  sent: number;
  failures: FailureClass[];
}

const [messages, chats] = [Number(environment('MESSAGES')), Number(environment('CHATS'))];
const log = { info: () => undefined, warn: () => undefined, error: console.error };
const clock = { now: () => new Date() };
const { rules, calendar } = readRules('config');
const { transact, read, outbox, close } = await openDatabase(`sqlite:${environment('DATABASE')}`, { log });
const platform = larkPlatform({ ...lark, baseUrl: environment('PLATFORM'), clock, log });
await platform.botOpenId(); // The SDK is loaded and the token fetched before the first message is owed.

const failures: FailureClass[] = [];
const newId = () => randomUUID().replaceAll('-', '');
const worker = outboxWorker({
  ...{ clock, log, rules, calendar, transact, read, outbox, platform, newId },
  pace: createPace(clock),
  onDead: async () => undefined,
  count: (failure) => failures.push(failure),
});
const now = clock.now().toISOString();
await transact(async (store) => {
  for (let index = 0; index < messages; index += 1) {
    await store.enqueue({
      id: newId(),
      op: 'send',
      to: { chat: `oc_bench_${index % chats}` },
      message: seenInChat(say(`第 ${index} 条通知`), rules),
      createdAt: now,
      notBefore: now,
    });
  }
});
const start = performance.now();
await worker.drain();
const seconds = (performance.now() - start) / 1000;
await worker.stop();
await close();
const source = await dataSource(`sqlite:${environment('DATABASE')}`).initialize();
const [{ sent }] = await source.query(`\nSELECT COUNT(*) AS sent FROM outbox WHERE state = 'sent'`);
await source.destroy();
const drained: Drained = { seconds, sent, failures };
process.send?.(drained, () => process.exit(0));
