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

/** What arrived, in our words. `read` of the platform makes it from a stored payload; unknown kinds are `other`. */
export type Incoming =
  | {
      kind: 'message';
      message: string;
      chat: string;
      place: 'private' | 'group';
      sender: string;
      /** Messages of a `bot` are kept but never answered. */
      senderKind: 'user' | 'bot';
      at: Instant;
      /** Still contains placeholders of mentions; @所有人 is removed. */
      text: string;
      mentions: IncomingMention[];
      mentionsBot: boolean;
      parent?: string;
      root?: string;
      thread?: string;
      attachments: Attachment[];
      /** Names what cannot be read (sticker, location, …); else absent. */
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
  /** `odd`: of a kind that we handle, but in an unknown shape. */
  | { kind: 'other'; type: string; odd?: true };

// ---------------------------------------------------------------- what we ask of the platform

/**
 * What to do about a failed call (docs/develop/feishu.md#errors). `unknown` means: no answer, so the call may have
 * succeeded.
 */
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
  /** The wait is only for this recipient: others can be written to in the meantime. */
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
  /**
   * open_id of the person who sent this payload, without reading the rest; undefined when the sender is not a person.
   */
  senderOf(payload: string): string | undefined;
  /** All calls below throw PlatformError. */
  send(to: Recipient, message: Message, uuid: string): Promise<Sent>;
  reply(to: { message: string; inThread: boolean }, message: Message, uuid: string): Promise<Sent>;
  update(messageId: string, card: Card): Promise<void>;
  chat(id: string): Promise<{ name: string; external: boolean }>;
  /** mobile → open_id, for mobiles that the platform knows; asks in batches of 50. */
  openIdsByMobile(mobiles: string[]): Promise<Map<string, string>>;
  /** The bot's own open_id. */
  botOpenId(): Promise<string>;
}

/** What goes back to Feishu for a press: a toast and, when the card changed, the new one. */
export type ClickAnswer = {
  toast?: { type: 'info' | 'success' | 'error' | 'warning'; content: string };
} & PressedCard;

/** In a group everybody sees the card that one member pressed, so it must be a `GroupCard`. */
type PressedCard = { card?: undefined } | { place: 'private'; card?: Card } | { place: 'group'; card?: GroupCard };
