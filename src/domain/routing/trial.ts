import type { Candidate } from '../appeal/parts.ts';
import type { Person } from '../people/contacts.ts';
import type { Rules } from '../rules.ts';
import type { Matter, Understanding } from '../texts/reading.ts';
import { candidatesFor, route } from './route.ts';
import { namedTaskForces } from './taskForceWords.ts';

/** What would become of one matter of a text that is tried. */
export interface TriedMatter {
  matter: Matter;
  candidates: Candidate[];
}

/**
 * What would become of a text: held in confidence (`terms` did it), shown back as no appeal or as several matters,
 * dispatched at once by words or a mention, dispatched after the grace time, or asked.
 */
export type Outcome =
  | { how: 'held'; suspected: boolean; terms: readonly string[] }
  | { how: 'no-appeal' }
  | { how: 'several'; count: number }
  | { how: 'decided'; by: 'words' | 'mention'; choice: Candidate }
  | { how: 'guess'; choice: Candidate }
  | { how: 'unsure' };

export interface Trial {
  read: Understanding;
  matters: TriedMatter[];
  outcome: Outcome;
}

/** 测试派单: reads and routes as a submission does, and keeps nothing. */
export function tryText(text: string, mentioned: Person[], rules: Rules): Trial {
  const read = rules.reader.read(text);
  const matters = read.matters.map((matter) => ({ matter, candidates: candidatesFor(matter, rules) }));
  return { read, matters, outcome: outcomeOf(text, mentioned, { rules, read }) };
}

function outcomeOf(text: string, mentioned: Person[], { rules, read }: { rules: Rules; read: Understanding }): Outcome {
  const routing = route(text, mentioned, rules, read);
  if (routing.kind === 'sensitive') return { how: 'held', suspected: routing.suspected === true, terms: routing.terms };
  if (isNoAppeal(text, mentioned, { rules, read })) return { how: 'no-appeal' };
  if (read.matters.length > 1) return { how: 'several', count: read.matters.length };
  if (routing.kind === 'unsure') return { how: 'unsure' };
  const { choice } = routing;
  return routing.kind === 'decided' && routing.by !== 'person'
    ? { how: 'decided', by: routing.by, choice }
    : { how: 'guess', choice };
}

/** No appeal, unless it names who is to handle it or whose matter it is. */
export function isNoAppeal(
  text: string,
  mentioned: Person[],
  { rules, read: { kind, matters } }: { rules: Rules; read: Understanding },
): boolean {
  if (kind === 'appeal' || mentioned.length > 0) return false;
  const named = namedTaskForces(text, rules.taskForces).length > 0;
  const reported = matters[0].company !== undefined && kind !== 'notice' && kind !== 'thanks';
  return !named && !reported;
}
