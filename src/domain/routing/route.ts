import type { Candidate, Routing } from '../appeal/parts.ts';
import type { Likeness } from '../learning/memory.ts';
import { type Person, taskForcesOf } from '../people/contacts.ts';
import type { Rules } from '../rules.ts';
import { plainText } from '../texts/plainText.ts';
import type { Matter, Ranked, Understanding } from '../texts/reading.ts';
import { corrected } from './corrected.ts';
import { measureOf } from './measureOf.ts';
import { reasonsOf } from './reasons.ts';
import { namedTaskForces } from './taskForceWords.ts';

/** As many are offered when nobody can tell. */
export const shown = 3;
/** With a word of the district's list in it, a text needs to lean this far to be suspected. */
const leaning = -0.7;

/**
 * Finds the task force for a text: what is or may be sensitive goes to nobody; a mention of a contact of one task force
 * or the words 获得电力专班 decide; several of them narrow the choice; else what the reader understood, when it is sure
 * enough and the text is about one matter.
 */
export function route(text: string, mentioned: Person[], rules: Rules, read = rules.reader.read(text)): Routing {
  const terms = inConfidence(text, read, rules);
  if (terms) return { kind: 'sensitive', terms, ...(read.sensitivity.level === 'sure' ? {} : { suspected: true }) };
  const [matter] = read.matters;
  const named = namedTaskForces(text, rules.taskForces);
  const served = new Set(mentioned.flatMap((person) => servedBy(person, rules)));
  const decided = (by: 'words' | 'mention', number: number): Routing => {
    return { kind: 'decided', by, choice: candidate(matter, number, rules), candidates: candidatesFor(matter, rules) };
  };
  const [only] = named.length === 1 ? named : [];
  if (only !== undefined) return decided('words', only);
  const [one] = served.size === 1 ? [...served] : [];
  if (one !== undefined) return decided('mention', one);
  const narrowed = named.length > 1 ? new Set(named) : served;
  return guess(read, narrowed, rules);
}

/** Words that keep a text in confidence; undefined when nothing in it does. */
function inConfidence(text: string, { sensitivity }: Understanding, rules: Rules): string[] | undefined {
  const listed = sensitiveTerms(text, rules);
  const { level, score, words } = sensitivity;
  if (level !== 'none') return [...(listed.length > 0 ? listed : words)];
  const secret = rules.lexicon.classified.some((term) => listed.includes(term));
  return listed.length > 0 && (secret || score >= leaning) ? listed : undefined;
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

function guess({ matters }: Understanding, narrowed: ReadonlySet<number>, rules: Rules): Routing {
  const [matter] = matters;
  const likes = likesOf(matter, rules);
  const possible = narrowed.size > 1 ? among(matter.ranking, narrowed) : matter.ranking;
  const { ranking, sure } = corrected(possible, likes, rules.reader.dispatchFrom);
  const candidates = ranking.slice(0, shown).map((one) => candidateOf(matter, one, { rules, likes }));
  const [choice] = candidates;
  if (choice && sure && matters.length === 1) return { kind: 'guess', choice, candidates };
  return { kind: 'unsure', candidates };
}

/** Those of the ranking that may be meant, with what confidence each has among them. */
function among(ranking: readonly Ranked[], narrowed: ReadonlySet<number>): Ranked[] {
  const kept = ranking.filter(({ taskForce }) => narrowed.has(taskForce));
  const total = kept.reduce((sum, { confidence }) => sum + confidence, 0);
  return kept.map(({ taskForce, confidence }) => ({ taskForce, confidence: confidence / (total || 1) }));
}

/** The likeliest three for a matter. */
export function candidatesFor(matter: Matter, rules: Rules): Candidate[] {
  const likes = likesOf(matter, rules);
  const { ranking } = corrected(matter.ranking, likes, rules.reader.dispatchFrom);
  return ranking.slice(0, shown).map((one) => candidateOf(matter, one, { rules, likes }));
}

function likesOf({ bare }: Matter, { memory }: Rules): readonly Likeness[] {
  return memory?.like(bare) ?? [];
}

/** One task force as a candidate, with what the reader makes of it. */
export function candidate(matter: Matter, taskForce: number, rules: Rules): Candidate {
  const ranked = matter.ranking.find((one) => one.taskForce === taskForce);
  return candidateOf(matter, ranked ?? { taskForce, confidence: 0 }, { rules, likes: [] });
}

interface Grounds {
  rules: Rules;
  likes: readonly Likeness[];
}

function candidateOf(matter: Matter, { taskForce, confidence }: Ranked, { rules, likes }: Grounds): Candidate {
  const { measure, unit } = measureOf(matter.text, taskForce, rules);
  const words = reasonsOf(matter, taskForce, rules);
  const { cases } = likes.find((like) => like.taskForce === taskForce) ?? {};
  const found = { taskForce, unit, measure, score: Math.round(confidence * 100) / 100, words };
  return cases === undefined ? found : { ...found, corrections: cases };
}
