import type { SandboxPerson } from '../api.ts';
import { privateChat } from '../chats/chatAccess.ts';
import { ControlRefusal } from '../errors.ts';
import { findPerson, privateChatId } from '../ids.ts';
import type { StoredChat, StoredMessage } from '../state.ts';
import type { World } from '../world.ts';

/** The demo person who acts. */
export function speaker(world: World, openId: string): SandboxPerson {
  const person = findPerson(world.people, openId);
  if (!person) throw new ControlRefusal('没有这个演示人员。', 404);
  return person;
}

/** The chat, when this person is in it; `bot` means the person's own chat with the bot. */
export function memberChat(world: World, person: SandboxPerson, chatId: string): StoredChat {
  if (chatId === 'bot' || chatId === privateChatId(person.openId)) return privateChat(world, person.openId);
  const chat = world.data.chats.get(chatId);
  if (!chat || chat.dissolved) throw new ControlRefusal('没有这个会话，或群已解散。', 404);
  if (!chat.members.includes(person.openId)) throw new ControlRefusal(`${person.name}不在这个会话里。`, 403);
  return chat;
}

/** A message that is still there, in a chat of this person. */
export function visibleMessage(world: World, person: SandboxPerson, messageId: string): StoredMessage {
  const message = world.data.messages.get(messageId);
  if (!message) throw new ControlRefusal('没有这条消息。', 404);
  memberChat(world, person, message.chatId);
  if (message.recalled) throw new ControlRefusal('这条消息已撤回。');
  return message;
}
