import { type Appeal, type Assignment, currentAssignment } from '../domain/appeal/appeal.ts';
import type { Actor, AppealEvent } from '../domain/appeal/events.ts';
import { toldSteps } from '../domain/clocks/ladder.ts';
import type { Card, CardKind, Message } from '../domain/message.ts';
import type { Membership, Person } from '../domain/people/contacts.ts';
import type { Rules } from '../domain/rules.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Addressed, OutboxRow, Recipient } from '../ports/queues.ts';
import type { Store } from '../ports/store.ts';
import { centreCard, closedCentreCard } from '../presenters/cards/centreCard.ts';
import { closedDispatchCard, dispatchCard } from '../presenters/cards/dispatchCard.ts';
import type { AppealFacts, Lacking, Named, PaperFacts } from '../presenters/cards/facts.ts';
import { closedHeadNoteDraftCard, headNoteCard, headNoteDraftCard } from '../presenters/cards/headNote.ts';
import { receiptCard } from '../presenters/cards/receiptCard.ts';
import { closedSupervisionDraftCard, orderCard, supervisionDraftCard } from '../presenters/cards/supervision.ts';
import { forChat, type GroupCard, seenInChat } from '../presenters/group/groupMessage.ts';
import { handlersOf, tierOf } from './tiers.ts';

/** How a card of each kind looks while it is open, and once it is closed. */
const drawings: Record<CardKind, { live(facts: AppealFacts): Card; closed(facts: AppealFacts): Card }> = {
  receipt: { live: receiptCard, closed: receiptCard },
  dispatch: { live: dispatchCard, closed: closedDispatchCard },
  centre: { live: centreCard, closed: closedCentreCard },
  'head-note': { live: headNoteDraftCard, closed: closedHeadNoteDraftCard },
  note: { live: headNoteCard, closed: headNoteCard },
  supervision: { live: supervisionDraftCard, closed: closedSupervisionDraftCard },
  order: { live: orderCard, closed: orderCard },
};

export function draw(slot: CardKind, facts: AppealFacts, live = true): Card {
  return live ? drawings[slot].live(facts) : drawings[slot].closed(facts);
}

/** A message made for this reader, who may be a group. */
export function addressTo(to: Recipient, message: Message, rules: Rules): Addressed {
  return 'person' in to ? { to, message } : { to, message: seenInChat(message, rules) };
}

/** The card of this kind, drawn for its reader: a person or a group. */
export function drawFor(to: Recipient, slot: CardKind, facts: AppealFacts, live = true): DrawnFor {
  if ('person' in to) return { to, message: draw(slot, facts, live) };
  return { to, message: forChat(facts, (fit) => draw(slot, fit, live)) };
}

export type DrawnFor = { to: { chat: string }; message: GroupCard } | { to: { person: string }; message: Card };

/**
 * Whether a sent card is still in use: a dispatch card while its assignment lasts, a work item of the centre until
 * there is a newer one, a receipt always.
 */
export function isLive(
  row: Pick<OutboxRow, 'slot' | 'createdAt'>,
  appeal: Appeal,
  newest: OutboxRow | undefined,
): boolean {
  if (row.slot === 'dispatch') return row.createdAt >= (currentAssignment(appeal)?.from ?? '');
  return newest === undefined || row.createdAt >= newest.createdAt;
}

type Reads = Pick<Store, 'timeline' | 'person' | 'people' | 'clocks' | 'papers' | 'reminders'>;

/**
 * All facts for drawing a card of this appeal; `at`: the moment that the card shows; if absent, that of the appeal's
 * last change.
 */
