import { Refusal } from '../errors.ts';
import { addDays, chinaDate } from '../time/chinaTime.ts';
import type { ChinaDate, Instant } from '../time/instant.ts';
import { type Membership, type Person, type Role, vacant } from './contacts.ts';

/**
 * Posts that somebody else may hold for a time: posts that handle appeals, never posts that decide or read confidential
 * ones.
 */
const standable: readonly Role[] = ['contact', 'liaison', 'office', 'specialist'];

/** Those of this person's posts that another person may hold for him. */
export function ownPosts({ memberships }: Person): Membership[] {
  return memberships.filter(({ role, until }) => until === undefined && standable.includes(role));
}

interface Appointment {
  posts: Membership[];
  absent?: Person;
  until: ChinaDate;
  at: Instant;
  /** `substituteDays` of the district. */
  mostDays: number;
}

/**
 * 代岗: adds these posts to the substitute until the end of that day. Throws Refusal `substitute.self`, `substitute.date`
 * (past, or more than `mostDays` ahead), `substitute.nothing` when there is no post to hold.
 */
export function withSubstitutePosts(substitute: Person, { posts, absent, until, at, mostDays }: Appointment): Person {
  if (absent?.id === substitute.id) throw new Refusal('substitute.self', {});
  const today = chinaDate(at);
  if (until < today || until > addDays(today, mostDays))
    throw new Refusal('substitute.date', { date: until, days: mostDays });
  if (posts.length === 0) throw new Refusal('substitute.nothing', { name: absent?.name ?? substitute.name });
  const standsInFor = absent?.id ?? vacant;
  const held = posts.map(({ title: _, ...post }) => ({ ...post, standsInFor, until }));
  const others = substitute.memberships.filter((own) => !(own.standsInFor === standsInFor && covers(posts, own)));
  return { ...substitute, memberships: [...others, ...held] };
}

function covers(posts: Membership[], own: Membership): boolean {
  return posts.some(
    ({ role, taskForce, unit, tier }) =>
      role === own.role && taskForce === own.taskForce && unit === own.unit && tier === own.tier,
  );
}

/**
 * The substitute without the posts he held for others: all of them, only those held for one person, or only those that
 * ended before a date.
 */
export function withoutExpiredPosts(
  substitute: Person,
  { of, before }: { of?: string; before?: ChinaDate } = {},
): Person {
  const stays = ({ until, standsInFor }: Membership) =>
    until === undefined || (of !== undefined && standsInFor !== of) || (before !== undefined && until >= before);
  return { ...substitute, memberships: substitute.memberships.filter(stays) };
}

/** The next day on which a post he holds for others is over. */
export function nextEnd({ memberships }: Person): ChinaDate | undefined {
  const last = memberships.flatMap(({ until }) => until ?? []).sort()[0];
  return last && addDays(last, 1);
}
