import { type Assignment, currentAssignment } from '../domain/appeal/appeal.ts';
import type { Chat } from '../domain/chats.ts';
import type { CardKind, Message } from '../domain/message.ts';
import type { Person } from '../domain/people/contacts.ts';
import type { Addressee } from '../domain/people/visibility.ts';
import { type Rules, taskForce } from '../domain/rules.ts';
import type { Addressed } from '../ports/queues.ts';
import type { Store } from '../ports/store.ts';
import { dispatchCard } from '../presenters/cards/dispatchCard.ts';
import type { AppealFacts } from '../presenters/cards/facts.ts';
import { forChat, type GroupMessage, seenInChat } from '../presenters/group/groupMessage.ts';
import { nobodyNote, noReaderNote, noSubmitterNote } from '../presenters/notes/notes.ts';
import { noOfficeNote } from '../presenters/words/upwardWords.ts';
import { holdersOf } from './holders.ts';
import { handlersOf } from './tiers.ts';

/** Something owed to somebody; `slot` marks a card that is redrawn later, `replyTo` answers a message in its thread. */
export type Notice = Addressed & {
  slot?: CardKind;
  replyTo?: string;
  /** For a private message: the relation in which the person reads it. */
  addressee?: Addressee;
};

/** His relation to the appeal is checked again at sending: a note never reaches somebody who left the post. */
export function privately(
  person: Person | undefined,
  message: Message,
  { as: addressee, slot }: { as: Addressee; slot?: CardKind },
): Notice[] {
  return person?.openId ? [{ to: { person: person.openId }, message, slot, addressee }] : [];
}

/** To the person who signed it in, else to those whose step it is. */
export async function toHandlers(store: Store, facts: AppealFacts, message: Message): Promise<Notice[]> {
  const readers = await holdersOf(store, facts, 'handlers');
  return readers.flatMap((reader) => privately(reader, message, { as: 'handlers' }));
}

/**
 * To the submitter, or the person who took his place; if there is none, the centre is told which appeal it has to take
 * over. Without a message nothing is sent.
 */
export async function toSubmitter(store: Store, facts: AppealFacts, message: Message | undefined): Promise<Notice[]> {
  if (!message) return [];
  const told = await holdersOf(store, facts, 'submitter');
  if (told.length > 0) return told.flatMap((person) => privately(person, message, { as: 'submitter' }));
  return facts.appeal.confidential
    ? []
    : toCentre(store, seenInChat(noSubmitterNote(facts.appeal.number), facts.rules));
}

/** To the centre's group if it is bound, else to each of its people. */
export async function toCentre(store: Store, message: GroupMessage, slot?: CardKind): Promise<Notice[]> {
  const chat = await store.chatFor({ kind: 'centre' });
  if (chat) return [{ to: { chat: chat.id }, message, slot }];
  const people = await store.people({ roles: ['service-centre', 'duty'] });
  return people.flatMap((person) => privately(person, message, { as: 'centre', slot }));
}

/** To each person of the district office; if none can be reached, the centre is told that something waits. */
export async function toOffice(
  { store, rules }: { store: Store; rules: Rules },
  message: Message,
  slot?: CardKind,
): Promise<Notice[]> {
  const people = await store.people({ roles: ['district-office'] });
  const told = people.flatMap((person) => privately(person, message, { as: 'office', slot }));
  return told.length > 0 ? told : toCentre(store, seenInChat(noOfficeNote(), rules));
}

/**
 * To today's two readers of the district office, the only ones who may read it (docs/develop/domain.md#confidential).
 * If nobody there can be reached, the centre is told only the number.
 */
export async function toReaders(store: Store, facts: AppealFacts, message: Message): Promise<Notice[]> {
  const readers = await holdersOf(store, facts, 'readers');
  const told = readers.flatMap((reader) => privately(reader, message, { as: 'readers' }));
  return told.length > 0 ? told : toCentre(store, seenInChat(noReaderNote(facts.appeal.number), facts.rules));
}

/**
 * To the task force's group. If the unit is outside the task force, or there is no such group: to the unit's own group,
 * else privately to its officer.
 */
export async function dispatchNotices(store: Store, facts: AppealFacts): Promise<Notice[]> {
  if (!currentAssignment(facts.appeal)) return [];
  const told = await toHolders(store, facts, forChat(facts, dispatchCard), 'dispatch');
  return told.length > 0 ? told : toCentre(store, forChat(facts, nobodyNote));
}

/** Where the dispatch card went: the group, else those whose step it is. */
export async function toHolders(
  store: Store,
  { appeal, rules }: AppealFacts,
  message: GroupMessage,
  slot?: CardKind,
): Promise<Notice[]> {
  const held = currentAssignment(appeal);
  if (!held) return [];
  const chat = await dispatchChat(store, rules, held);
  if (chat) return [{ to: { chat: chat.id }, message, slot }];
  const officers = await handlersOf(store, rules, held);
  return officers.flatMap((officer) => privately(officer, message, { as: 'handlers', slot }));
}

/** The chat for a unit's cards and its morning's list; undefined when there is none and only its people can be told. */
export async function dispatchChat(
  store: Pick<Store, 'chatFor'>,
  rules: Rules,
  held: Pick<Assignment, 'taskForce' | 'unit'>,
): Promise<Chat | undefined> {
  const inForce = taskForce(rules, held.taskForce).memberUnits.includes(held.unit);
  const forceChat = inForce ? await store.chatFor({ kind: 'task-force', taskForce: held.taskForce }) : undefined;
  return forceChat ?? store.chatFor({ kind: 'unit', unit: held.unit });
}
