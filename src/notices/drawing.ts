import type { Appeal, Assignment } from '../domain/appeal.ts';
import type { Person } from '../domain/contacts.ts';
import { currentAssignment } from '../domain/evolve.ts';
import type { Rules } from '../domain/rules.ts';
import type { CardSlot, OutboxRow, Store } from '../ports.ts';
import type { Card } from '../presenters/card.ts';
import { centreCard, closedCentreCard } from '../presenters/cards/centreCard.ts';
import { closedDispatchCard, dispatchCard } from '../presenters/cards/dispatchCard.ts';
import type { AppealFacts, Named } from '../presenters/cards/facts.ts';
import { receiptCard } from '../presenters/cards/receiptCard.ts';
import { handlersOf } from './recipients.ts';

/** How a card of each slot looks now, and after it had its day. */
const drawings: Record<CardSlot, { live(facts: AppealFacts): Card; closed(facts: AppealFacts): Card }> = {
  receipt: { live: receiptCard, closed: receiptCard },
  dispatch: { live: dispatchCard, closed: closedDispatchCard },
  centre: { live: centreCard, closed: closedCentreCard },
};

export function draw(slot: CardSlot, facts: AppealFacts, live = true): Card {
  return live ? drawings[slot].live(facts) : drawings[slot].closed(facts);
}

/**
 * Whether a card that was sent still speaks to its readers: a dispatch card while its assignment lasts, a work item of
 * the centre until a newer one, a receipt always.
 */
export function isLive(
  row: Pick<OutboxRow, 'slot' | 'createdAt'>,
  appeal: Appeal,
  newest: OutboxRow | undefined,
): boolean {
  if (row.slot === 'dispatch') return row.createdAt >= (currentAssignment(appeal)?.from ?? '');
  return newest === undefined || row.createdAt >= newest.createdAt;
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
    handlers: held ? await namedHandlers(store, rules, held) : [],
    signer: signer && named(signer),
    progress: report && { text: report.text, at: report.at },
  };
}

async function namedHandlers(store: Store, rules: Rules, held: Assignment): Promise<Named[]> {
  return (await handlersOf(store, rules, held)).map(named);
}

function named({ openId, name }: Person): Named {
  return { openId, name };
}
