import type { SandboxChat, SandboxMessage, SandboxPerson } from '../../fakeLark/api.ts';
import { cardLines } from './cardReading.ts';
import { previewOf } from './messageText.ts';

/** What really stands in the chats, as far as a tour must know. */
export interface TourWorld {
  specialist: string;
  people: SandboxPerson[];
  chats: SandboxChat[];
  messagesOf: (chatId: string) => SandboxMessage[];
  openChat: string;
}

/** Who a tour is played by, and what of their private chat is too old to count. */
type Since = { fromSeq: number };

export const appealCode = /[A-Z]{2}\d{8}-\d{3,}/;

/** The demo specialist who sends the sample: 沈巷镇's, else any. */
export function findSpecialist(people: SandboxPerson[]): SandboxPerson | undefined {
  const specialists = people.filter((person) => /专员/.test(person.label + person.name));
  return specialists.find((person) => /沈巷/.test(person.label + person.name)) ?? specialists[0];
}

export function privateChat(chats: SandboxChat[], openId: string): SandboxChat | undefined {
  return chats.find((chat) => chat.kind === 'private' && chat.members.includes(openId));
}

/** The first thing the specialist wrote since then. */
export function ownMessage(since: Since, world: TourWorld): SandboxMessage | undefined {
  return privateMessages(since, world).find((message) => message.senderOpenId === world.specialist);
}

/** The number the bot gave to what was sent; its greeting holds numbers, too, but only as examples. */
export function codeGiven(since: Since, world: TourWorld): string | undefined {
  const from = ownMessage(since, world)?.seq ?? Number.POSITIVE_INFINITY;
  const said = privateMessages(since, world).filter((message) => message.senderIsBot && message.seq > from);
  return said.map((message) => appealCode.exec(readable(message))?.[0]).find(Boolean);
}

function privateMessages({ fromSeq }: Since, world: TourWorld): SandboxMessage[] {
  const chat = privateChat(world.chats, world.specialist);
  return chat ? world.messagesOf(chat.chatId).filter((message) => message.seq > fromSeq) : [];
}

/** All a reader sees of a message, in one line. */
export function readable(message: SandboxMessage): string {
  return linesOf(message).join(' ');
}

/** The same, one entry per element of a card. */
export function linesOf(message: SandboxMessage): string[] {
  if (message.type === 'interactive') return cardLines(message.content, () => undefined);
  return [previewOf(message, () => undefined)];
}

/** The newest sequence in the specialist's private chat. */
export function newest(world: TourWorld): number {
  const chat = privateChat(world.chats, world.specialist);
  const seqs = chat ? world.messagesOf(chat.chatId).map((message) => message.seq) : [];
  return Math.max(0, ...seqs);
}
