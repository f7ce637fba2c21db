import type { Card } from '../../domain/message.ts';
import { type Platform, PlatformError, type Sent } from '../../ports/platform.ts';
import type { Recipient } from '../../ports/queues.ts';
import { type Call, caller, type LarkOptions } from './call.ts';
import { cardJson, render } from './card.ts';
import { senderOf } from './envelope.ts';
import { readEvent } from './events.ts';
import { parseJson, record, str } from './json.ts';

/** How many numbers Feishu accepts in one call (docs/develop/feishu.md#contacts). */
const MOBILES_PER_CALL = 50;

/** The open platform behind `Platform`. Loads the SDK (≈ 40 MB) at the first call; every call throws PlatformError. */
export function larkPlatform(options: LarkOptions): Platform {
  const call = caller(options);
  let bot: string | undefined;
  return {
    read(payload) {
      // Without the bot's id, a group message for the bot would look like one for others.
      if (bot === undefined) throw new PlatformError('retry', 'the open_id of the bot is not known yet');
      return readEvent(payload, bot);
    },
    senderOf: (payload) => senderOf(record(parseJson(payload))),
    async send(to, message, uuid) {
      const { receive_id_type, receive_id } = address(to);
      const data = { receive_id, ...render(message), uuid };
      return sent(await call((api, token) => api.im.message.create({ params: { receive_id_type }, data }, token)));
    },
    async reply({ message: message_id, inThread }, message, uuid) {
      const path = { message_id: safeId(message_id) };
      const data = { ...render(message), reply_in_thread: inThread, uuid };
      return sent(await call((api, token) => api.im.message.reply({ path, data }, token)));
    },
    async update(messageId, card: Card) {
      const path = { message_id: safeId(messageId) };
      const data = { content: JSON.stringify(cardJson(card)) };
      await call((api, token) => api.im.message.patch({ path, data }, token));
    },
    async chat(id) {
      const path = { chat_id: safeId(id) };
      const { data } = record(await call((api, token) => api.im.chat.get({ path }, token)));
      return { name: str(record(data).name), external: record(data).external === true };
    },
    async openIdsByMobile(mobiles) {
      const found = new Map<string, string>();
      for (let i = 0; i < mobiles.length; i += MOBILES_PER_CALL) {
        await addOpenIds(call, mobiles.slice(i, i + MOBILES_PER_CALL), found);
      }
      return found;
    },
    async botOpenId() {
      bot ??= await askBotOpenId(call);
      return bot;
    },
  };
}

/** The SDK puts ids into paths without escaping (docs/develop/feishu.md#client). */
function safeId(id: string): string {
  if (/^[A-Za-z0-9_-]+$/.test(id)) return id;
  throw new PlatformError('content', 'an id with characters that no id of Feishu has');
}

function address(to: Recipient): { receive_id_type: 'chat_id' | 'open_id'; receive_id: string } {
  return 'chat' in to
    ? { receive_id_type: 'chat_id', receive_id: safeId(to.chat) }
    : { receive_id_type: 'open_id', receive_id: safeId(to.person) };
}

function sent(answer: unknown): Sent {
  const data = record(record(answer).data);
  const messageId = str(data.message_id);
  // The code is 0 but there is no message id: the message may have been sent.
  if (!messageId) throw new PlatformError('unknown', 'the answer holds no message id');
  return { messageId, chatId: str(data.chat_id) };
}

async function addOpenIds(call: Call, mobiles: string[], found: Map<string, string>): Promise<void> {
  const request = { params: { user_id_type: 'open_id' as const }, data: { mobiles, include_resigned: false } };
  const { data } = record(await call((api, token) => api.contact.user.batchGetId(request, token)));
  const users = record(data).user_list;
  for (const user of Array.isArray(users) ? users : []) {
    const { mobile, user_id } = record(user);
    if (str(mobile) && str(user_id)) found.set(str(mobile), str(user_id));
  }
}

async function askBotOpenId(call: Call): Promise<string> {
  // The one call the SDK has no method for; its answer is under `bot`, not `data` (docs/develop/feishu.md#fake-7).
  const answer = await call((api, token) => api.request({ method: 'GET', url: '/open-apis/bot/v3/info' }, token));
  const openId = str(record(record(answer).bot).open_id);
  if (!openId) throw new PlatformError('alert', 'the platform names no bot: is the bot ability switched on?');
  return openId;
}
