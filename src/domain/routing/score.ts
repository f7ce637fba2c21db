import type { Candidate } from '../appeal/parts.ts';
import type { Rules } from '../rules.ts';

interface Keyword {
  word: string;
  taskForce: number;
  measure?: number;
  unit: string;
}

interface Index {
  keywords: Keyword[];
  /** How many task forces share each word: a word that many share says little. */
  owners: Map<string, number>;
}

const indexes = new WeakMap<Rules, Index>();

function indexOf(rules: Rules): Index {
  const known = indexes.get(rules);
  if (known) return known;
  const plain = new Set(rules.lexicon.plain);
  const keywords: Keyword[] = [];
  for (const { number, leadUnit, keywords: words, name } of rules.taskForces) {
    for (const word of [name, ...words]) keywords.push({ word, taskForce: number, unit: leadUnit });
  }
  for (const { number, taskForce, leadUnits, keywords: words } of rules.measures) {
    const unit = leadUnits.find((id) => rules.units.some((known) => known.id === id && !known.collective));
    const fallback = rules.taskForces.find((force) => force.number === taskForce)?.leadUnit ?? '';
    for (const word of words) keywords.push({ word, taskForce, measure: number, unit: unit ?? fallback });
  }
  const kept = keywords.filter(({ word }) => word.length >= 2 && !plain.has(word));
  const index = { keywords: kept, owners: countOwners(kept) };
  indexes.set(rules, index);
  return index;
}

function countOwners(keywords: Keyword[]): Map<string, number> {
  const owners = new Map<string, Set<number>>();
  for (const { word, taskForce } of keywords) owners.set(word, (owners.get(word) ?? new Set()).add(taskForce));
  return new Map([...owners].map(([word, forces]) => [word, forces.size]));
}

/**
 * Scores every task force by its keywords that occur in the text: longer words, and words of few task forces, weigh
 * more.
 */
export function scoreText(text: string, rules: Rules): Candidate[] {
  const { keywords, owners } = indexOf(rules);
  const byForce = new Map<
    number,
    { words: Map<string, number>; measures: Map<number, { score: number; unit: string }> }
  >();
  for (const { word, taskForce, measure, unit } of keywords) {
    if (!text.includes(word)) continue;
    const weight = word.length / (owners.get(word) ?? 1);
    const entry = byForce.get(taskForce) ?? { words: new Map(), measures: new Map() };
    entry.words.set(word, weight);
    if (measure !== undefined) {
      const before = entry.measures.get(measure)?.score ?? 0;
      entry.measures.set(measure, { score: before + weight, unit });
    }
    byForce.set(taskForce, entry);
  }
  return [...byForce]
    .map(([taskForce, { words, measures }]) => toCandidate(taskForce, words, measures, rules))
    .sort((a, b) => b.score - a.score || a.taskForce - b.taskForce);
}

function toCandidate(
  taskForce: number,
  words: Map<string, number>,
  measures: Map<number, { score: number; unit: string }>,
  rules: Rules,
): Candidate {
  const kept = [...words].filter(
    ([word]) => ![...words.keys()].some((other) => other !== word && other.includes(word)),
  );
  const score = kept.reduce((sum, [, weight]) => sum + weight, 0);
  const best = [...measures].sort(([, a], [, b]) => b.score - a.score)[0];
  const leadUnit = rules.taskForces.find(({ number }) => number === taskForce)?.leadUnit ?? '';
  const told = kept.sort(([, a], [, b]) => b - a).map(([word]) => word);
  return {
    taskForce,
    measure: best?.[0],
    unit: leadUnit,
    score: Math.round(score * 100) / 100,
    words: told.slice(0, 3),
  };
}
