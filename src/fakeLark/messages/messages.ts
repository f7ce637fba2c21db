import { receivingChat, writableChat } from '../chats/chatAccess.ts';
import { ApiError, invalidField } from '../errors.ts';
import { type Call, type Reply, textField } from '../http/call.ts';
import { newId } from '../ids.ts';
import type { StoredChat, StoredMessage } from '../state.ts';
import { appendMessage, changeMessage, type World } from '../world.ts';
import { type Prepared, prepareContent } from './content.ts';
import { messageItem } from './messageItem.ts';

const UUID_LIFETIME_MS = 3_600_000;

/** `POST im/v1/messages` */
export function createMessage({ world, query, body }: Call): Reply {
  const chat = receivingChat(world, query.get('receive_id_type'), textField(body, 'receive_id'));
  return send(world, chat, body, {});
}

/** `POST im/v1/messages/:id/reply` */
export function replyToMessage({ world, params, body }: Call): Reply {
  const parent = presentMessage(world, params[0]);
  const chat = writableChat(world, parent.chatId);
  const thread = body.reply_in_thread === true && !parent.threadId ? newId('omt_') : parent.threadId;
  return send(world, chat, body, threadOf(parent, thread), () => {
    if (thread && !parent.threadId) changeMessage(world, parent, { threadId: thread });
  });
}

/** Where a reply belongs: the topic, its first message and the answered message. */
export function threadOf(parent: StoredMessage, threadId: string | undefined): Partial<StoredMessage> {
  return { rootId: parent.rootId ?? parent.messageId, parentId: parent.messageId, threadId };
}

function send(
  world: World,
  chat: StoredChat,
  body: Record<string, unknown>,
  place: Partial<StoredMessage>,
  done?: () => void,
): Reply {
  const { uuid } = body;
  if (uuid !== undefined && (typeof uuid !== 'string' || uuid.length > 50)) throw invalidField('uuid');
  const type = textField(body, 'msg_type');
  const content = textField(body, 'content');
  const sent = uuid ? sentBefore(world, uuid) : undefined;
  if (sent) return { data: messageItem(world, sent) };

  const prepared = prepareContent(world, type, content);
  world.limiter.targets([chat.chatId]);
  const message = appendMessage(world, { ...botMessage(world, chat, prepared), ...place });
  if (uuid) world.data.uuids.set(uuid, { messageId: message.messageId, at: world.now().getTime() });
  done?.();
  return { data: messageItem(world, message), created: true };
}

/** The message that was sent with the same uuid, whatever the new content is (docs/develop/feishu.md#calls). */
function sentBefore(world: World, uuid: string): StoredMessage | undefined {
  const { uuids, messages } = world.data;
  const at = world.now().getTime();
  for (const [known, entry] of uuids) {
    if (entry.at > at - UUID_LIFETIME_MS) break; // entries are in order of time
    uuids.delete(known);
  }
  return messages.get(uuids.get(uuid)?.messageId ?? '');
}

function botMessage(world: World, chat: StoredChat, prepared: Prepared): Omit<StoredMessage, 'seq' | 'changeSeq'> {
  return {
    ...prepared,
    messageId: newId('om_'),
    chatId: chat.chatId,
    senderOpenId: world.bot.openId,
    senderIsBot: true,
    createdAt: world.now().toISOString(),
    recalled: false,
    edits: 0,
    earlierButtons: [],
  };
}

/** The message; 231003 when there is none, 230011 when it was recalled. */
export function presentMessage(world: World, messageId: string | undefined): StoredMessage {
  const message = world.data.messages.get(messageId ?? '');
  if (!message) throw new ApiError(231003, 'The message is not found.');
  if (message.recalled) throw new ApiError(230011, 'The message was recalled.');
  return message;
}
