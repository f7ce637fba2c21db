import { ApiError } from '../errors.ts';
import { findPerson, privateChatId, userIds } from '../ids.ts';
import type { StoredChat } from '../state.ts';
import type { World } from '../world.ts';

/** The chat, when the bot may write to it; 230002 or 232009 otherwise. */
export function writableChat(world: World, chatId: string): StoredChat {
  const chat = world.data.chats.get(chatId);
  if (chat?.dissolved) throw new ApiError(232009, 'Your request specifies a chat which has already been dissolved.');
  if (!chat?.botIsMember) throw new ApiError(230002, 'Bot/User can NOT be out of the chat.');
  return chat;
}

/** The chat a new message goes to; docs/develop/feishu.md#calls. */
export function receivingChat(world: World, type: string | null, id: string): StoredChat {
  switch (type) {
    case 'chat_id':
      return writableChat(world, id);
    case 'open_id':
      return privateChat(world, id);
    case 'union_id': {
      const person = world.people.find(({ openId }) => userIds(openId).union_id === id);
      return privateChat(world, person?.openId ?? id);
    }
    case 'user_id':
      throw new ApiError(99992360, `The request you send is not a valid {user_id} or not exists, example value: ${id}`);
    case 'email':
      throw new ApiError(230034, 'The receive_id is invalid.');
    default:
      throw new ApiError(99992402, 'field validation failed: receive_id_type');
  }
}

/** The person's chat with the bot, created when first needed; 99992351 for an unknown person. */
export function privateChat(world: World, openId: string): StoredChat {
  const chatId = privateChatId(openId);
  const found = world.data.chats.get(chatId);
  if (found) return found;
  const person = findPerson(world.people, openId);
  if (!person) throw new ApiError(99992351, `The request you send is not a valid {open_id} or not exists: ${openId}`);
  const chat: StoredChat = {
    chatId,
    name: person.name,
    kind: 'private',
    members: [openId],
    botIsMember: true,
    external: false,
    lastSeq: 0,
    ownerId: openId,
    dissolved: false,
    messageIds: [],
  };
  addChat(world, chat);
  return chat;
}

export function addChat(world: World, chat: StoredChat): void {
  world.data.chats.set(chat.chatId, chat);
  world.changed();
  world.push({ type: 'chat', chatId: chat.chatId });
}
