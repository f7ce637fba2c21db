import { setTimeout as patience } from 'node:timers/promises';
import type { Database } from '../../src/db/database.ts';
import type { Button } from '../../src/domain/message.ts';
import { handleEvent } from '../../src/jobs/inbox/handleEvent.ts';
import type { Deps } from '../../src/ports/index.ts';
import type { Incoming } from '../../src/ports/platform.ts';
import { buttonsOf, fieldsOf, textOf } from './cardText.ts';
import type { District } from './cast.ts';
import type { Group, Player } from './conversation.ts';
import type { Delivered } from './fakePlatform.ts';

/** One press, or one thing that is said. */
export interface Act {
  name: string;
  says: string;
  incoming: Incoming;
}

let keys = 0;

/** Every button of the card that does something, as this player presses it; forms are filled in. */
export function pressesOn({ message, messageId, chatId }: Delivered, by: Player): Act[] {
  if (message.kind !== 'card') return [];
  return buttonsOf(message)
    .filter(({ say }) => say && !/^(?:查|打开|收起|怎么算的|逐件)/.test(say))
    .map(({ label, say = '', rev }: Button): Act => {
      const form = Object.fromEntries(fieldsOf(message, label).map((field) => [field.name, filledIn(field)]));
      const press = { kind: 'click' as const, sender: by.address, chat: chatId, message: messageId, say, rev };
      const filled = Object.keys(form).length > 0 ? { ...press, form } : press;
      return { name: `${by.name}【${label}】`, says: say, incoming: filled };
    });
}

/** Words in the player's private chat, or in a group. */
export function saying(by: Player, says: string, { mentioning = [], group }: Spoken = {}): Act {
  keys += 1;
  const message = `om_at_once_${keys}`;
  const [chat, place] = group ? [group.chat, 'group' as const] : [by.privateChat, 'private' as const];
  by.world.platform.chatOf.set(message, chat);
  const mentions = mentioning.map(({ address: openId, name }, index) => ({ key: `@_user_${index + 2}`, openId, name }));
  const text = says.replace('@', mentions[0]?.key ?? '@');
  const at = by.world.clock.now().toISOString();
  const common = { kind: 'message', senderKind: 'user', mentionsBot: true } as const;
  return {
    name: `${by.name}“${says}”`,
    says,
    incoming: { ...common, attachments: [], message, chat, place, sender: by.address, at, text, mentions },
  };
}

interface Spoken {
  mentioning?: Player[];
  group?: Group;
}

function filledIn(field: ReturnType<typeof fieldsOf>[number]): string {
  if (field.kind === 'choice') return field.value ?? field.choices[0]?.value ?? '';
  return field.value ?? (field.kind === 'date' ? '2026-12-08' : '已会同供电公司核实，属实');
}

async function heardBy(deps: Deps, { incoming }: Act): Promise<string> {
  keys += 1;
  const payload = JSON.stringify(incoming);
  const receivedAt = deps.clock.now().toISOString();
  const { id } = await deps.inbox.receive({ key: `e:at_once_${keys}`, payload, receivedAt });
  const { toast } = await handleEvent(deps, { id, payload });
  return toast ? `${toast.type} ${toast.content}` : '';
}

/** What everybody reads and what is stored, once both were heard, one after the other in this order. */
export async function oneAfterTheOther(at: District, acts: [Act, Act], order: [0 | 1, 0 | 1]): Promise<string> {
  const toasts = ['', ''];
  for (const index of order) toasts[index] = await heardBy(at.deps, acts[index]);
  return outcome(at, toasts);
}

/** The same when both are heard at once: each has done its work before either commits, as far as locks let it. */
export async function atOnce(at: District, other: Database, acts: [Act, Act]): Promise<string> {
  const gate = meeting(other.transact === at.deps.transact ? 5 : 150);
  const { transact, read, inbox, outbox } = other;
  const mine = { ...at.deps, transact: gated(at.deps.transact, gate) };
  const theirs = { ...at.deps, transact: gated(transact, gate), read, inbox, outbox };
  return outcome(at, await Promise.all([heardBy(mine, acts[0]), heardBy(theirs, acts[1])]));
}

/**
 * Whoever waits for the other one's lock never comes: the first goes on without him. Within one process on SQLite that
 * is always so.
 */
function meeting(patienceMs: number): () => Promise<void> {
  let come = 0;
  let open: () => void = () => undefined;
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  return async () => {
    come += 1;
    if (come === 2) open();
    await Promise.race([both, patience(patienceMs)]);
    open();
  };
}

function gated(transact: Deps['transact'], gate: () => Promise<void>): Deps['transact'] {
  return (fn) =>
    transact((store) =>
      fn({
        ...store,
        async finishInbox(id, note) {
          await gate();
          await store.finishInbox(id, note);
        },
      }),
    );
}

async function outcome(at: District, toasts: string[]): Promise<string> {
  await at.settles();
  const stored = await at.deps.read(async (store) => {
    const lines: string[] = [];
    for (const { number, status } of (await store.appeals({ limit: 20 })).reverse()) {
      const types = (await store.timeline(number)).map(({ type }) => type);
      const papers = (await store.papers(number)).map(
        ({ kind, state, releasedBy }) => `${kind} ${state} ${releasedBy}`,
      );
      lines.push([number, status, ...types, ...papers.sort()].join(' '));
    }
    return lines;
  });
  const told = at.platform.delivered.map(({ to, message }) => `${to}: ${textOf(message)}`).sort();
  return [...toasts, ...stored, ...told].join('\n');
}
