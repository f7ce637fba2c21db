import { newId, TENANT_KEY, userIds } from '../ids.ts';
import type { StoredChat, StoredMessage } from '../state.ts';
import type { World } from '../world.ts';

interface Header {
  type: string;
  eventId?: string;
  at?: Date;
}

/** The version 2 envelope of every event; docs/develop/feishu.md#webhook, #events. */
function envelope(world: World, { type, eventId, at }: Header, event: unknown): unknown {
  const header = {
    event_id: eventId ?? newId(''),
    event_type: type,
    create_time: String((at ?? world.now()).getTime()),
    token: world.verificationToken,
    app_id: world.appId,
    tenant_key: TENANT_KEY,
  };
  return { schema: '2.0', header, event };
}

/** `im.message.receive_v1`, docs/develop/feishu.md#messages. */
export function messageReceived(world: World, chat: StoredChat, message: StoredMessage): unknown {
  const at = new Date(message.createdAt);
  const event = {
    sender: { sender_id: userIds(message.senderOpenId), sender_type: 'user', tenant_key: TENANT_KEY },
    message: {
      message_id: message.messageId,
      root_id: message.rootId,
      parent_id: message.parentId,
      create_time: String(at.getTime()),
      update_time: String(at.getTime()),
      chat_id: chat.chatId,
      thread_id: message.threadId,
      chat_type: chat.kind === 'private' ? 'p2p' : 'group',
      message_type: message.type,
      content: JSON.stringify(message.content),
      mentions: message.mentions.length > 0 ? message.mentions.map((mention) => mentionOf(world, mention)) : undefined,
      user_agent: 'Mozilla/5.0 Lark/7.20.0',
    },
  };
  return envelope(world, { type: 'im.message.receive_v1', eventId: message.eventId, at }, event);
}

function mentionOf(world: World, { key, openId, name }: StoredMessage['mentions'][number]): unknown {
  const type = openId === world.bot.openId ? 'bot' : 'user';
  return { key, id: userIds(openId), mentioned_type: type, name, tenant_key: TENANT_KEY };
}

export type ChatEvent = 'im.chat.member.bot.added_v1' | 'im.chat.member.bot.deleted_v1' | 'im.chat.disbanded_v1';

/** The three chat events share one shape, docs/develop/feishu.md#chats. */
export function chatChanged(world: World, type: ChatEvent, chat: StoredChat, by: string): unknown {
  return envelope(
    world,
    { type },
    {
      chat_id: chat.chatId,
      operator_id: userIds(by),
      external: chat.external,
      operator_tenant_key: TENANT_KEY,
      name: chat.name,
      i18n_names: { zh_cn: chat.name, en_us: chat.name, ja_jp: chat.name },
    },
  );
}

/** `im.message.recalled_v1`, docs/develop/feishu.md#chats. */
export function messageRecalled(world: World, message: StoredMessage): unknown {
  const event = {
    message_id: message.messageId,
    chat_id: message.chatId,
    recall_time: String(world.now().getTime()),
    recall_type: 'message_owner',
  };
  return envelope(world, { type: 'im.message.recalled_v1' }, event);
}

/** `bot_p2p_chat_entered_v1`, docs/develop/feishu.md#private-chat. */
export function privateChatEntered(world: World, chat: StoredChat, by: string): unknown {
  const last = world.data.messages.get(chat.messageIds.at(-1) ?? '');
  const event = {
    chat_id: chat.chatId,
    operator_id: userIds(by),
    last_message_id: last?.messageId,
    last_message_create_time: last && String(new Date(last.createdAt).getTime()),
  };
  return envelope(world, { type: 'im.chat.access_event.bot_p2p_chat_entered_v1' }, event);
}

export interface Press {
  by: string;
  token: string;
  message: StoredMessage;
  action: Record<string, unknown>;
}

/** `card.action.trigger`, docs/develop/feishu.md#clicks; its create_time counts microseconds. */
export function cardPressed(world: World, { by, token, message, action }: Press): unknown {
  return {
    schema: '2.0',
    header: {
      event_id: newId(''),
      token: world.verificationToken,
      create_time: `${world.now().getTime()}000`,
      event_type: 'card.action.trigger',
      tenant_key: TENANT_KEY,
      app_id: world.appId,
    },
    event: {
      operator: { tenant_key: TENANT_KEY, ...userIds(by) },
      token,
      action: { ...action, timezone: 'Asia/Shanghai' },
      host: 'im_message',
      context: { open_message_id: message.messageId, open_chat_id: message.chatId },
    },
  };
}
