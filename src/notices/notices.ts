/**
 * Who is told of which event (docs/develop/domain.md#few-messages, #rights). A new event without a case does not
 * compile.
 */

import { currentAssignment } from '../domain/appeal/appeal.ts';
import type { AppealEvent, Origin } from '../domain/appeal/events.ts';
import { may } from '../domain/people/access.ts';
import type { Person } from '../domain/people/contacts.ts';
import { relations } from '../domain/people/relations.ts';
import type { Store } from '../ports/store.ts';
import { centreCard } from '../presenters/cards/centreCard.ts';
import { correctionText } from '../presenters/cards/corrections.ts';
import type { AppealFacts } from '../presenters/cards/facts.ts';
import { receiptCard } from '../presenters/cards/receiptCard.ts';
import { forChat } from '../presenters/group/groupMessage.ts';
import { answeredNote, planNote, progressNote, questionNote } from '../presenters/notes/companyNotes.ts';
import * as notes from '../presenters/notes/notes.ts';
import {
  dispatchNotices,
  type Notice,
  privately,
  toCentre,
  toHandlers,
  toHolders,
  toReaders,
  toSubmitter,
} from './recipients.ts';
import { timeNotices } from './timeNotices.ts';
import { openInstructions, upwardNotices } from './upwardNotices.ts';

type Happened<T extends AppealEvent['type']> = Extract<AppealEvent, { type: T }>;

/**
 * The messages that this event owes; `facts` show the appeal after it. Cards already sent are redrawn separately
 * (record.ts).
 */
export async function noticesFor(event: AppealEvent, facts: AppealFacts, store: Store): Promise<Notice[]> {
  const { appeal } = facts;
  switch (event.type) {
    case 'submitted': {
      const submitter = await store.person(appeal.submittedBy);
      return [
        ...privately(submitter, receiptCard(facts), { as: 'submitter', slot: 'receipt' }),
        ...numberInGroup(event.from, facts, submitter),
        ...(appeal.routing.kind === 'sensitive'
          ? await toReaders(store, facts, notes.confidentialNote(facts, appeal.routing.terms))
          : []),
      ];
    }
    case 'confided':
      return confidedNotices(store, facts, event);
    case 'handed_to_centre':
    case 'released':
    case 'return_asked':
    case 'resolved':
      return toCentre(store, forChat(facts, centreCard), 'centre');
    case 'dispatched':
      return [...(await dispatchNotices(store, facts)), ...(await openInstructions(store, facts))];
    case 'transferred':
      return [
        ...(await dispatchNotices(store, facts)),
        ...(await openInstructions(store, facts)),
        ...(await toFormerHolder(store, facts, event)),
      ];
    case 'signed': {
      // Implied by a plan, a report or a result: the submitter is told of that instead, not twice.
      const toldElse = event.implied && (appeal.status !== 'signed' || facts.progress?.at === event.at);
      const news = toldElse ? [] : await toSubmitter(store, facts, notes.signedNote(facts));
      return [...news, ...privately(await author(store, event), notes.contactNote(facts), { as: 'handlers' })];
    }
    case 'planned':
      return toSubmitter(store, facts, planNote(facts));
    case 'plan_replaced':
      return [
        ...(await toSubmitter(store, facts, planNote(facts, { replaced: true }))),
        ...(await toCentre(
          store,
          forChat(facts, (fit, words) => notes.planReplacedNote(fit, words(event.reason))),
        )),
      ];
    case 'approved':
      return toSubmitter(store, facts, answeredNote(facts));
    case 'rejected':
      return toHandlers(store, facts, notes.rejectedNote(facts, event.reason));
    case 'return_refused':
      return [
        ...(await toHandlers(store, facts, notes.returnRefusedNote(facts, event.reason))),
        ...(await toHandlers(store, facts, notes.contactNote(facts))),
      ];
    case 'withdrawn':
      return [
        ...(await withdrawnNotices(store, facts, event)),
        ...butNotTo(
          await author(store, event),
          event.by.person === appeal.submittedBy
            ? []
            : await toSubmitter(store, facts, notes.withdrawnForYou(facts, event)),
        ),
      ];
    case 'supplemented':
      return supplementNotices(store, facts, event);
    case 'details_corrected':
      return correctionNotices(store, facts, event);
    case 'commented':
      return commentNotices(store, facts, event);
    case 'detached':
      // Only the person who signed it was told of what is now taken out.
      return currentAssignment(appeal)?.signedAt ? toHandlers(store, facts, notes.takenOutNote(facts)) : [];
    case 'progressed':
      return progressNotices(store, facts, event);
    case 'rerouted':
    case 'recalculated':
      return [];
    case 'extension_asked':
    case 'pause_asked':
    case 'extended':
    case 'extension_refused':
    case 'paused':
    case 'pause_refused':
    case 'resumed':
    case 'informed':
    case 'nudged':
      return timeNotices(event, facts, store);
    case 'head_noted':
    case 'supervised':
    case 'instructed':
    case 'instruction_answered':
      return upwardNotices(event, facts, store);
    default:
      return event satisfies never;
  }
}

