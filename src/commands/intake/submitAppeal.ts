import type { Appeal } from '../../domain/appeal/appeal.ts';
import { appealNumber } from '../../domain/appeal/appealNumber.ts';
import { dispatch, submit } from '../../domain/appeal/decisions.ts';
import type { Attachment, Channel, Contact, Routing } from '../../domain/appeal/parts.ts';
import { authorize } from '../../domain/people/access.ts';
import type { Person } from '../../domain/people/contacts.ts';
import { withAdvice } from '../../domain/routing/advice.ts';
import { route } from '../../domain/routing/route.ts';
import type { Understanding } from '../../domain/texts/reading.ts';
import { withinHours } from '../../domain/time/calendar.ts';
import { addSeconds, chinaDate } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { record } from '../shared/record.ts';
import { type Acting, mustFit, personOf, scheduler, stampOf, type Work } from '../shared/work.ts';
import { readersOf } from './readers.ts';

export interface Submission {
  text: string;
  title: string;
  company?: string;
  town?: string;
  contact?: Contact;
  channel: Channel;
  attachments: Attachment[];
  /** Accepted from a tip: when it is sensitive, whoever accepts it does not read it. */
  fromTip?: boolean;
  /** Contacts the text @-mentions; they help to route it. */
  mentioned: Person[];
  /** What was understood of the text, where it was read before. */
  read?: Understanding;
  /** A task force that a language model proposes, in case nobody can tell; people see it as a proposal. */
  advised?: number;
}

/**
 * 受理: gives the appeal its number and finds its task force. What a person decided is dispatched at once, a guess
 * after the grace time, both within the dispatch hours; what nobody can tell waits for a choice.
 * Throws Refusal `not.allowed`, `text.too_long`.
 */
export async function submitAppeal(work: Work, acting: Acting, input: Submission): Promise<Appeal> {
  const { rules, at } = work;
  authorize(personOf(acting), 'submit');
  mustFit(work, input.text);
  const { mentioned, fromTip, read = rules.reader.read(input.text), advised, ...said } = input;
  const routing = withAdvice(route(input.text, mentioned, rules, read), advised, read.matters[0], rules);
  const confidential = routing.kind === 'sensitive';
  const dispatchAt = dispatchTime(work, routing);
  const number = await nextNumber(work);
  await linkOrigin(work, acting, number);
  // The place is that of the text; a specialist speaks for his own town when the text names none.
  const town = said.town ?? personOf(acting).memberships.find(({ role }) => role === 'specialist')?.unit;
  const stamp = stampOf(work, acting);
  const readers = confidential ? await readersOf(work) : undefined;
  const received = submit(
    {
      type: 'submitted',
      number,
      ...said,
      town,
      routing,
      confidential,
      readers,
      dispatchAt,
      withheld: (confidential && fromTip) || undefined,
    },
    stamp,
  );
  if (dispatchAt !== at || routing.kind !== 'decided') return record(work, acting, received);

  const { taskForce, unit } = routing.choice;
  const target = { assignment: work.newId(), taskForce, unit };
  // The desk dispatches, the person has only named the task force.
  const sent = dispatch(received.appeal, target, stampOf(work, scheduler));
  return record(work, acting, { appeal: sent.appeal, events: [...received.events, ...sent.events] });
}

/** When it goes out by itself; undefined when a person must choose or nobody may see it. */
function dispatchTime({ at, rules, calendar }: Work, routing: Routing): Instant | undefined {
  const { graceSeconds } = rules.district.dispatch;
  if (routing.kind === 'decided') return withinHours(at, rules.district.dispatch, calendar);
  if (routing.kind === 'guess') return withinHours(addSeconds(at, graceSeconds), rules.district.dispatch, calendar);
  return undefined;
}

async function nextNumber({ store, rules, at }: Work): Promise<string> {
  const date = chinaDate(at);
  const sequence = await store.nextSequence(date);
  return appealNumber(rules.district.numberPrefix, date, sequence);
}

async function linkOrigin({ store, at }: Work, { from }: Acting, number: string): Promise<void> {
  if (from.message) await store.linkMessage(from.message, number, at);
}
