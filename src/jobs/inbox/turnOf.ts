import { withoutMentions } from '../../chat/reading/mentions.ts';
import type { Turn } from '../../chat/turn.ts';
import type { Acting, Work } from '../../commands/shared/work.ts';
import type { Chat } from '../../domain/chats.ts';
import type { Person } from '../../domain/people/contacts.ts';
import { withoutExpiredPosts } from '../../domain/people/substitutes.ts';
import { tidied, tidiedName } from '../../domain/texts/received.ts';
import { chinaDate } from '../../domain/time/chinaTime.ts';
import { withFellows } from '../../notices/holders.ts';
import type { Deps } from '../../ports/index.ts';
import type { Incoming } from '../../ports/platform.ts';
import type { OutboxRow } from '../../ports/queues.ts';
import type { Store } from '../../ports/store.ts';

export type Heard = Extract<Incoming, { kind: 'message' | 'click' }>;

/** Nobody @s more people about one appeal; each is looked up. */
const mostMentioned = 50;

/**
 * Who speaks or presses, where, on which appeal: what `bot.respond` answers. Nothing in the payload is believed, and
 * every word in it is tidied here, before anything reads it.
 */
export async function turnOf(deps: Deps, work: Work, incoming: Heard): Promise<Turn> {
  const { store } = work;
  const known = await speakerOf(deps, store, incoming.sender);
  const speaker = known && (await withFellows(store, work.rules, known));
  const chat = await store.chat(incoming.chat);
  const row = incoming.kind === 'click' ? await store.rowOfMessage(incoming.message) : undefined;
  const inGroup = incoming.kind === 'message' ? incoming.place === 'group' : isGroup(chat, row);
  const group = inGroup ? chat : undefined;
  const from = { chat: incoming.chat, message: incoming.message, group: inGroup || undefined };
  const common = {
    work,
    openId: incoming.sender,
    speaker,
    place: inGroup ? 'group' : 'private',
    chat: incoming.chat,
  } as const;
  if (incoming.kind === 'click') {
    const acting: Acting = { person: speaker, from: { source: 'card', ...from } };
    const quoted = await store.appealOfMessage(incoming.message);
    return { ...common, ...pressOf(incoming), acting, group, quoted, quotedSlot: row?.slot };
  }
  const acting: Acting = { person: speaker, from: { source: 'chat', ...from } };
  return { ...common, ...(await speechOf(deps, store, incoming)), acting, group, ...(await quotedBy(store, incoming)) };
}

/** Of a card the desk sent it knows where it went; a chat it does not know to be private counts as a group. */
function isGroup(chat: Chat | undefined, row: OutboxRow | undefined): boolean {
  return row ? 'chat' in row.to : !chat?.isPrivate;
}

function pressOf({ say, rev, form, message }: Extract<Heard, { kind: 'click' }>) {
  const fields = Object.entries(form ?? {}).map(([name, value]) => [tidiedName(name), tidied(String(value))]);
  const filled = form && Object.fromEntries(fields);
  return { message, text: tidied(say), pressed: true, rev, form: filled, mentioned: [], unknown: [], attachments: [] };
}

async function speechOf(deps: Deps, store: Store, incoming: Extract<Heard, { kind: 'message' }>) {
  const { message, unreadable } = incoming;
  const mentions = incoming.mentions.map((one) => ({ ...one, name: tidiedName(one.name) }));
  const attachments = incoming.attachments.map((one) => (one.name ? { ...one, name: tidiedName(one.name) } : one));
  const people = [...new Set(mentions.map(({ openId }) => openId))].slice(0, mostMentioned);
  const found = await Promise.all(people.map((openId) => speakerOf(deps, store, openId)));
  const mentioned = found.filter((person): person is Person => person !== undefined);
  const unknown = mentions.flatMap(({ name }, index) => (found[index] ? [] : [name]));
  return {
    message,
    text: withoutMentions(tidied(incoming.text), mentions),
    pressed: false,
    mentioned,
    unknown,
    attachments,
    unreadable,
  };
}

async function quotedBy(store: Store, { parent, root }: Extract<Heard, { kind: 'message' }>) {
  for (const message of [parent, root]) {
    const quoted = message && (await store.appealOfMessage(message));
    if (quoted) return { quoted, quotedSlot: (await store.rowOfMessage(message))?.slot };
  }
  return {};
}

/**
 * Identity is the platform's user id; the first administrators need no roster row
 * (docs/operate/going-live.md#administrators). What somebody held for another is over with its day, also when the bot
 * stood still then.
 */
async function speakerOf(deps: Deps, store: Store, openId: string): Promise<Person | undefined> {
  const found = await store.personByOpenId(openId);
  const person = found && withoutExpiredPosts(found, { before: chinaDate(deps.clock.now()) });
  if (!deps.administrators.includes(openId)) return person;
  const known = person ?? { id: `admin:${openId}`, openId, name: '系统管理员', memberships: [] };
  return { ...known, memberships: [...known.memberships, { role: 'administrator' }] };
}
