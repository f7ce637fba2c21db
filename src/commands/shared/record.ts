import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Decision } from '../../domain/appeal/decisions.ts';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import type { CardKind } from '../../domain/message.ts';
import { wordsIn } from '../../domain/texts/written.ts';
import { withinHours } from '../../domain/time/calendar.ts';
import { addSeconds } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { drawFor, factsOf, isLive } from '../../notices/drawing.ts';
import { noticesFor } from '../../notices/notices.ts';
import type { Notice } from '../../notices/recipients.ts';
import type { OutboxEntry, OutboxRow } from '../../ports/queues.ts';
import type { Store } from '../../ports/store.ts';
import type { AppealFacts } from '../../presenters/cards/facts.ts';
import { beforeLessons, keepLessons } from './keepLessons.ts';
import { storeOfNewAppeal } from './newborn.ts';
import { turnTime } from './turnTime.ts';
import { type Acting, mustBePostable, type Work } from './work.ts';

/** The new state, the facts, the clocks and the notices are stored together or not at all. Throws `text.sensitive`. */
export async function record(work: Work, acting: Acting, decision: Decision): Promise<Appeal> {
  const { events } = decision;
  if (events[0]?.type === 'submitted')
    return recordIn({ ...work, store: storeOfNewAppeal(work.store, events) }, acting, decision);
  return recordIn(work, acting, decision);
}

async function recordIn(work: Work, acting: Acting, { appeal, events }: Decision): Promise<Appeal> {
  const { store } = work;
  mustBePostable(work, appeal, events.filter(isRead).flatMap(wordsIn));
  const before = await beforeLessons(work, appeal, events);
  await store.save(appeal, events);
  await keepLessons(work, before, events);
  await turnTime(work, appeal, events);
  await syncSteps(work, appeal, events);
  const facts = await factsOf(store, work.rules, appeal, work.at);
  const sent = await sentCards(work, appeal.number);
  const notices: Notice[] = [];
  for (const event of events) {
    notices.push(...(await noticesFor(event, facts, store)));
    await dropOvertaken(work, event, appeal);
  }
  for (const notice of notices) await owe(work, acting, { ...notice, appeal: appeal.number });
  await redraw(work, facts, sent, new Set(notices.flatMap(({ slot }) => slot ?? [])));
  return appeal;
}

/** A new appeal with an accusation is kept in confidence, and what is taken out again nobody reads any more. */
function isRead({ type }: AppealEvent): boolean {
  return type !== 'submitted' && type !== 'detached';
}

/** What waits for the morning and is no longer true by then is not sent: what follows says how it stands. */
// biome-ignore format: a table is read by column
const overtakes: { [T in AppealEvent['type']]?: Overtaken[] } = {
  dispatched:     ['centre card'],
  extended:       ['centre card'],
  extension_refused: ['centre card'],
  paused:         ['centre card'],
  pause_refused:  ['centre card'],
  transferred:    ['dispatch card', 'centre card', 'handlers'],
  planned:        ['submitter'],
  plan_replaced:  ['submitter'],
  resolved:       ['handlers', 'centre card'],
  approved:       ['submitter', 'handlers', 'centre card'],
  rejected:       ['centre card'],
  return_refused: ['centre card'],
  confided:       ['everything'],
  withdrawn:      ['everything'],
};

/** Cards by their kind, notes by whom they are for, whoever that is by now. */
type Overtaken = 'everything' | 'dispatch card' | 'centre card' | 'submitter' | 'handlers';

const dropped: Record<Overtaken, Parameters<Store['dropHeld']>[2]> = {
  everything: {},
  'dispatch card': { slot: 'dispatch' },
  'centre card': { slot: 'centre' },
  submitter: { notesTo: 'submitter' },
  handlers: { notesTo: 'handlers' },
};

