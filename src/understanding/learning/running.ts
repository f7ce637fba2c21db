import { runsAt, runsOf } from '../text/grams.ts';
import type { Linear } from './linear.ts';

/** Sums along a text, by which any part of it can be scored at once. */
export interface Running {
  /** Scores of the part [from, to), for each class, as if the part stood alone; `more` are further features of it. */
  scores(from: number, to: number, more?: readonly number[]): Float64Array;
}

/**
 * Scores of a linear model along a text: a part costs as much as its classes, whatever its length. A run that occurs
 * twice counts twice, and runs over the part's end count, which for parts of a sentence makes no difference.
 */
export function running(text: string, model: Linear): Running {
  const count = model.classes.length;
  const mask = (1 << model.bits) - 1;
  const runs = runsOf(text);
  const sums = new Float64Array((text.length + 1) * count);
  const squares = new Float64Array(text.length + 1);
  for (let at = 0; at < text.length; at += 1) {
    const here = at * count;
    const next = here + count;
    for (let one = 0; one < count; one += 1) sums[next + one] = sums[here + one] as number;
    let square = squares[at] as number;
    for (let length = 0; length < runsAt; length += 1) {
      const place = (runs[at * runsAt + length] as number) & mask;
      const rare = model.rarity[place] as number;
      if (rare === 0) continue;
      square += rare * rare;
      for (let one = 0; one < count; one += 1)
        sums[next + one] = (sums[next + one] as number) + rare * (model.weights[place * count + one] as number);
    }
    squares[at + 1] = square;
  }
  return {
    scores(from, to, more = []) {
      const own = new Float64Array(count);
      let square = (squares[to] as number) - (squares[from] as number);
      for (let one = 0; one < count; one += 1)
        own[one] = (sums[to * count + one] as number) - (sums[from * count + one] as number);
      for (const feature of more) {
        const place = feature & mask;
        const rare = model.rarity[place] as number;
        square += rare * rare;
        for (let one = 0; one < count; one += 1)
          own[one] = (own[one] as number) + rare * (model.weights[place * count + one] as number);
      }
      const scale = 1 / (Math.sqrt(square) || 1);
      for (let one = 0; one < count; one += 1)
        own[one] = (own[one] as number) * scale * (model.steps[one] as number) + (model.bias[one] as number);
      return own;
    },
  };
}
