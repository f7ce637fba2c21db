import { type Linear, scores } from '../learning/linear.ts';
import type { Calibration } from '../model.ts';
import { judged, severalScore } from '../reading/matters.ts';
import { outlineOf } from '../reading/outline.ts';
import { softmax } from '../reading/ranking.ts';
import { sensitiveScore } from '../reading/sensitivity.ts';
import { kindFeatures } from '../reading/shape.ts';
import { verbSums } from '../reading/verb.ts';
import { even } from '../text/even.ts';
import { gramsOf, withFeatures } from '../text/grams.ts';
import { type Prepared, prepared } from './prepared.ts';
import type { Sources } from './rows.ts';
import { isBoundary, isSeveral, type Linears } from './trainModels.ts';

/** Shares of held-back texts that may be on the wrong side; what is left is the price of the other side. */
const allowed = {
  appealsLost: 0.023,
  ordinaryHeld: 0.08,
  lookAlikesSure: 0.03,
  falselyUrgent: 0.052,
  wronglySplit: 0.042,
  dispatchedWrong: 0.012,
};

/** Thresholds and sharpness for models of other texts, from texts they were not trained on. */
export function calibrate(models: Linears, held: Sources): Calibration {
  const all = held.rows.map(prepared);
  const appeals = all.filter(({ row }) => row.kind === 'appeal');
  const ordinary = appeals.filter(({ row }) => !row.sensitive);
  const routed = held.dev.map(prepared).map((one) => ({ one, sums: scores(gramsOf(one.bare), models.taskForce) }));
  const taskForce = sharpest(
    routed.map(({ one: { row }, sums }) => ({ sums, right: [row.label, ...row.alt].map((label) => label - 1) })),
  );
  return {
    taskForce,
    verb: sharpest(
      held.intents.map((row) => ({
        sums: sumsOfVerbs(row, models),
        right: [models.verb.classes.indexOf(row.intent)],
      })),
    ),
    dispatchFrom: dispatchFrom(routed.map(({ one: { row }, sums }) => rightAt(row, softmax(sums, taskForce)))),
    appealFrom: lowest(
      appeals.map((one) => lead(one, models.kind)),
      allowed.appealsLost,
    ),
    ...sensitiveFrom(ordinary, models),
    urgentFrom: highest(
      ordinary.filter(({ row }) => !row.urgent).map(({ bare }) => only(scores(gramsOf(bare), models.urgent))),
      allowed.falselyUrgent,
    ),
    ...splitFrom(appeals, models),
  };
}

function sumsOfVerbs({ text, said_by, quoting }: Sources['intents'][number], model: Linears): Float64Array {
  const plain = even(text);
  const kindSums = scores(withFeatures(gramsOf(plain), kindFeatures(plain)), model.kind);
  return verbSums(plain, { by: said_by, quoting }, { kindSums, model });
}

function rightAt({ label, alt }: Prepared['row'], confidence: Float64Array) {
  const best = confidence.indexOf(Math.max(...confidence));
  return { confidence: confidence[best] as number, right: [label, ...alt].includes(best + 1) };
}

function lead({ bare, plain }: Prepared, kind: Linear): number {
  const [appeal = 0, ...others] = scores(withFeatures(gramsOf(bare), kindFeatures(plain)), kind);
  return appeal - Math.max(...others);
}

/** The sharpness that makes what is right likeliest on the whole. */
function sharpest(cases: readonly { sums: Float64Array; right: readonly number[] }[]): number {
  let best = 1;
  let most = Number.NEGATIVE_INFINITY;
  for (let sharpness = 1; sharpness <= 14; sharpness += 0.25) {
    let likely = 0;
    for (const { sums, right } of cases) {
      const confidence = softmax(sums, sharpness);
      likely += Math.log(
        Math.max(
          1e-9,
          right.reduce((sum, one) => sum + (confidence[one] as number), 0),
        ),
      );
    }
    if (likely > most) [most, best] = [likely, sharpness];
  }
  return best;
}

/** The lowest confidence from which on so few are wrong. */
function dispatchFrom(cases: readonly { confidence: number; right: boolean }[]): number {
  const sorted = [...cases].sort((one, other) => other.confidence - one.confidence);
  let wrong = 0;
  let from = 1;
  for (const [at, { confidence, right }] of sorted.entries()) {
    if (!right) wrong += 1;
    if (at >= 20 && wrong / (at + 1) <= allowed.dispatchedWrong) from = confidence;
  }
  return from;
}

function sensitiveFrom(
  ordinary: readonly Prepared[],
  models: Linears,
): Pick<Calibration, 'sensitiveFrom' | 'suspectedFrom'> {
  const score = ({ bare }: Prepared) => sensitiveScore(bare, gramsOf(bare), models).score;
  const near = ordinary.filter(({ row }) => row.nearly);
  const suspectedFrom = highest(ordinary.filter(({ row }) => !row.nearly).map(score), allowed.ordinaryHeld);
  return { suspectedFrom, sensitiveFrom: Math.max(suspectedFrom, highest(near.map(score), allowed.lookAlikesSure)) };
}

function splitFrom(appeals: readonly Prepared[], models: Linears): Pick<Calibration, 'severalFrom' | 'boundaryFrom'> {
  const outlined = appeals.map((one) => {
    const outline = outlineOf(one.plain, one.fields, models.taskForce);
    return { one, outline, boundaries: judged(outline, models.boundary) };
  });
  const single = outlined.filter(({ one }) => !isSeveral(one));
  const severalFrom = highest(
    single.map(({ one, outline, boundaries }) =>
      severalScore(gramsOf(one.bare), outline, { several: models.several, boundaries }),
    ),
    allowed.wronglySplit,
  );
  const placed = outlined
    .filter(({ one }) => one.row.matters)
    .flatMap(({ one, boundaries }) => boundaries.map(({ at, score }) => ({ score, is: isBoundary(one, at) })));
  return { severalFrom, boundaryFrom: bestCut(placed) };
}

/** Where precision and recall balance best (F1). */
function bestCut(judged: readonly { score: number; is: boolean }[]): number {
  const sorted = [...judged].sort((one, other) => other.score - one.score);
  const all = judged.filter(({ is }) => is).length;
  let hits = 0;
  let best = 0;
  let from = 0;
  for (const [at, { score, is }] of sorted.entries()) {
    if (is) hits += 1;
    const balance = (2 * hits) / (at + 1 + all);
    if (balance > best) [best, from] = [balance, score];
  }
  return from;
}

/** The value from which on at most this share of the numbers lies. */
function highest(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => other - one);
  return sorted[Math.floor(sorted.length * share)] ?? 0;
}

/** The value below which at most this share of the numbers lies. */
function lowest(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length * share)] ?? 0;
}

function only(sums: Float64Array): number {
  return sums[0] as number;
}
