import { elementsWithin } from '../cards/cardForm.ts';
import { isObject, type Json } from '../cards/cardProblem.ts';
import { TENANT_KEY } from '../ids.ts';
import type { StoredMessage } from '../state.ts';
import type { World } from '../world.ts';

/** A message as the open platform's answers show it; docs/develop/feishu.md#fake-5. */
export function messageItem(world: World, message: StoredMessage): Json {
  const { senderIsBot, recalled } = message;
  const created = String(new Date(message.createdAt).getTime());
  const sender = senderIsBot
    ? { id: world.appId, id_type: 'app_id', sender_type: 'app' }
    : { id: message.senderOpenId, id_type: 'open_id', sender_type: 'user' };
  return {
    message_id: message.messageId,
    root_id: message.rootId,
    parent_id: message.parentId,
    thread_id: message.threadId,
    msg_type: message.type,
    create_time: created,
    update_time: message.updatedAt ? String(new Date(message.updatedAt).getTime()) : created,
    deleted: recalled,
    updated: message.edits > 0,
    chat_id: message.chatId,
    sender: { ...sender, tenant_key: TENANT_KEY },
    body: { content: recalled ? 'This message was recalled' : JSON.stringify(readable(message)) },
    mentions: message.mentions.length > 0 ? message.mentions.map(mentionItem) : undefined,
  };
}

function mentionItem({ key, openId, name }: StoredMessage['mentions'][number]): Json {
  return { key, id: openId, id_type: 'open_id', name, tenant_key: TENANT_KEY };
}

/** A card cannot be read back: the platform gives its texts only. */
function readable({ type, content }: StoredMessage): unknown {
  if (type !== 'interactive' || !isObject(content)) return content;
  const title = isObject(content.header) && isObject(content.header.title) ? content.header.title.content : undefined;
  const texts = isObject(content.body)
    ? [...elementsWithin(content.body)].filter(({ content: text }) => typeof text === 'string')
    : [];
  return { title, elements: texts.map(({ content: text }) => [{ tag: 'text', text }]) };
}
