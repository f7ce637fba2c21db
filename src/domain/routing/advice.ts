import type { Routing } from '../appeal/parts.ts';
import type { Person } from '../people/contacts.ts';
import type { Rules } from '../rules.ts';
import type { Matter, Understanding } from '../texts/reading.ts';
import { candidate, route, sensitiveTerms, shown } from './route.ts';

interface Unrouted {
  text: string;
  mentioned: Person[];
  read: Understanding;
}

/**
 * Whether somebody outside may be asked where a text belongs: only when nobody here can tell, and never about one that
 * is or may be sensitive, or that a group would not read (docs/operate/configuration.md#language-model).
 */
export function needsAdvice({ text, mentioned, read }: Unrouted, rules: Rules): boolean {
  return route(text, mentioned, rules, read).kind === 'unsure' && sensitiveTerms(text, rules).length === 0;
}

/**
 * What nobody here could tell, with the task force that was proposed marked among the likeliest; one that is not among
 * them takes the place of the last. Anything else stays as it is: a proposal decides nothing.
 */
export function withAdvice(routing: Routing, proposed: number | undefined, matter: Matter, rules: Rules): Routing {
  if (routing.kind !== 'unsure' || proposed === undefined) return routing;
  const { candidates } = routing;
  const known = candidates.some(({ taskForce }) => taskForce === proposed);
  const offered = known ? candidates : [...candidates.slice(0, shown - 1), candidate(matter, proposed, rules)];
  const marked = offered.map((one) => (one.taskForce === proposed ? { ...one, advised: true as const } : one));
  return { kind: 'unsure', candidates: marked };
}
