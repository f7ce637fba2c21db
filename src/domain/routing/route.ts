import type { Candidate, Routing } from '../appeal/parts.ts';
import { type Person, taskForcesOf } from '../people/contacts.ts';
import type { Rules } from '../rules.ts';
import { plainText } from '../texts/plainText.ts';
import { scoreText } from './score.ts';
import { namedTaskForces } from './taskForceWords.ts';

/** A guess needs at least the score `enough`, and `ahead` times the score of the next best. */
const enough = 3;
const ahead = 1.4;
const shown = 3;

/**
 * Finds the task force for a text: sensitive text goes to nobody; a mention of a contact of one task force or the words
 * 获得电力专班 decide; a mention of a contact of several narrows the choice; else the score of the keywords decides, when it
 * is clear. Everything else calls only this function, so what is behind it can be replaced freely.
 */
export function route(text: string, mentioned: Person[], rules: Rules): Routing {
  const terms = sensitiveTerms(text, rules);
  if (terms.length > 0) return { kind: 'sensitive', terms };
  const scored = scoreText(text, rules);
  const named = namedTaskForces(text, rules.taskForces);
  const [only] = named;
  if (only !== undefined && named.length === 1) {
    return { kind: 'decided', by: 'words', choice: candidate(only, scored, rules), candidates: scored.slice(0, shown) };
  }
  const served = new Set(mentioned.flatMap((person) => servedBy(person, rules)));
  if (served.size === 1) {
    const [choice] = [...served].map((number) => candidate(number, scored, rules));
    if (choice) return { kind: 'decided', by: 'mention', choice, candidates: scored.slice(0, shown) };
  }
  const narrowed = named.length > 1 ? new Set(named) : served;
  if (narrowed.size > 1) return guess([...narrowed].map((number) => candidate(number, scored, rules)));
  return guess(scored);
}

/** Task forces of his roles; a contact of a unit also serves those that his unit leads. */
function servedBy(person: Person, rules: Rules): number[] {
  const units = new Set(person.memberships.filter(({ role }) => role === 'contact').map(({ unit }) => unit));
  const led = rules.taskForces.filter(({ leadUnit }) => units.has(leadUnit)).map(({ number }) => number);
  const own = taskForcesOf(person);
  return own.length > 0 ? own : led;
}

/**
 * Words that keep a text out of every group and bureau (docs/develop/domain.md#sensitive); empty when there are none.
 */
export function sensitiveTerms(text: string, { lexicon }: Rules): string[] {
  const tight = plainText(text).replace(/\s/g, '');
  return [...lexicon.sensitive, ...lexicon.classified].filter((term) => tight.includes(term));
}

function guess(candidates: Candidate[]): Routing {
  const [first, second] = [...candidates].sort((a, b) => b.score - a.score);
  const clear = first && first.score >= enough && first.score >= ahead * (second?.score ?? 0);
  if (clear) return { kind: 'guess', choice: first, candidates: candidates.slice(0, shown) };
  return { kind: 'unsure', candidates: candidates.slice(0, shown) };
}

function candidate(taskForce: number, scored: Candidate[], rules: Rules): Candidate {
  const known = scored.find((one) => one.taskForce === taskForce);
  const unit = rules.taskForces.find(({ number }) => number === taskForce)?.leadUnit ?? '';
  return known ?? { taskForce, unit, score: 0, words: [] };
}