async function dropOvertaken({ store, at }: Work, event: AppealEvent, { number }: Appeal): Promise<void> {
  for (const what of overtakes[event.type] ?? []) await store.dropHeld(number, at, dropped[what]);
}

const touchesDispatch = new Set<AppealEvent['type']>([
  ...(['submitted', 'confided', 'released', 'rerouted', 'handed_to_centre', 'dispatched', 'withdrawn'] as const),
]);

/** The one step that falls due by itself before a dispatch: the dispatch, or handing an undecided one to the centre. */
async function syncSteps({ store, rules, newId, at }: Work, appeal: Appeal, events: AppealEvent[]): Promise<void> {
  if (!events.some(({ type }) => touchesDispatch.has(type))) return;
  await store.cancelSteps(appeal.number, ['dispatch', 'to-centre']);
  if (appeal.status !== 'received') return;
  const ref = appeal.number;
  if (appeal.dispatchAt) await store.addStep({ id: newId(), kind: 'dispatch', ref, dueAt: appeal.dispatchAt });
  else if (events.at(-1)?.type === 'submitted') {
    const dueAt = addSeconds(at, rules.district.dispatch.graceSeconds);
    await store.addStep({ id: newId(), kind: 'to-centre', ref, dueAt });
  }
}

/**
 * Puts a notice into the outbox. An answer to one's own message goes at any hour; what somebody else caused waits
 * for the sending hours (docs/develop/domain.md#hours).
 */
export async function owe(
  work: Work,
  acting: Acting,
  { atOnce, ...notice }: Notice & Partial<Pick<OutboxEntry, 'appeal' | 'id' | 'createdAt'>> & { atOnce?: boolean },
): Promise<void> {
  const { replyTo, to } = notice;
  const own = 'person' in to && to.person === acting.person?.openId;
  const waits = !(atOnce || own || replyTo);
  const notBefore: Instant = waits ? withinHours(work.at, work.rules.district.sendingHours, work.calendar) : work.at;
  if (notBefore > work.at) work.held.until = notBefore;
  await work.store.enqueue({
    id: work.newId(),
    createdAt: work.at,
    ...notice,
    op: replyTo ? 'reply' : 'send',
    inThread: replyTo ? true : undefined,
    notBefore,
    waits,
  });
}

async function sentCards({ store }: Work, number: string): Promise<Map<CardKind, OutboxRow[]>> {
  const found = new Map<CardKind, OutboxRow[]>();
  for (const row of await store.cardsOf(number)) {
    if (row.slot) found.set(row.slot, [...(found.get(row.slot) ?? []), row]);
  }
  return found;
}

/** Cards of one kind after something that is no event: a draft that somebody set aside, a clock that ran out. */
export async function redrawSlot(work: Work, appeal: Appeal, slot: CardKind): Promise<void> {
  const rows = await work.store.cardsOf(appeal.number, slot);
  if (rows.length === 0) return;
  await redraw(work, await factsOf(work.store, work.rules, appeal, work.at), new Map([[slot, rows]]), new Set());
}

/** Cards already sent show what is true now; those that a newer card replaces are closed. */
async function redraw(
  work: Work,
  facts: AppealFacts,
  before: Map<CardKind, OutboxRow[]>,
  renewed: Set<CardKind>,
): Promise<void> {
  const { appeal } = facts;
  for (const [slot, rows] of before) {
    const [newest] = rows;
    for (const { id: target, to, createdAt, addressee } of rows) {
      const live = !(renewed.has(slot) && slot !== 'receipt') && isLive({ slot, createdAt }, appeal, newest);
      // A card that was closed before stays as it is, unless nobody may read any more what it shows.
      if (!live && !renewed.has(slot) && !appeal.confidential) continue;
      const drawn = drawFor(to, slot, facts, live);
      const common = { appeal: appeal.number, addressee, createdAt: work.at, notBefore: work.at };
      await work.store.enqueue({ id: work.newId(), op: 'update', target, ...drawn, ...common });
    }
  }
}
