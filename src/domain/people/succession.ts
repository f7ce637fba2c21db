import type { Appeal } from '../appeal/appeal.ts';
import type { District } from '../rules.ts';
import { holds, type Person } from './contacts.ts';

/** The people named in an appeal itself: its submitter and, if it is confidential, its readers. */
export type Sides = Pick<Appeal, 'submittedBy' | 'submittedFor' | 'confidential' | 'readers'>;

/** How many people of the district office read a confidential appeal (docs/develop/domain.md#confidential). */
export const readerCount = 2;

/**
 * The people of 区营商办 who can be reached, in the order in which they become readers of confidential appeals: first those
 * with a 职务 of the setting, in its order, then the others.
 */
export function readingOrder(people: Person[], { confidentialReaders: titles }: District): Person[] {
  const office = people.filter((person) => person.openId !== undefined && holds(person, 'district-office'));
  const rank = ({ memberships }: Person) => {
    const ranks = memberships.map(({ title = '' }) => titles.indexOf(title)).filter((place) => place >= 0);
    return Math.min(titles.length, ...ranks);
  };
  return [...office].sort((a, b) => rank(a) - rank(b));
}

/**
 * Ids of the people who read a confidential appeal today: those named when it arrived, as long as they hold the post
 * and can be reached. The next in the order of the office replaces a reader who left.
 */
export function readersToday({ readers = [] }: Pick<Sides, 'readers'>, office: string[]): string[] {
  const stay = readers.filter((id) => office.includes(id));
  const next = office.filter((id) => !stay.includes(id));
  return [...stay, ...next].slice(0, Math.max(readerCount, stay.length));
}

/**
 * Whether this person is one of its two readers. Only people of 区营商办 can be; if the office had nobody, those who join
 * it later are.
 */
export function reads(person: Person, appeal: Sides): boolean {
  if (!holds(person, 'district-office')) return false;
  const { confidential, readers = [] } = appeal;
  if (!confidential) return readers.includes(person.id);
  if (person.fellows) return readersToday(appeal, person.fellows.office).includes(person.id);
  return readers.length === 0 || readers.includes(person.id);
}

/**
 * The person who submitted it, as long as he holds a post that submits for that town or for the service centre
 * (docs/develop/domain.md#holders: rights come from the roster of today). If he left the post, the specialists of the
 * town take his place, but not for a confidential appeal.
 */
export function isSubmitter(person: Person, appeal: Sides): boolean {
  if (appeal.submittedBy === person.id) return submitsFor(person, appeal);
  const { submittedFor, confidential } = appeal;
  if (confidential || submittedFor === undefined || !person.fellows) return false;
  return isSpecialistOf(person, submittedFor) && !person.fellows.specialists.includes(appeal.submittedBy);
}

function submitsFor(person: Person, { submittedFor }: Sides): boolean {
  if (holds(person, 'service-centre', 'duty')) return true;
  return submittedFor === undefined ? holds(person, 'specialist') : isSpecialistOf(person, submittedFor);
}

export function isSpecialistOf({ memberships }: Person, town: string | undefined): boolean {
  return town !== undefined && memberships.some(({ role, unit }) => role === 'specialist' && unit === town);
}

/** The two people of the district office who will read a confidential appeal; stored in the appeal when it arrives. */
export function confidentialReaders(people: Person[], district: District): Person[] {
  return readingOrder(people, district).slice(0, readerCount);
}
