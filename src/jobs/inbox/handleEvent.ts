import { ReadFirst } from '../../chat/beside.ts';
import { refuse, respond, tell } from '../../chat/bot.ts';
import { intents } from '../../chat/intents/index.ts';
import type { Prepared, Turn } from '../../chat/turn.ts';
import { owe } from '../../commands/shared/record.ts';
import { type Acting, type Work, workOf } from '../../commands/shared/work.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Message } from '../../domain/message.ts';
import { tidiedName } from '../../domain/texts/received.ts';
import { toCentre } from '../../notices/recipients.ts';
import type { Deps } from '../../ports/index.ts';
import type { ClickAnswer, Incoming } from '../../ports/platform.ts';
import type { InboxRow } from '../../ports/queues.ts';
import { bindCard, boundCard, externalGroupText, lostGroupText } from '../../presenters/cards/bindings.ts';
import { helpCard } from '../../presenters/cards/helpCard.ts';
import { seenInChat } from '../../presenters/group/groupMessage.ts';
import { faultText } from '../../presenters/words/words.ts';
import { realWait } from '../worker/worker.ts';
import { oweUnattended } from './lateAnswer.ts';
import { type Heard, turnOf } from './turnOf.ts';

/**
 * Acts on one inbox row: one unit of work holds the command, everything it owes and the row's done mark. A Refusal
 * rolls it back; its answer and the done mark are stored in a second one.
 */
export async function handleEvent(
  deps: Deps,
  row: Pick<InboxRow, 'id' | 'payload'>,
  unattended = false,
  leavePlace: () => void = () => undefined,
): Promise<ClickAnswer> {
  const incoming = deps.platform.read(row.payload);
  if (incoming.kind !== 'message' && incoming.kind !== 'click') {
    await deps.transact(async (store) => {
      await notice(workOf(deps, store), incoming);
      await store.finishInbox(row.id, incoming.kind === 'other' && incoming.odd ? 'odd' : undefined);
    });
    return {};
  }
  if (!addressed(incoming)) {
    await deps.transact((store) => store.finishInbox(row.id));
    return {};
  }
  await learnGroup(deps, incoming);
  return answerOnce(deps, { id: row.id, unattended, leavePlace }, incoming);
}

async function answerOnce(
  deps: Deps,
  { id, unattended, leavePlace }: { id: number; unattended: boolean; leavePlace(): void },
  incoming: Heard,
): Promise<ClickAnswer> {
  const urgent = incoming.kind === 'click' && !unattended;
  const prepared: Prepared[] = [];
  const inWork = (act: (turn: Turn) => Promise<ClickAnswer>) =>
    deps.transact(
      async (store) => {
        const work = workOf(deps, store);
        // What one person says and presses is one after the other, wherever it comes in.
        await store.alone(`person:${incoming.sender}`);
        const advisable = deps.adviser?.ready();
        const answer = await act({ ...(await turnOf(deps, work, incoming)), prepared, advisable });
        if (unattended && incoming.kind === 'click') await oweUnattended(work, incoming, answer);
        await store.finishInbox(id);
        return answer;
      },
      { urgent },
    );
  try {
    return await readingFirst(deps, { prepared, leavePlace }, () => inWork(respond));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    deps.log.info({ code: error.code, inbox: id }, 'refused');
    return inWork((turn) => refuse(turn, error));
  }
}

/** Posts do not change so often while somebody waits for an answer. */
const mostReadings = 8;

/** Reads beside the writer what the unit of work asks for, and opens it anew: as often as it asks for something else. */
async function readingFirst<T>(
  deps: Deps,
  { prepared, leavePlace }: { prepared: Prepared[]; leavePlace(): void },
  run: () => Promise<T>,
): Promise<T> {
  for (let readings = 0; ; readings += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ReadFirst) || readings === mostReadings) throw error;
      leavePlace();
      prepared.push(await error.beside(deps));
    }
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

/** So long a message waits for what its group is called; what comes later is remembered all the same. */
const lookUpMs = 1_500;

/** A group the desk has not met (the bot was added before it ran) is looked up, outside of any transaction. */
async function learnGroup(deps: Deps, incoming: Heard): Promise<void> {
  if (incoming.kind !== 'message' || incoming.place !== 'group') return;
  if (await deps.transact((store) => store.chat(incoming.chat))) return;
  const late = new AbortController();
  const learned = lookUp(deps, incoming.chat).catch((error: Error) =>
    deps.log.warn({ error: error.name }, 'a group could not be looked up'),
  );
  await Promise.race([learned, realWait(lookUpMs, late.signal)]);
  late.abort();
}

async function lookUp({ transact, platform }: Deps, id: string): Promise<void> {
  const { name, external } = await platform.chat(id);
  const chat = { id, name: tidiedName(name), external, alive: true, bindings: [] };
  await transact((store) => store.meetChat(chat));
}

/** What is no utterance: the bot joins or leaves a group, a person opens the private chat. */
async function notice(work: Work, incoming: Exclude<Incoming, Heard>): Promise<void> {
  const { store, rules } = work;
  const acting: Acting = { from: { source: 'chat' } };
  switch (incoming.kind) {
    case 'bot_added': {
      const { chat: id, external } = incoming;
      const name = tidiedName(incoming.name);
      await store.saveChat({ id, name, external, alive: true, bindings: [] });
      const lost = external ? await store.unbind(id) : [];
      if (lost.length > 0) await tellOfLost(work, acting, lostGroupText(name, lost, rules));
      const bindings = (await store.chat(id))?.bindings ?? [];
      const greeting = bindings.length > 0 ? boundCard(bindings, rules) : bindCard(rules);
      const message = seenInChat(external ? externalGroupText() : greeting, rules);
      return owe(work, acting, { to: { chat: id }, message, atOnce: true });
    }
    case 'bot_removed': {
      return store.leaveChat(incoming.chat);
    }
    case 'private_opened': {
      if (!(await store.meetChat({ ...privateChat, id: incoming.chat }))) return;
      const message = helpCard(await store.personByOpenId(incoming.sender), 'private', intents);
      return owe(work, acting, { to: { person: incoming.sender }, message, addressee: 'anyone', atOnce: true });
    }
    case 'other':
      return;
    default:
      return incoming satisfies never;
  }
}

const privateChat = { name: '', external: false, isPrivate: true, alive: true, bindings: [] };

async function tellOfLost(work: Work, acting: Acting, note: Message): Promise<void> {
  for (const one of await toCentre(work.store, seenInChat(note, work.rules))) await owe(work, acting, one);
}
