import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Stamp } from '../../domain/appeal/decisions.ts';
import type { Origin } from '../../domain/appeal/events.ts';
import { Refusal } from '../../domain/errors.ts';
import { may } from '../../domain/people/access.ts';
import type { Membership, Person, Role } from '../../domain/people/contacts.ts';
import { sensitiveTerms } from '../../domain/routing/route.ts';
import type { Rules } from '../../domain/rules.ts';
import { beginningOf, lengthOf } from '../../domain/texts/received.ts';
import type { Calendar } from '../../domain/time/calendar.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Verb } from '../../domain/verbs.ts';
import type { Deps } from '../../ports/index.ts';
import type { Ledger, Store } from '../../ports/store.ts';

/** What is only read, beside the writer, as things stood at one moment. */
export type Reads = Ledger;

/** An open unit of work: everything in it is stored together or not at all. Only jobs and http open one. */
export interface Work<S extends Reads = Store> {
  store: S;
  rules: Rules;
  calendar: Calendar;
  /** The instant of this unit of work; the same for all it records. */
  at: Instant;
  newId(): string;
  /** What others are owed of it waits for the sending hours: until then. Whoever caused it is told. */
  held: { until?: Instant };
}

type WorkDesk = Pick<Deps, 'rules' | 'calendar' | 'clock' | 'newId'>;

/** The unit of work that this store was opened for; `at`: the instant it counts as done, else the present one. */
export function workOf<S extends Reads>(
  desk: WorkDesk,
  store: S,
  at: Instant = desk.clock.now().toISOString(),
): Work<S> {
  const { rules, calendar, newId } = desk;
  return { store, rules, calendar, at, newId, held: {} };
}

/** Who acts and from where; without a person it is the scheduler. */
export interface Acting {
  person?: Person;
  from: Origin;
}

/** The desk itself: what falls due, what the timetable sends, what the rules decide. */
export const scheduler: Acting = { from: { source: 'scheduler' } };

const acting: Role[] = [
  'specialist',
  'service-centre',
  'duty',
  'liaison',
  'office',
  'contact',
  'district-office',
  'leader',
  'leader-liaison',
];

/** What is done with which appeal: it tells in which of his roles a person acts. */
export interface Deed {
  verb: Verb;
  appeal: Appeal;
}

/** Who, in which role and for which unit, as they are at this moment (docs/develop/domain.md#timeline). */
export function stampOf({ at }: Work, { person, from }: Acting, deed?: Deed): Stamp {
  if (!person) return { by: { role: 'scheduler' }, at, from };
  const { role = 'administrator', unit } = membershipFor(person, deed) ?? {};
  return { by: { person: person.id, role, unit }, at, from };
}

/** Of several roles the one that alone allows the deed: a liaison who also is a specialist signs as liaison. */
function membershipFor(person: Person, deed: Deed | undefined): Membership | undefined {
  const rank = ({ role }: Membership) => (acting.includes(role) ? acting.indexOf(role) : acting.length);
  const ranked = [...person.memberships].sort((a, b) => rank(a) - rank(b));
  const allowed = (held: Membership) => deed && may({ ...person, memberships: [held] }, deed.verb, deed.appeal);
  return ranked.find(allowed) ?? ranked[0];
}

/** The person who acts; commands of people only. Throws Refusal `person.unknown`. */
export function personOf({ person }: Acting): Person {
  if (!person) throw new Refusal('person.unknown', {});
  return person;
}

/** Throws Refusal `appeal.unknown`. */
export async function appealOf(work: Pick<Work<Reads>, 'store'>, number: string): Promise<Appeal> {
  const appeal = await work.store.appeal(number);
  if (!appeal) throw new Refusal('appeal.unknown', { number });
  return appeal;
}

/**
 * Longer words than the desk takes are not read at all: whoever wrote them still has them, and hears the limit.
 * Throws Refusal `text.too_long`.
 */
export function mustFit({ rules }: Pick<Work, 'rules'>, text: string, where: 'message' | 'form' = 'message'): void {
  const limit = rules.district.textLimit;
  if (text.length <= limit) return;
  const length = lengthOf(text);
  if (length > limit) throw new Refusal('text.too_long', { limit, length, begins: beginningOf(text), where });
}

/**
 * What is written to an appeal is read by groups and bureaus, whoever writes it: an accusation must come as an appeal of
 * its own, which is kept in confidence (docs/develop/domain.md#sensitive). Throws Refusal `text.sensitive`.
 */
export function mustBePostable({ rules }: Work, { number, confidential }: Appeal, words: string[]): void {
  if (confidential) return;
  if (words.some((text) => sensitiveTerms(text, rules).length > 0)) throw new Refusal('text.sensitive', { number });
}
