import type { Json } from '../cards/cardProblem.ts';
import { ApiError } from '../errors.ts';
import { type Call, pageOf, type Reply } from '../http/call.ts';
import { findPerson, TENANT_KEY } from '../ids.ts';
import type { StoredChat } from '../state.ts';
import type { World } from '../world.ts';

/** `GET im/v1/chats/:id` */
export function getChat({ world, params }: Call): Reply {
  const chat = visibleChat(world, params[0]);
  return {
    data: {
      ...summary(chat),
      chat_mode: chat.kind === 'private' ? 'p2p' : 'group',
      chat_type: 'private',
      group_message_type: 'chat',
      owner_id_type: 'open_id',
      user_count: String(chat.members.length),
      bot_count: chat.botIsMember ? '1' : '0',
    },
  };
}

/** `GET im/v1/chats`: the groups the bot is in. */
export function listChats({ world, query }: Call): Reply {
  const groups = [...world.data.chats.values()].filter(
    ({ kind, botIsMember, dissolved }) => kind === 'group' && botIsMember && !dissolved,
  );
  return { data: pageOf(groups.map(summary), query) };
}

/** `GET im/v1/chats/:id/members`: people only, as on the platform. */
export function listMembers({ world, params, query }: Call): Reply {
  const { members } = visibleChat(world, params[0]);
  const items = members.map((id) => ({
    member_id_type: 'open_id',
    member_id: id,
    name: findPerson(world.people, id)?.name ?? id,
    tenant_key: TENANT_KEY,
  }));
  return { data: { ...pageOf(items, query), member_total: items.length } };
}

function summary(chat: StoredChat): Json {
  return {
    chat_id: chat.chatId,
    avatar: '',
    name: chat.name,
    description: '',
    owner_id: chat.ownerId,
    owner_id_type: 'open_id',
    external: chat.external,
    tenant_key: TENANT_KEY,
    chat_status: chat.dissolved ? 'dissolved' : 'normal',
  };
}

function visibleChat(world: World, chatId: string | undefined): StoredChat {
  const chat = world.data.chats.get(chatId ?? '');
  if (!chat) throw new ApiError(232006, 'Your request specifies a chat_id which is invalid.');
  if (!chat.botIsMember && !chat.dissolved) throw new ApiError(232011, 'Operator can NOT be out of the chat.');
  return chat;
}