/** Whether the dispatch card still waits for the morning: then nobody there knows of the appeal yet. */
async function isUnread(store: Store, { number, at }: AppealEvent): Promise<boolean> {
  const [card] = await store.cardsOf(number, 'dispatch');
  return card?.state === 'pending' && card.notBefore > at;
}

async function author(store: Store, { by }: AppealEvent): Promise<Person | undefined> {
  return by.person ? store.person(by.person) : undefined;
}

/** Submitted in a group: its thread gets the number and nothing else. */
function numberInGroup(from: Origin, facts: AppealFacts, submitter: Person | undefined): Notice[] {
  if (!from.group || !from.chat || !from.message || !submitter?.openId) return [];
  const message = forChat(facts, ({ appeal }) => notes.receivedInGroup(appeal));
  return [{ to: { chat: from.chat }, message, replyTo: from.message }];
}

async function supplementNotices(store: Store, facts: AppealFacts, event: Happened<'supplemented'>): Promise<Notice[]> {
  const { appeal } = facts;
  if (appeal.confidential) return toReaders(store, facts, notes.confidentialNote(facts, []));
  // Before the sign-in the card shows the addition; after it the signer must be told, because he works on what he read
  // earlier.
  if (currentAssignment(appeal)?.signedAt === undefined) return [];
  const more = { text: event.text, attachments: event.attachments.length };
  return toHandlers(store, facts, notes.supplementNote(facts, more));
}

/**
 * Once the appeal was dispatched: where its card went one note of a new company or place; a new contact privately to who
 * signed. Before that the card shows them when it comes.
 */
async function correctionNotices(
  store: Store,
  facts: AppealFacts,
  event: Happened<'details_corrected'>,
): Promise<Notice[]> {
  const { appeal, rules } = facts;
  if (appeal.confidential) return toReaders(store, facts, notes.confidentialNote(facts, []));
  const held = currentAssignment(appeal);
  if (!held || (await isUnread(store, event))) return [];
  const { before, after } = event;
  const note = forChat(facts, (fit, shown) => {
    const firm = { before: { ...before, contact: undefined }, after: { ...after, contact: undefined } };
    return notes.correctedNote(fit, correctionText(firm, { rules, masked: true, shown }));
  });
  return [
    ...(after.company || after.town ? await toHolders(store, facts, note) : []),
    ...(after.contact && held.signedAt
      ? await toHandlers(store, facts, notes.contactNote(facts, { corrected: true }))
      : []),
  ];
}

/**
 * One channel (docs/develop/rules.md#rule-19): a handler's remark goes to the centre, everybody else's to the handler.
 * Before anybody handles the appeal, the centre reads the remark, and later the unit on its card; for a confidential
 * appeal only its readers.
 */
