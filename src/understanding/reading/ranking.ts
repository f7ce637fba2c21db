import type { Ranked } from '../../domain/texts/reading.ts';
import { type Linear, scores, weightOf } from '../learning/linear.ts';
import { runsAt, runsOf } from '../text/grams.ts';

/** Task forces by the grams of an even text without its fields, likeliest first. `sharpness`: Calibration.taskForce. */
export function ranked(grams: Int32Array, model: Linear, sharpness: number): [Ranked, ...Ranked[]] {
  const confidence = softmax(scores(grams, model), sharpness);
  return model.classes
    .map((name, index): Ranked => ({ taskForce: Number(name), confidence: confidence[index] as number }))
    .sort((one, other) => other.confidence - one.confidence || one.taskForce - other.taskForce) as [
    Ranked,
    ...Ranked[],
  ];
}

/** Probabilities of scores. */
export function softmax(sums: Float64Array, sharpness: number): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (const sum of sums) most = Math.max(most, sum);
  const powers = new Float64Array(sums.length);
  let total = 0;
  for (let at = 0; at < sums.length; at += 1) total += powers[at] = Math.exp(((sums[at] as number) - most) * sharpness);
  for (let at = 0; at < sums.length; at += 1) powers[at] = (powers[at] as number) / total;
  return powers;
}

const told = 3;

interface Run {
  words: string;
  from: number;
  weight: number;
}

/** Up to three runs of two to four letters of a text that speak most for a class, strongest first. */
export function decisive(text: string, model: Linear, one: number): string[] {
  const chosen: Run[] = [];
  for (const run of runsFor(text, model, one)) {
    const apart = chosen.every(
      ({ words, from }) => run.from >= from + words.length || from >= run.from + run.words.length,
    );
    if (apart && !chosen.some(({ words }) => words === run.words)) chosen.push(run);
    if (chosen.length === told) break;
  }
  return chosen.map(({ words }) => words);
}

function runsFor(text: string, model: Linear, one: number): Run[] {
  const grams = runsOf(text);
  const runs: Run[] = [];
  for (let from = 0; from < text.length; from += 1) {
    for (let length = 2; length <= runsAt && from + length <= text.length; length += 1) {
      const words = text.slice(from, from + length);
      if (!/^[\p{Script=Han}a-z]+$/u.test(words) || /[甲乙丙丁]/.test(words)) break;
      let weight = 0;
      for (let at = 0; at < length; at += 1)
        for (let inner = 1; at + inner <= length; inner += 1)
          weight += weightOf(grams[(from + at) * runsAt + inner - 1] as number, one, model);
      if (weight > 0) runs.push({ words, from, weight: weight / Math.sqrt(length) });
    }
  }
  return runs.sort((first, second) => second.weight - first.weight || first.from - second.from);
}
