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
  /** To one person: as what he reads it. */
  addressee?: Addressee;
};

/** Who he is to the appeal is asked again when it is sent: a note never follows somebody out of his post. */
export function privately(
  person: Person | undefined,
  message: Message,
  { as: addressee, slot }: { as: Addressee; slot?: CardKind },
): Notice[] {
  return person?.openId ? [{ to: { person: person.openId }, message, slot, addressee }] : [];
}

/** Who signed it in, else those whose step it is. */
export async function toHandlers(store: Store, facts: AppealFacts, message: Message): Promise<Notice[]> {
  const readers = await holdersOf(store, facts, 'handlers');
  return readers.flatMap((reader) => privately(reader, message, { as: 'handlers' }));
}

/**
 * The submitter, or whoever follows him; when nobody does, the centre learns which appeal it has to take over. Without
 * a message there is nothing to tell.
 */
export async function toSubmitter(store: Store, facts: AppealFacts, message: Message | undefined): Promise<Notice[]> {
  if (!message) return [];
  const told = await holdersOf(store, facts, 'submitter');
  if (told.length > 0) return told.flatMap((person) => privately(person, message, { as: 'submitter' }));
  return facts.appeal.confidential
    ? []
    : toCentre(store, seenInChat(noSubmitterNote(facts.appeal.number), facts.rules));
}

/** The centre's group when bound, else each of its people. */
export async function toCentre(store: Store, message: GroupMessage, slot?: CardKind): Promise<Notice[]> {
  const chat = await store.chatFor({ kind: 'centre' });
  if (chat) return [{ to: { chat: chat.id }, message, slot }];
  const people = await store.people({ roles: ['service-centre', 'duty'] });
  return people.flatMap((person) => privately(person, message, { as: 'centre', slot }));
}

/** Each of the district office's people; when nobody of them can be reached the centre learns that something waits. */
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
 * Two people of the district office, as it is today, read what nobody else may (docs/develop/domain.md#confidential).
 * When nobody of it can be reached the centre learns the number and nothing else.
 */
export async function toReaders(store: Store, facts: AppealFacts, message: Message): Promise<Notice[]> {
  const readers = await holdersOf(store, facts, 'readers');
  const told = readers.flatMap((reader) => privately(reader, message, { as: 'readers' }));
  return told.length > 0 ? told : toCentre(store, seenInChat(noReaderNote(facts.appeal.number), facts.rules));
}

/** The task force's group; a unit outside it, or one without a group: its own group, else privately its officer. */
export async function dispatchNotices(store: Store, facts: AppealFacts): Promise<Notice[]> {
  const held = currentAssignment(facts.appeal);
  if (!held) return [];
  const message = forChat(facts, dispatchCard);
  const chat = await dispatchChat(store, facts.rules, held);
  if (chat) return [{ to: { chat: chat.id }, message, slot: 'dispatch' }];
  const officers = await handlersOf(store, facts.rules, held);
  const told = officers.flatMap((officer) => privately(officer, message, { as: 'handlers', slot: 'dispatch' }));
  return told.length > 0 ? told : toCentre(store, forChat(facts, nobodyNote));
}

/** Where a unit's cards and its morning's list stand; undefined when only its people can be told. */
export async function dispatchChat(
  store: Pick<Store, 'chatFor'>,
  rules: Rules,
  held: Pick<Assignment, 'taskForce' | 'unit'>,
): Promise<Chat | undefined> {
  const inForce = taskForce(rules, held.taskForce).memberUnits.includes(held.unit);
  const forceChat = inForce ? await store.chatFor({ kind: 'task-force', taskForce: held.taskForce }) : undefined;
  return forceChat ?? store.chatFor({ kind: 'unit', unit: held.unit });
}
