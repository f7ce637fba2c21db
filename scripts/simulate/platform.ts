import type { Message } from '../../src/domain/message.ts';
import type { Instant } from '../../src/domain/time/instant.ts';
import type { Incoming, Platform } from '../../src/ports/platform.ts';
import type { OutboxRow } from '../../src/ports/queues.ts';

/** One message as it went out. */
export interface Sending {
  at: Instant;
  /** Chat id or open_id. */
  to: string;
  inGroup: boolean;
  /** Its title without number, group and day, such as 今日办理提醒; 通知 for plain words. */
  kind: string;
  slot?: OutboxRow['slot'];
  /** Its reader did something at this very moment. */
  own: boolean;
  /** The appeal it is about, and all that it names by their whole number. */
  appeal?: string;
  named: string[];
  /** The whole message, to find the same one again. */
  content: string;
}

export function sendingOf(
  { to, message, slot, appeal }: OutboxRow,
  at: Instant,
  isActing: (openId: string) => boolean,
): Sending {
  const inGroup = 'chat' in to;
  const address = inGroup ? to.chat : to.person;
  const content = JSON.stringify(message);
  const named = [...new Set(content.match(/[A-Z]+\d{8}-\d{3,}/g))];
  return { at, to: address, inGroup, kind: kindOf(message), slot, own: isActing(address), appeal, named, content };
}

function kindOf(message: Message): string {
  if (message.kind === 'text') return '通知';
  return /^[^\s·（(：:\dA-Za-z]+/.exec(message.title)?.[0] ?? message.title;
}

/** Takes everything, at once. */
export function willingPlatform(): Platform {
  let count = 0;
  const take = async (chatId: string) => {
    count += 1;
    return { messageId: `om_${count}`, chatId };
  };
  return {
    senderOf: () => undefined,
    read: (payload) => JSON.parse(payload) as Incoming,
    send: (to) => take('chat' in to ? to.chat : `oc_p2p_${to.person}`),
    reply: (to) => take(to.message),
    update: async () => undefined,
    chat: async (id) => ({ name: id, external: false }),
    openIdsByMobile: async () => new Map(),
    botOpenId: async () => 'ou_bot',
  };
}
