import { refuse, respond, tell } from '../chat/bot.ts';
import { intents } from '../chat/intents.ts';
import { withoutMentions } from '../chat/mentions.ts';
import type { Turn } from '../chat/turn.ts';
import { owe } from '../commands/record.ts';
import type { Acting, Work } from '../commands/work.ts';
import type { Person } from '../domain/contacts.ts';
import { Refusal } from '../domain/errors.ts';
import { toCentre } from '../notices/recipients.ts';
import type { ClickAnswer, Deps, InboxRow, Incoming, Store } from '../ports.ts';
import { bindCard, externalGroup, lostGroup } from '../presenters/bindings.ts';
import { helpCard } from '../presenters/lists.ts';
import { faultText } from '../presenters/words.ts';

export type Heard = Extract<Incoming, { kind: 'message' | 'click' }>;

/**
 * Acts on one inbox row: one unit of work holds the command, everything it owes and the row's done mark. A Refusal
 * rolls it back; its answer and the done mark are stored in a second one.
 */
export async function hear(deps: Deps, row: Pick<InboxRow, 'id' | 'payload'>): Promise<ClickAnswer> {
  const incoming = deps.platform.read(row.payload);
  if (incoming.kind !== 'message' && incoming.kind !== 'click') {
    await deps.transact(async (store) => {
      await notice(workOf(deps, store), incoming);
      await store.finishInbox(row.id);
    });
    return {};
  }
  if (!addressed(incoming)) {
    await deps.transact((store) => store.finishInbox(row.id));
    return {};
  }
  await learnGroup(deps, incoming);
  return answerOnce(deps, row.id, incoming);
}

async function answerOnce(deps: Deps, id: number, incoming: Heard): Promise<ClickAnswer> {
  const inWork = <T>(act: (turn: Turn) => Promise<T>) =>
    deps.transact(async (store) => {
      const answer = await act(await turnOf(deps, workOf(deps, store), incoming));
      await store.finishInbox(id);
      return answer;
    });
  try {
    return await inWork(respond);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    deps.log.info({ code: error.code, inbox: id }, 'refused');
    return inWork((turn) => refuse(turn, error));
  }
}

/** The last attempt failed: the person learns it and the row is closed; `fault` leads to the log. */
export async function admitFailure(deps: Deps, row: Pick<InboxRow, 'id' | 'payload'>, fault: string): Promise<void> {
  const incoming = deps.platform.read(row.payload);
  if ((incoming.kind !== 'message' && incoming.kind !== 'click') || !addressed(incoming)) return;
  await deps.transact(async (store) => {
    const turn = await turnOf(deps, workOf(deps, store), incoming);
    await tell({ ...turn, pressed: false }, faultText(fault));
  });
}

/** In a group only what @s the bot is meant for it; other bots are never answered. */
function addressed(incoming: Heard): boolean {
  if (incoming.kind === 'click') return true;
  return incoming.senderKind === 'user' && (incoming.place === 'private' || incoming.mentionsBot);
}

function workOf({ rules, calendar, clock, newId }: Deps, store: Store): Work {
  return { store, rules, calendar, at: clock.now().toISOString(), newId };
}

/** A group the desk has not met (the bot was added before it ran) is looked up, outside of any transaction. */
async function learnGroup({ transact, platform, log }: Deps, incoming: Heard): Promise<void> {
  if (incoming.kind !== 'message' || incoming.place !== 'group') return;
  if (await transact((store) => store.chat(incoming.chat))) return;
  try {
    const { name, external } = await platform.chat(incoming.chat);
    const chat = { id: incoming.chat, name, external, alive: true, bindings: [] };
    await transact(async (store) => {
      if (!(await store.chat(chat.id))) await store.saveChat(chat);
    });
  } catch (error) {
    log.warn({ error: (error as Error).name }, 'a group could not be looked up');
  }
}

async function turnOf(deps: Deps, work: Work, incoming: Heard): Promise<Turn> {
  const { store } = work;
  const speaker = await speakerOf(deps, store, incoming.sender);
  const group = await store.chat(incoming.chat);
  const row = incoming.kind === 'click' ? await store.rowOfMessage(incoming.message) : undefined;
  const inGroup =
    incoming.kind === 'message' ? incoming.place === 'group' : row ? 'chat' in row.to : Boolean(group?.name);
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

function pressOf({ say, rev, form, message }: Extract<Heard, { kind: 'click' }>) {
  const fields = form && Object.fromEntries(Object.entries(form).map(([name, value]) => [name, String(value)]));
  return { message, text: say, pressed: true, rev, form: fields, mentioned: [], attachments: [] };
}

async function speechOf(deps: Deps, store: Store, incoming: Extract<Heard, { kind: 'message' }>) {
  const { message, attachments, mentions, unreadable } = incoming;
  const found = await Promise.all(mentions.map(({ openId }) => speakerOf(deps, store, openId)));
  const mentioned = found.filter((person): person is Person => person !== undefined);
  return {
    message,
    text: withoutMentions(incoming.text, mentions),
    pressed: false,
    mentioned,
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

/** Identity is the platform's user id; the first administrators need no roster row (DESIGN §1). */
async function speakerOf(deps: Deps, store: Store, openId: string): Promise<Person | undefined> {
  const person = await store.personByOpenId(openId);
  if (!deps.administrators.includes(openId)) return person;
  const known = person ?? { id: `admin:${openId}`, openId, name: '系统管理员', memberships: [] };
  return { ...known, memberships: [...known.memberships, { role: 'administrator' }] };
}

/** What is no utterance: the bot joins or leaves a group, a person opens the private chat. */
async function notice(work: Work, incoming: Exclude<Incoming, Heard>): Promise<void> {
  const { store, rules } = work;
  const acting: Acting = { from: { source: 'chat' } };
  switch (incoming.kind) {
    case 'bot_added': {
      const { chat: id, name, external } = incoming;
      await store.saveChat({ id, name, external, alive: true, bindings: [] });
      const lost = external ? await store.unbind(id) : [];
      for (const one of lost.length > 0 ? await toCentre(store, lostGroup(name, lost, rules)) : [])
        await owe(work, acting, one);
      const message = external ? externalGroup() : bindCard(rules);
      return owe(work, acting, { to: { chat: id }, message, atOnce: true });
    }
    case 'bot_removed': {
      const known = await store.chat(incoming.chat);
      if (known) await store.saveChat({ ...known, alive: false });
      return;
    }
    case 'private_opened': {
      if (await store.chat(incoming.chat)) return;
      await store.saveChat({ id: incoming.chat, name: '', external: false, alive: true, bindings: [] });
      const message = helpCard(await store.personByOpenId(incoming.sender), 'private', intents);
      return owe(work, acting, { to: { person: incoming.sender }, message, atOnce: true });
    }
    case 'other':
      return;
    default:
      return incoming satisfies never;
  }
}
