import { seeded, shuffled } from './seeded.ts';
import { bestTags, type Features, type Tagger } from './tagger.ts';

/** One text with the right tag of each character. */
export interface Tagged {
  features: Features;
  tags: Uint8Array;
}

export interface TaggerEffort {
  bits: number;
  rounds: number;
  seed: number;
}

/** Averaged structured perceptron: the same texts in the same order give the same tagger, bit for bit. */
export function trainTagger(texts: readonly Tagged[], tags: readonly string[], effort: TaggerEffort): Tagger {
  const count = tags.length;
  const weights = averaged(count << effort.bits);
  const turns = averaged((count + 1) * count);
  const mask = (1 << effort.bits) - 1;
  const fit = {
    tags: count,
    add(features: Int32Array, into: Float64Array) {
      for (const feature of features) {
        const row = (feature & mask) * count;
        for (let tag = 0; tag < count; tag += 1) into[tag] = (into[tag] as number) + (weights.now[row + tag] as number);
      }
    },
    turns: turns.now,
  };
  const learn = ({ features, tags: right }: Tagged, chosen: Uint8Array) => {
    for (const [at, own] of features.entries()) {
      const is = right[at] as number;
      const was = chosen[at] as number;
      const isFrom = at === 0 ? count : (right[at - 1] as number);
      const wasFrom = at === 0 ? count : (chosen[at - 1] as number);
      if (is === was && isFrom === wasFrom) continue;
      turns.change(isFrom * count + is, 1);
      turns.change(wasFrom * count + was, -1);
      if (is === was) continue;
      for (const feature of own) {
        weights.change((feature & mask) * count + is, 1);
        weights.change((feature & mask) * count + was, -1);
      }
    }
  };
  const random = seeded(effort.seed);
  for (let round = 0; round < effort.rounds; round += 1) {
    for (const index of shuffled(texts.length, random)) {
      const text = texts[index] as Tagged;
      weights.step();
      turns.step();
      learn(text, bestTags(text.features, fit));
    }
  }
  return packed(tags, effort.bits, weights.mean(), turns.mean());
}

/** Numbers whose mean over all steps is wanted, without adding them up at each. */
function averaged(length: number) {
  const now = new Float32Array(length);
  const owed = new Float64Array(length);
  let steps = 0;
  return {
    now,
    step: () => {
      steps += 1;
    },
    change(at: number, by: number) {
      now[at] = (now[at] as number) + by;
      owed[at] = (owed[at] as number) + by * steps;
    },
    mean: () => now.map((value, at) => value - (owed[at] as number) / (steps + 1)),
  };
}

function packed(tags: readonly string[], bits: number, weights: Float32Array, turns: Float32Array): Tagger {
  let largest = 1e-9;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const step = largest / 32_767;
  return { tags, bits, weights: Int16Array.from(weights, (weight) => Math.round(weight / step)), turns, step };
}