export async function factsOf(
  store: Reads,
  rules: Rules,
  appeal: Appeal,
  at: Instant = appeal.updatedAt,
): Promise<AppealFacts> {
  const held = currentAssignment(appeal);
  const timeline = await store.timeline(appeal.number);
  const report = timeline.filter((event) => event.type === 'progressed').findLast(({ text }) => text !== '');
  const signer = held?.signedBy ? await store.person(held.signedBy) : undefined;
  return {
    appeal,
    rules,
    clocks: await store.clocks(appeal.number),
    handlers: held ? await namedHandlers(store, rules, held) : [],
    signer: signer && named(signer),
    progress: report && { text: report.text, at: report.at },
    ...(held ? { before: beforeHeld(timeline, held) } : {}),
    lacking: lackingIn(appeal, timeline),
    withdrawal: timeline.filter((event) => event.type === 'withdrawn').at(-1)?.reason,
    ...(await paperFacts(store, rules, appeal)),
    at,
    backfilled: held && backfilledSteps(timeline, held.from),
  };
}

/** Nothing is asked of what is confidential, once it is handled, or after any answer (docs/develop/domain.md#missing). */
function lackingIn({ confidential, status, company, contact }: Appeal, timeline: AppealEvent[]): Lacking[] {
  const answered = timeline.some((event) => event.type === 'details_corrected' || tellsWho(event));
  if (confidential || answered || (status !== 'received' && status !== 'dispatched')) return [];
  const known = { company, contact: contact?.name, phone: contact?.phone };
  return (['company', 'contact', 'phone'] as const).filter((field) => !known[field]);
}

function tellsWho(event: AppealEvent): boolean {
  return event.type === 'supplemented' && event.found !== undefined;
}

const unitSide: readonly Actor['role'][] = [
  'liaison',
  'office',
  'contact',
  'task-force-leader',
  'deputy-leader',
  'office-head',
];

/** What was said before this unit had the appeal: a former unit's remarks were to the centre. */
function beforeHeld(timeline: AppealEvent[], { id }: Assignment): AppealFacts['before'] {
  const begun = timeline.findIndex((event) => 'assignment' in event && event.assignment === id);
  const remarks = timeline
    .slice(0, Math.max(begun, 0))
    .filter((event) => event.type === 'commented')
    .filter(({ by, to }) => to === undefined && !unitSide.includes(by.role));
  const moved = timeline[begun];
  return { remarks, transfer: moved?.type === 'transferred' ? moved.reason : undefined };
}

/** For each step only the last time counts: if that one was entered at once, it is no longer a 补录. */
function backfilledSteps(timeline: AppealEvent[], from: Instant): AppealFacts['backfilled'] {
  const found: AppealFacts['backfilled'] = {};
  for (const event of timeline) {
    if (event.at < from || !(event.type === 'signed' || event.type === 'planned' || event.type === 'resolved'))
      continue;
    const { type, at, doneAt } = event;
    if (doneAt) found[type] = { doneAt, at };
    else delete found[type];
  }
  return found;
}

async function paperFacts(store: Reads, rules: Rules, appeal: Appeal): Promise<{ papers?: PaperFacts }> {
  const papers = await store.papers(appeal.number);
  const held = currentAssignment(appeal);
  if (papers.length === 0 || !held) return {};
  const heads = await tierOf(store, rules, held, 'head');
  const sent = (await store.reminders(appeal.number)).filter(
    ({ state, step }) => state === 'sent' && toldSteps.has(step),
  );
  const told = sent.map(({ clock, step, sentAt, dueAt, late = false }) => ({ clock, step, at: sentAt ?? dueAt, late }));
  return {
    papers: {
      papers,
      heads: heads.map(({ openId, memberships }) => ({ title: titleOf(memberships), reachable: openId !== undefined })),
      deputies: (await tierOf(store, rules, held, 'deputy')).map(named),
      told: told.sort((a, b) => a.at.localeCompare(b.at)),
    },
  };
}

function titleOf(memberships: Membership[]): string | undefined {
  const heads = memberships.filter(({ role, tier }) => tier === 1 || role === 'deputy-leader');
  return heads.find(({ title }) => title)?.title;
}

async function namedHandlers(store: Reads, rules: Rules, held: Assignment): Promise<Named[]> {
  return (await handlersOf(store, rules, held)).map(named);
}

export function named({ openId, name }: Person): Named {
  return { openId, name };
}
