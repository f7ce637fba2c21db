import type { Client } from '@larksuiteoapi/node-sdk';
import { type Clock, type Log, type Platform, PlatformError, type Recipient, type Sent } from '../../ports.ts';
import type { Card } from '../../presenters/card.ts';
import { cardJson, render } from './card.ts';
import { toPlatformError } from './errors.ts';
import { readEvent } from './events.ts';
import { httpInstance } from './http.ts';
import { record, str } from './json.ts';
import { type FreshToken, tokenProvider } from './tokens.ts';

export interface LarkOptions {
  appId: string;
  appSecret: string;
  /** Such as https://open.feishu.cn; a private cloud or a stand-in has another one. */
  baseUrl: string;
  clock: Clock;
  log: Log;
  /** Longest wait for one answer, default 10 s. */
  timeoutMs?: number;
}

type Sdk = typeof import('@larksuiteoapi/node-sdk');
type CallOptions = ReturnType<Sdk['withTenantToken']>;

/** Feishu takes so many numbers in one question (FEISHU §5). */
const MOBILES_PER_CALL = 50;
const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };

/** The open platform behind `Platform`. Loads the SDK (≈ 40 MB) at the first call; every call throws PlatformError. */
export function larkPlatform(options: LarkOptions): Platform {
  const call = caller(options);
  let bot: string | undefined;
  return {
    read(payload) {
      // Without it a group message for the bot would look like one for others.
      if (bot === undefined) throw new PlatformError('retry', 'the open_id of the bot is not known yet');
      return readEvent(payload, bot);
    },
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

type Call = (ask: (api: Client, token: CallOptions) => Promise<unknown>) => Promise<unknown>;

/** One call with a token; a refused token is renewed once and the call made again. */
function caller({ appId, appSecret, baseUrl, clock, log, timeoutMs = 10_000 }: LarkOptions): Call {
  const http = httpInstance(timeoutMs);
  const domain = baseUrl.replace(/\/+$/, '');
  let loading: Promise<{ api: Client; sdk: Sdk }> | undefined;
  const load = async () => {
    const sdk = await import('@larksuiteoapi/node-sdk');
    // The SDK logs bearers and bodies at error level (FEISHU §4a); what failed is in the error we throw.
    const api = new sdk.Client({
      appId,
      appSecret,
      domain,
      disableTokenCache: true,
      logger: silent,
      httpInstance: http,
    });
    return { api, sdk };
  };
  const fetchToken = async (): Promise<FreshToken> => {
    const url = `${domain}/open-apis/auth/v3/tenant_access_token/internal`;
    const answer = record(await http.post<unknown>(url, { app_id: appId, app_secret: appSecret }));
    const token = str(answer.tenant_access_token);
    if (!token) throw new PlatformError('retry', 'the answer holds no token');
    return { token, expire: Number(answer.expire) || 0 };
  };
  const tokens = tokenProvider({ fetchToken, clock, log });
  return async (ask) => {
    loading ??= load();
    const { api, sdk } = await loading;
    const attempt = async (token: string) => {
      try {
        return await ask(api, sdk.withTenantToken(token));
      } catch (error) {
        const failure = toPlatformError(error);
        if (failure.failure === 'token') tokens.refused(token);
        throw failure;
      }
    };
    try {
      return await attempt(await tokens.get());
    } catch (error) {
      if (!(error instanceof PlatformError) || error.failure !== 'token') throw error;
      return attempt(await tokens.get());
    }
  };
}

/** The SDK puts ids into paths as they are (FEISHU §4a). */
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
  // Answered 0 and yet no message: it may have been sent.
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
  // The one call the SDK has no method for; its answer is under `bot`, not `data` (FEISHU §8.7).
  const answer = await call((api, token) => api.request({ method: 'GET', url: '/open-apis/bot/v3/info' }, token));
  const openId = str(record(record(answer).bot).open_id);
  if (!openId) throw new PlatformError('alert', 'the platform names no bot: is the bot ability switched on?');
  return openId;
}
