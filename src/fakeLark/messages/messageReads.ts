import { writableChat } from '../chats/chatAccess.ts';
import { ApiError } from '../errors.ts';
import type { Call, Reply } from '../http/call.ts';
import type { StoredMessage } from '../state.ts';
import type { World } from '../world.ts';
import { messageItem } from './messageItem.ts';

/**
 * `GET im/v1/messages/:id`; group messages that do not mention the bot need the sensitive scope
 * (docs/develop/feishu.md#messages).
 */
export function getMessage({ world, params }: Call): Reply {
  const message = readableMessage(world, params[0]);
  return { data: { items: [messageItem(world, message)] } };
}

/** `GET im/v1/messages/:id/resources/:key?type=image|file` */
export async function getResource({ world, params, query }: Call): Promise<Reply> {
  const message = readableMessage(world, params[0]);
  const file = world.data.files.get(params[1] ?? '');
  if (query.get('type') !== 'image' && query.get('type') !== 'file') {
    throw new ApiError(234001, 'Invalid request param.');
  }
  if (!file || !message.resources.includes(file.key)) {
    throw new ApiError(234003, 'File not in msg.');
  }
  const contentType = file.kind === 'image' ? 'image/png' : 'application/octet-stream';
  return { bytes: await world.bytes.get(file), contentType };
}

function readableMessage(world: World, messageId: string | undefined): StoredMessage {
  const message = world.data.messages.get(messageId ?? '');
  if (!message) throw new ApiError(231003, 'The message is not found.');
  const chat = writableChat(world, message.chatId);
  const heard = message.senderIsBot || chat.kind === 'private' || message.eventId !== undefined;
  if (!heard && !world.hearsEverything) {
    throw new ApiError(230027, 'Lack of necessary permissions, ext=need scope: im:message.group_msg');
  }
  return message;
}
