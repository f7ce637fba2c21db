/** Who hears of what (DOMAIN §4.5, §5). A new event without a case does not compile. */
import type { Appeal, Assignment } from './domain/appeal.ts';
import type { Person } from './domain/contacts.ts';
import type { AppealEvent, Origin } from './domain/events.ts';
import { currentAssignment } from './domain/evolve.ts';
import { type Rules, taskForce } from './domain/rules.ts';
import type { CardSlot, Chat, Recipient, Store } from './ports.ts';
import type { Card, Message } from './presenters/card.ts';
import { centreCard, closedCentreCard } from './presenters/cards/centreCard.ts';
import { closedDispatchCard, dispatchCard } from './presenters/cards/dispatchCard.ts';
import type { AppealFacts, Named } from './presenters/cards/facts.ts';
import { receiptCard } from './presenters/cards/receiptCard.ts';
import * as notes from './presenters/notes.ts';

/** Something owed to somebody; `slot` marks a card that is redrawn later, `replyTo` answers a message in its thread. */
export interface Notice {
  to: Recipient;
  message: Message;
  slot?: CardSlot;
  replyTo?: string;
}

/** How a card of each slot looks now, and after a newer one took its place. */
const drawings: Record<CardSlot, { live(facts: AppealFacts): Card; closed(facts: AppealFacts): Card }> = {
  receipt: { live: receiptCard, closed: receiptCard },
  dispatch: { live: dispatchCard, closed: closedDispatchCard },
  centre: { live: centreCard, closed: closedCentreCard },
};

export function draw(slot: CardSlot, facts: AppealFacts, live = true): Card {
  return live ? drawings[slot].live(facts) : drawings[slot].closed(facts);
}

/** Everything a card of this appeal is drawn from. */
export async function factsOf(store: Store, rules: Rules, appeal: Appeal): Promise<AppealFacts> {
  const held = currentAssignment(appeal);
  const timeline = await store.timeline(appeal.number);
  const report = timeline.filter((event) => event.type === 'progressed').at(-1);
  const signer = held?.signedBy ? await store.person(held.signedBy) : undefined;
  return {
    appeal,
    rules,
    clocks: await store.clocks(appeal.number),
    handlers: held ? (await handlersOf(store, rules, held)).map(named) : [],
    signer: signer && named(signer),
    progress: report && { text: report.text, at: report.at },
  };
}

function named({ openId, name }: Person): Named {
  return { openId, name };
}

/** The liaison when the lead unit handles it, else the unit's officer; a vacant post goes to the next one up. */
export async function handlersOf(store: Store, rules: Rules, held: Assignment): Promise<Person[]> {
  const { taskForce: number, unit } = held;
  const leads = taskForce(rules, number).leadUnit === unit;
  const posts = [
    ...(leads ? [{ roles: ['liaison' as const], taskForce: number }] : []),
    { roles: ['contact' as const], unit, tier: 3 as const },
    ...(leads ? [{ roles: ['office' as const], taskForce: number }] : []),
    { roles: ['contact' as const], unit, tier: 2 as const },
  ];
  for (const post of posts) {
    const people = await store.people(post);
    if (people.length > 0) return people;
  }
  return [];
}

/** What this event owes; `facts` show the appeal after it. Cards already sent are redrawn apart (record.ts). */
export async function noticesFor(event: AppealEvent, facts: AppealFacts, store: Store): Promise<Notice[]> {
  const { appeal } = facts;
  const submitter = await store.person(appeal.submittedBy);
  const toSubmitter = (message: Message, slot?: CardSlot): Notice[] => privately(submitter, message, slot);
  switch (event.type) {
    case 'submitted':
      return [
        ...toSubmitter(receiptCard(facts), 'receipt'),
        ...numberInGroup(event.from, appeal, submitter),
        ...(appeal.routing.kind === 'sensitive' ? await toReaders(store, facts, appeal.routing.terms) : []),
      ];
    case 'handed_to_centre':
    case 'return_asked':
    case 'resolved':
      return toCentre(store, centreCard(facts), 'centre');
    case 'dispatched':
      return dispatchNotices(store, facts);
    case 'transferred':
      return [...(await dispatchNotices(store, facts)), ...(await formerHolder(store, facts, event))];
    case 'signed': {
      const signer = event.by.person ? await store.person(event.by.person) : undefined;
      // Implied by a plan or a result: the submitter hears of that, not twice.
      const news = event.implied && appeal.status !== 'signed' ? [] : toSubmitter(notes.signedNote(facts));
      return [...news, ...privately(signer, notes.contactNote(facts))];
    }
    case 'planned':
      return toSubmitter(notes.planNote(facts));
    case 'approved':
      return toSubmitter(notes.answeredNote(facts));
    case 'rejected':
      return toHandlers(store, facts, notes.rejectedNote(facts, event.reason));
    case 'return_refused':
      return toHandlers(store, facts, notes.returnRefusedNote(facts, event.reason));
    case 'withdrawn':
      return toHandlers(store, facts, notes.withdrawnNote(facts));
    case 'supplemented': {
      const more = { text: event.text, attachments: event.attachments.length };
      return appeal.status === 'confidential'
        ? toReaders(store, facts, [])
        : signed(appeal)
          ? toHandlers(store, facts, notes.supplementNote(facts, more))
          : [];
    }
    case 'commented': {
      if (appeal.status === 'confidential') return [];
      const note = notes.commentNote(facts, event.text);
      const readers = await toHandlers(store, facts, note);
      const own = event.by.person ? await store.person(event.by.person) : undefined;
      return readers.filter(({ to }) => !('person' in to) || to.person !== own?.openId);
    }
    case 'rerouted':
    case 'progressed':
    case 'detached':
      return [];
    default:
      return event satisfies never;
  }
}

