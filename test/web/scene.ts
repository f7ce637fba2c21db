import type { Block } from '../../src/domain/message.ts';
import type { SandboxMessage } from '../../src/fakeLark/api.ts';
import { cardJson } from '../../src/platform/lark/card.ts';
import type { TourWorld } from '../../src/web/lib/talk.ts';

/** The number of the appeal that the tours are about. */
export const code = 'JJ20261120-003';
const person = (openId: string, name: string) => ({ openId, name, mobile: '13900000001', label: name });
const chat = { botIsMember: true, external: false, lastSeq: 0 };

/** A sandbox with a few people, their private chats and a group, where the test says what was written. */
export function scene() {
  const written = new Map<string, SandboxMessage[]>();
  const world: TourWorld = {
    specialist: 'ou_s',
    people: [
      person('ou_s', '沈巷镇专员'),
      person('ou_l', '联络员'),
      person('ou_d', '区发改委分管负责同志'),
      person('ou_h', '区发改委主要负责人'),
      person('ou_c', '服务中心工作人员甲'),
      person('ou_w', '服务中心值班员'),
    ],
    chats: [
      { ...chat, chatId: 'oc_s', name: '诉求管家', kind: 'private', members: ['ou_s'] },
      { ...chat, chatId: 'oc_g', name: '获得电力专班', kind: 'group', members: ['ou_l', 'ou_d'] },
      { ...chat, chatId: 'oc_l', name: '联络员', kind: 'private', members: ['ou_l'] },
      { ...chat, chatId: 'oc_h', name: '区发改委主要负责人', kind: 'private', members: ['ou_h'] },
      { ...chat, chatId: 'oc_c', name: '区为企服务中心', kind: 'group', members: ['ou_c', 'ou_w'] },
    ],
    messagesOf: (chatId) => written.get(chatId) ?? [],
    openChat: 'oc_s',
  };
  let seq = 0;
  const write = (chatId: string, change: Partial<SandboxMessage>) => {
    seq += 1;
    const base = { messageId: `om_${seq}`, seq, chatId, senderOpenId: 'ou_bot', senderIsBot: true, recalled: false };
    const message = { ...base, createdAt: '2026-11-20T01:12:00Z', type: 'text', content: {}, mentions: [], ...change };
    const others = world.messagesOf(chatId).filter((each) => each.messageId !== message.messageId);
    written.set(chatId, [...others, message as SandboxMessage]);
  };
  const writeCard = (chatId: string, title: string, blocks: Block[], messageId?: string) =>
    write(chatId, {
      type: 'interactive',
      content: cardJson({ kind: 'card', title, tone: 'blue', blocks }),
      ...(messageId ? { messageId } : {}),
    });
  return { world, write, writeCard };
}
