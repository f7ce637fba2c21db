import type { Card, Message } from '../../src/domain/message.ts';
import { type Incoming, type Platform, PlatformError, type Sent } from '../../src/ports/platform.ts';
import type { Recipient } from '../../src/ports/queues.ts';
import { mentionedIn } from './cardText.ts';

/** One message as its readers have it now. */
export interface Delivered extends Sent {
  to: string;
  message: Message;
  /** How often the card was redrawn. */
  updates: number;
  replyTo?: string;
}

/** What somebody saw at some time: messages, what became of them, answers to presses. */
export interface Shown {
  to: string;
  message?: Message;
  toast?: string;
}

/** A platform in memory: the same promises as the real one (a repeated uuid creates nothing), and nothing else. */
export class FakePlatform implements Platform {
  readonly delivered: Delivered[] = [];
  /** Everything that was ever sent, drawn again or answered, in its order. */
  readonly shown: Shown[] = [];
  /** Set to make every call fail. */
  down = false;
  /** open_ids the platform does not know: a card that @s one is refused (230099 / 100290). */
  readonly unknownPeople = new Set<string>();
  /** open_ids outside of the app's range (230013). */
  readonly unreachable = new Set<string>();
  /** Groups the bot is in no more. */
  readonly gone = new Set<string>();
  readonly mobiles = new Map<string, string>();
  readonly chats = new Map<string, { name: string; external: boolean }>();
  private readonly byUuid = new Map<string, Delivered>();

  read(payload: string): Incoming {
    return JSON.parse(payload) as Incoming;
  }

  senderOf(payload: string): string | undefined {
    return (JSON.parse(payload) as { sender?: string }).sender;
  }

  async send(to: Recipient, message: Message, uuid: string): Promise<Sent> {
    return this.deliver('chat' in to ? to.chat : to.person, message, uuid);
  }

  async reply(to: { message: string }, message: Message, uuid: string): Promise<Sent> {
    const chat = this.chatOf.get(to.message) ?? '';
    const sent = this.deliver(chat, message, uuid);
    sent.replyTo = to.message;
    return sent;
  }

  async update(messageId: string, card: Card): Promise<void> {
    this.mustBeUp();
    const found = this.delivered.find((one) => one.messageId === messageId);
    if (!found) throw new PlatformError('target-gone', `no message ${messageId}`);
    found.message = card;
    found.updates += 1;
    this.shown.push({ to: found.to, message: card });
  }

  async chat(id: string) {
    return this.chats.get(id) ?? { name: id, external: false };
  }

  async openIdsByMobile(mobiles: string[]): Promise<Map<string, string>> {
    return new Map(
      mobiles.flatMap((mobile) => (this.mobiles.has(mobile) ? [[mobile, this.mobiles.get(mobile) ?? '']] : [])),
    );
  }

  async botOpenId(): Promise<string> {
    return 'ou_bot';
  }

  /** Chats of the messages people wrote, so that a reply finds its place. */
  readonly chatOf = new Map<string, string>();

  private deliver(to: string, message: Message, uuid: string): Delivered {
    this.mustBeUp();
    if (this.gone.has(to)) throw new PlatformError('chat-gone', 'bot not in chat', { code: 230002 });
    if (this.unreachable.has(to)) throw new PlatformError('unreachable', 'outside the range', { code: 230013 });
    if (mentionedIn(message).some((openId) => this.unknownPeople.has(openId)))
      throw new PlatformError('mention', 'unknown person', { code: 230099 });
    const known = this.byUuid.get(uuid);
    if (known) return known;
    const messageId = `om_${this.delivered.length + 1}`;
    const one: Delivered = { messageId, chatId: to.startsWith('oc_') ? to : `oc_p2p_${to}`, to, message, updates: 0 };
    this.delivered.push(one);
    this.shown.push({ to, message });
    this.byUuid.set(uuid, one);
    return one;
  }

  private mustBeUp(): void {
    if (this.down) throw new PlatformError('retry', 'the platform is down');
  }
}
