import type { Attachment } from '../domain/appeal/parts.ts';
import type { Card, Message } from '../domain/message.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { GroupCard } from '../presenters/group/groupMessage.ts';
import type { Recipient } from './queues.ts';

// ---------------------------------------------------------------- what the platform tells us

export interface IncomingMention {
  /** Placeholder inside the text, such as `@_user_1`. */
  key: string;
  openId: string;
  name: string;
}

/** What arrived, in our words. `reads` of the platform makes it from a stored payload; unknown kinds are `other`. */
export type Incoming =
  | {
      kind: 'message';
      message: string;
      chat: string;
      place: 'private' | 'group';
      sender: string;
      /** `bot` messages are kept but never answered. */
      senderKind: 'user' | 'bot';
      at: Instant;
      /** Placeholders of mentions are still inside; @所有人 is removed. */
      text: string;
      mentions: IncomingMention[];
      mentionsBot: boolean;
      parent?: string;
      root?: string;
      thread?: string;
      attachments: Attachment[];
      /** What cannot be read (sticker, location, …), else absent. */
      unreadable?: string;
    }
  | {
      kind: 'click';
      sender: string;
      chat: string;
      message: string;
      say: string;
      rev?: number;
      form?: Record<string, string | string[]>;
    }
  | { kind: 'bot_added'; chat: string; name: string; external: boolean; operator: string }
  | { kind: 'bot_removed'; chat: string }
  | { kind: 'private_opened'; chat: string; sender: string }
  /** `odd`: of a kind we act on, but in no shape that we know. */
  | { kind: 'other'; type: string; odd?: true };

// ---------------------------------------------------------------- what we ask of the platform

/** What to do about a failed call (docs/develop/feishu.md#errors). `unknown` means: no answer, it may have happened. */
export type FailureClass =
  | 'retry'
  | 'token'
  | 'alert'
  | 'chat-gone'
  | 'unreachable'
  | 'target-gone'
  | 'content'
  | 'mention'
  | 'unknown';

type PlatformErrorFacts = Partial<Pick<PlatformError, 'code' | 'retryAfterMs' | 'ownLimit'>>;

export class PlatformError extends Error {
  override name = 'PlatformError';
  readonly failure: FailureClass;
  readonly code?: number;
  /** Wait at least this long before the next call, ms. */
  readonly retryAfterMs?: number;
  /** That wait is this recipient's alone: others may be written to meanwhile. */
  readonly ownLimit?: boolean;

  constructor(failure: FailureClass, message: string, facts: PlatformErrorFacts = {}) {
    super(message);
    this.failure = failure;
    this.code = facts.code;
    this.retryAfterMs = facts.retryAfterMs;
    this.ownLimit = facts.ownLimit;
  }
}

export interface Sent {
  messageId: string;
  chatId: string;
}

export interface Platform {
  /** Turns a stored payload into our words, whatever it is; throws only while the bot's own id is not known. */
  read(payload: string): Incoming;
  /** open_id of the person who sent this payload, without looking at what he said; undefined when it was no person. */
  senderOf(payload: string): string | undefined;
  /** All calls below throw PlatformError. */
  send(to: Recipient, message: Message, uuid: string): Promise<Sent>;
  reply(to: { message: string; inThread: boolean }, message: Message, uuid: string): Promise<Sent>;
  update(messageId: string, card: Card): Promise<void>;
  chat(id: string): Promise<{ name: string; external: boolean }>;
  /** mobile → open_id for those the platform knows; asks in batches of 50. */
  openIdsByMobile(mobiles: string[]): Promise<Map<string, string>>;
  /** The bot's own open_id. */
  botOpenId(): Promise<string>;
}

/** What goes back to Feishu for a press: a toast and, when the card changed, the new one. */
export type ClickAnswer = {
  toast?: { type: 'info' | 'success' | 'error' | 'warning'; content: string };
} & PressedCard;

/** In a group everybody sees the card that one of them pressed. */
type PressedCard = { card?: undefined } | { place: 'private'; card?: Card } | { place: 'group'; card?: GroupCard };
