import type { Faults, SandboxCall, SandboxPerson, SandboxPush } from './api.ts';
import type { CardFacts } from './cards/cardPeople.ts';
import type { WebhookSender } from './events/webhookSender.ts';
import type { Limiter } from './http/rateLimit.ts';
import type { Tokens } from './http/tokens.ts';
import type { FileBytes } from './messages/fileBytes.ts';
import type { Data, StoredMessage } from './state.ts';

export interface InitialChat {
  chatId: string;
  name: string;
  members: string[];
  botIsMember: boolean;
  external: boolean;
}

interface CardToken {
  messageId: string;
  expiresAt: number;
  usesLeft: number;
  /** False while the click is not answered: an update then falls back to the old card. */
  answered: boolean;
}

/** Everything one running fake Feishu consists of; handed to each function as its first argument. */
export interface World {
  now(): Date;
  setNow?: (at: Date) => void;
  /** While time is being moved: the target time. */
  movingTo?: string;
  appId: string;
  appSecret: string;
  verificationToken: string;
  bot: { openId: string; name: string };
  people: readonly SandboxPerson[];
  initialChats: readonly InitialChat[];
  hearsEverything: boolean;
  data: Data;
  bytes: FileBytes;
  tokens: Tokens;
  limiter: Limiter;
  sender: WebhookSender;
  faults: Faults;
  cardTokens: Map<string, CardToken>;
  calls: SandboxCall[];
  /** To call when something that survives a restart has changed. */
  changed(): void;
  push(event: SandboxPush): void;
  subscribe(listener: (event: SandboxPush) => void): () => void;
}

export function cardFacts(world: World): CardFacts {
  return {
    knowsPerson: (id) => id === world.bot.openId || world.people.some(({ openId }) => openId === id),
    knowsImage: (key) => world.data.files.get(key)?.kind === 'image',
  };
}

/** Puts a new message at the end of its chat and tells the watchers. */
export function appendMessage(world: World, message: Omit<StoredMessage, 'seq' | 'changeSeq'>): StoredMessage {
  const { data } = world;
  data.seq += 1;
  const stored = { ...message, seq: data.seq, changeSeq: data.seq };
  data.messages.set(stored.messageId, stored);
  const chat = data.chats.get(stored.chatId);
  chat?.messageIds.push(stored.messageId);
  if (chat) chat.lastSeq = data.seq;
  world.changed();
  world.push({ type: 'message', chatId: stored.chatId, seq: data.seq });
  return stored;
}

/** Changes a message in place and tells the watchers. */
export function changeMessage(world: World, message: StoredMessage, change: Partial<StoredMessage>): void {
  world.data.seq += 1;
  Object.assign(message, change, { changeSeq: world.data.seq, updatedAt: world.now().toISOString() });
  world.changed();
  world.push({ type: 'message', chatId: message.chatId, seq: world.data.seq });
}
