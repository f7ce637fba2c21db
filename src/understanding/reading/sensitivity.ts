import { mask } from '../../domain/texts/masking.ts';
import type { Sensitivity } from '../../domain/texts/reading.ts';
import { type Linear, scores } from '../learning/linear.ts';
import { running } from '../learning/running.ts';
import type { Model } from '../model.ts';
import { clausePairs } from '../text/clauses.ts';
import { conceptGrams, conceptsAt, conceptsOf } from '../text/concepts.ts';
import { exactIn } from '../text/exact.ts';
import { gramsOf, joined } from '../text/grams.ts';

type Judges = Pick<Model, 'sensitive' | 'sensitiveClause'>;

/** How much the whole text counts beside its worst clause. */
const wholeCounts = 0.5;

/** Above 0 it leans towards sensitive; `worst` is the clause that speaks most for it. `bare` is even, without fields. */
export function sensitiveScore(
  bare: string,
  grams: Int32Array,
  { sensitive, sensitiveClause }: Judges,
): { score: number; worst: string } {
  const whole = scores(joined(grams, clauseConcepts(bare)), sensitive)[0] as number;
  const { score, worst } = worstClause(bare, sensitiveClause);
  return { score: wholeCounts * whole + (1 - wholeCounts) * score, worst };
}

function worstClause(bare: string, model: Linear): { score: number; worst: string } {
  const along = running(bare, model);
  const concepts = conceptsAt(bare);
  let score = -2;
  let worst = bare;
  for (const { from, to } of clausePairs(bare)) {
    const [own = 0] = along.scores(from, to, conceptGrams(conceptsOf(concepts, from, to), 'text'));
    if (own > score) [score, worst] = [own, bare.slice(from, to)];
  }
  return { score, worst };
}

/** Which concepts stand together in one clause or two, anywhere in the text. */
export function clauseConcepts(bare: string): number[] {
  const concepts = conceptsAt(bare);
  const grams = clausePairs(bare).flatMap(({ from, to }) => conceptGrams(conceptsOf(concepts, from, to), 'clause'));
  return [...new Set(grams)];
}

/** Of a clause by itself. */
export function conceptsOfClause(text: string): readonly number[] {
  return conceptGrams(conceptsOf(conceptsAt(text), 0, text.length), 'text');
}

/** Blanks inside words hide them: 红 包. */
const hiding = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;

/** Reads the whole message (docs/develop/domain.md#sensitive): accusations by the models, ID and card numbers by rule. */
export function sensitivityOf(plain: string, bare: string, grams: Int32Array, model: Model): Sensitivity {
  const number = exactIn(plain).find(({ what }) => what === 'id-card' || what === 'bank-card');
  const asWritten = sensitiveScore(bare, grams, model);
  const tight = bare.replace(hiding, '');
  const joint = tight === bare ? asWritten : sensitiveScore(tight, gramsOf(tight), model);
  const { score, worst } = joint.score > asWritten.score ? joint : asWritten;
  if (number) return { level: 'sure', score: Math.max(score, 1), words: [mask(plain.slice(number.from, number.to))] };
  const { sensitiveFrom, suspectedFrom } = model.calibration;
  const level = score >= sensitiveFrom ? 'sure' : score >= suspectedFrom ? 'suspected' : 'none';
  return { level, score, words: level === 'none' ? [] : [worst.trim()] };
}