async function commentNotices(store: Store, facts: AppealFacts, event: Happened<'commented'>): Promise<Notice[]> {
  const { appeal } = facts;
  const writer = await author(store, event);
  const toOthers = (told: Notice[]) => butNotTo(writer, told);
  if (appeal.confidential) return toOthers(await toReaders(store, facts, notes.commentNote(facts, event.text)));
  const centre = () =>
    toCentre(
      store,
      forChat(facts, (fit, words) => notes.commentNote(fit, words(event.text))),
    );
  if (event.to === 'company') {
    return [...(await toSubmitter(store, facts, questionNote(facts, event.text))), ...(await centre())];
  }
  const byHandler = writer !== undefined && relations(writer, appeal).has('handler');
  const handlers = byHandler ? [] : await toHandlers(store, facts, notes.commentNote(facts, event.text));
  return handlers.length > 0 ? toOthers(handlers) : toOthers(await centre());
}

/**
 * The submitter passes on to the company what it is told (docs/develop/rules.md#rule-18, #rule-19): one note per
 * report.
 */
async function progressNotices(store: Store, facts: AppealFacts, event: Happened<'progressed'>): Promise<Notice[]> {
  const { text, attachments, internal } = event;
  if (!text && (internal || attachments.length === 0)) return [];
  const writer = await author(store, event);
  const note = progressNote(facts, { text, attachments: attachments.length });
  return butNotTo(writer, await toSubmitter(store, facts, note));
}

/**
 * To its readers with the reason, to its submitter, and to whoever had signed it, that his part is over: of the matter
 * he is told nothing any more.
 */
async function confidedNotices(store: Store, facts: AppealFacts, event: Happened<'confided'>): Promise<Notice[]> {
  const { appeal } = facts;
  const last = appeal.assignments.at(-1);
  const signer = last?.to === event.at && last.signedBy ? await store.person(last.signedBy) : undefined;
  return [
    ...(await toReaders(store, facts, notes.confidentialNote(facts, [], event))),
    ...butNotTo(await author(store, event), await toSubmitter(store, facts, notes.confidedForYou(facts))),
    ...privately(signer, notes.takenToCentreNote(appeal.number), { as: 'anyone' }),
  ];
}

/** With its reason, to those who worked on it: the unit, or for a confidential appeal its readers. */
async function withdrawnNotices(store: Store, facts: AppealFacts, event: Happened<'withdrawn'>): Promise<Notice[]> {
  const note = notes.withdrawnNote(facts, event);
  if (!facts.appeal.confidential) return (await isUnread(store, event)) ? [] : toHandlers(store, facts, note);
  return butNotTo(await author(store, event), await toReaders(store, facts, note));
}

/** Leaves out the person who did it himself. */
function butNotTo(person: Person | undefined, notices: Notice[]): Notice[] {
  return notices.filter(({ to }) => !('person' in to) || to.person !== person?.openId);
}

/**
 * The person who signed it, or asked to return it, is told that it left; with the title only if he may still read it.
 */
async function toFormerHolder(store: Store, facts: AppealFacts, event: Happened<'transferred'>): Promise<Notice[]> {
  const former = facts.appeal.assignments.filter(({ to }) => to === event.at).at(-1);
  const [asking] = event.fromReturn ? await store.lastEvents([event.number], 'return_asked') : [];
  const holder = former?.signedBy ?? asking?.by.person;
  const told = holder ? await store.person(holder) : undefined;
  const stays =
    told && former && may(told, 'comment', { ...facts.appeal, assignments: [{ ...former, to: undefined }] });
  const note = notes.movedAwayNote(facts, {
    sees: told !== undefined && may(told, 'see', facts.appeal),
    reason: stays ? event.reason : undefined,
  });
  return privately(told, note, { as: 'anyone' });
}
