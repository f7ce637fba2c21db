import type { NewGroup } from '../api.ts';
import { memberChat, speaker } from '../control/controlAccess.ts';
import { ControlRefusal } from '../errors.ts';
import { type ChatEvent, chatChanged, privateChatEntered } from '../events/events.ts';
import { findPerson, newId } from '../ids.ts';
import type { StoredChat } from '../state.ts';
import type { InitialChat, World } from '../world.ts';
import { addChat } from './chatAccess.ts';

/** Somebody creates a group with the bot in it; the bot is told. Answers with the chat id. */
export function createGroup(world: World, { as, name, members, external = false }: NewGroup): { chatId: string } {
  const person = speaker(world, as);
  if (!name?.trim()) throw new ControlRefusal('请填写群名称。');
  const unknown = members.find((id) => !findPerson(world.people, id));
  if (unknown) throw new ControlRefusal(`没有 ${unknown} 这个人员。`);
  const everybody = [...new Set([person.openId, ...members])];
  const chat = groupChat({ chatId: newId('oc_'), name: name.trim(), members: everybody, botIsMember: true, external });
  addChat(world, chat);
  tell(world, 'im.chat.member.bot.added_v1', chat, as);
  return { chatId: chat.chatId };
}

export function addBot(world: World, chatId: string, as: string): void {
  const chat = group(world, chatId, as);
  if (chat.botIsMember) throw new ControlRefusal('机器人已在群里。', 409);
  update(world, chat, { botIsMember: true });
  tell(world, 'im.chat.member.bot.added_v1', chat, as);
}

export function removeBot(world: World, chatId: string, as: string): void {
  const chat = group(world, chatId, as);
  if (!chat.botIsMember) throw new ControlRefusal('机器人不在群里。', 409);
  update(world, chat, { botIsMember: false });
  tell(world, 'im.chat.member.bot.deleted_v1', chat, as);
}

export function disband(world: World, chatId: string, as: string): void {
  const chat = group(world, chatId, as);
  const botWasMember = chat.botIsMember;
  update(world, chat, { dissolved: true, botIsMember: false });
  if (botWasMember) tell(world, 'im.chat.disbanded_v1', chat, as);
}

/** A person opens the private chat with the bot. */
export function enterPrivateChat(world: World, as: string): { chatId: string } {
  const chat = memberChat(world, speaker(world, as), 'bot');
  world.sender.send(privateChatEntered(world, chat, as), chat.chatId);
  return { chatId: chat.chatId };
}

/** Adds the groups that the fake Feishu starts with; existing ones stay as they are. */
export function addInitialChats(world: World): void {
  for (const initial of world.initialChats) {
    if (!world.data.chats.has(initial.chatId)) addChat(world, groupChat(initial));
  }
}

function groupChat({ chatId, name, members, botIsMember, external }: InitialChat): StoredChat {
  const ownerId = members[0] ?? '';
  const chat = { chatId, name, kind: 'group' as const, members, botIsMember, external };
  return { ...chat, ownerId, lastSeq: 0, dissolved: false, messageIds: [] };
}

function group(world: World, chatId: string, as: string): StoredChat {
  const chat = memberChat(world, speaker(world, as), chatId);
  if (chat.kind !== 'group') throw new ControlRefusal('私聊没有这项操作。');
  return chat;
}

function update(world: World, chat: StoredChat, change: Partial<StoredChat>): void {
  Object.assign(chat, change);
  world.changed();
  world.push({ type: 'chat', chatId: chat.chatId });
}

function tell(world: World, type: ChatEvent, chat: StoredChat, by: string): void {
  world.sender.send(chatChanged(world, type, chat, by), chat.chatId);
}
