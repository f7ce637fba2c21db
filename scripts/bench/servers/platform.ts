import { startFakeLark } from '../../../src/fakeLark/fakeLark.ts';
import { botOpenId, lark, people } from '../app.ts';

/**
 * The fake Feishu of Feishu with its limits (docs/develop/feishu.md#limits), a group for each hundredth of the drain's
 * messages included.
 */
const fakeLark = await startFakeLark({
  ...lark,
  now: () => new Date(),
  people,
  chats: people.map(({ openId }, index) => ({
    chatId: `oc_bench_${index}`,
    name: `群${index}`,
    members: [openId],
    botIsMember: true,
    external: false,
  })),
  bot: { openId: botOpenId, name: '诉求管家' },
  rateLimits: true,
});
process.on('disconnect', () => process.exit(0));
process.send?.(fakeLark.port);