function signed(appeal: Appeal): boolean {
  return currentAssignment(appeal)?.signedAt !== undefined;
}

function privately(person: Person | undefined, message: Message, slot?: CardSlot): Notice[] {
  return person?.openId ? [{ to: { person: person.openId }, message, slot }] : [];
}

/** Submitted in a group: its thread gets the number and nothing else. */
function numberInGroup(from: Origin, appeal: Appeal, submitter: Person | undefined): Notice[] {
  if (!from.group || !from.chat || !from.message || !submitter?.openId) return [];
  return [{ to: { chat: from.chat }, message: notes.receivedInGroup(appeal), replyTo: from.message }];
}

/** Two named people of the district office read what nobody else may (DOMAIN §2). */
async function toReaders(store: Store, facts: AppealFacts, terms: string[]): Promise<Notice[]> {
  const note = notes.confidentialNote(facts, terms);
  const readers = await Promise.all((facts.appeal.readers ?? []).map((id) => store.person(id)));
  return readers.flatMap((reader) => privately(reader, note));
}

/** The centre's group when bound, else each of its people. */
export async function toCentre(store: Store, message: Message, slot?: CardSlot): Promise<Notice[]> {
  const chat = await store.chatFor({ kind: 'centre' });
  if (chat) return [{ to: { chat: chat.id }, message, slot }];
  const people = await store.people({ roles: ['service-centre', 'duty'] });
  return people.flatMap((person) => privately(person, message, slot));
}

async function toHandlers(store: Store, { appeal, rules }: AppealFacts, message: Message): Promise<Notice[]> {
  const held = currentAssignment(appeal);
  if (!held) return [];
  const signer = held.signedBy ? await store.person(held.signedBy) : undefined;
  const readers = signer ? [signer] : await handlersOf(store, rules, held);
  return readers.flatMap((reader) => privately(reader, message));
}

/** The task force's group; a unit outside it, or one without a group: its own group, else privately its officer. */
async function dispatchNotices(store: Store, facts: AppealFacts): Promise<Notice[]> {
  const held = currentAssignment(facts.appeal);
  if (!held) return [];
  const message = dispatchCard(facts);
  const chat = await dispatchChat(store, facts.rules, held);
  if (chat) return [{ to: { chat: chat.id }, message, slot: 'dispatch' }];
  const officers = await handlersOf(store, facts.rules, held);
  const told = officers.flatMap((officer) => privately(officer, message, 'dispatch'));
  if (told.length > 0) return told;
  return toCentre(store, notes.nobodyNote(facts));
}

async function dispatchChat(store: Store, rules: Rules, held: Assignment): Promise<Chat | undefined> {
  const members = taskForce(rules, held.taskForce).memberUnits;
  const inForce = members.includes(held.unit);
  const forceChat = inForce ? await store.chatFor({ kind: 'task-force', taskForce: held.taskForce }) : undefined;
  return forceChat ?? store.chatFor({ kind: 'unit', unit: held.unit });
}

/** Whoever had signed it before the transfer is told that it left. */
async function formerHolder(
  store: Store,
  facts: AppealFacts,
  event: Extract<AppealEvent, { type: 'transferred' }>,
): Promise<Notice[]> {
  const former = facts.appeal.assignments.filter(({ to }) => to === event.at).at(-1);
  const signer = former?.signedBy ? await store.person(former.signedBy) : undefined;
  return privately(signer, notes.movedAwayNote(facts));
}
