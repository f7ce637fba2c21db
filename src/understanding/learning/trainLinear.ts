import { type Linear, rarityStep, type Sparse, sparse } from './linear.ts';
import { seeded, shuffled } from './seeded.ts';

/** One text of known class. */
export interface Example {
  grams: Int32Array;
  /** Index of its class. */
  is: number;
  /** How much it counts; 1 when absent. */
  counts?: number;
  /** Classes that are as right: it is no example against these. */
  also?: readonly number[];
}

export interface Effort {
  bits: number;
  rounds: number;
  /** The larger, the closer to the examples. */
  cost: number;
  seed: number;
}

/**
 * One class against all others: support-vector machines with squared hinge loss, by dual coordinate descent. The same
 * examples in the same order give the same model, bit for bit.
 */
export function trainLinear(examples: readonly Example[], classes: readonly string[], effort: Effort): Linear {
  const { bits } = effort;
  const rarity = rarityOf(examples, bits);
  const texts = examples.map(({ grams }) => sparse(grams, { bits, rarity }));
  const weights = new Int8Array(classes.length << bits);
  const steps = new Float32Array(classes.length);
  const bias = new Float32Array(classes.length);
  for (const one of classes.keys()) {
    const machine = trainOne(examples, texts, one, effort);
    steps[one] = pack(machine.weights, weights, one, classes.length);
    bias[one] = machine.bias;
  }
  return { classes, bits, rarity, weights, steps, bias };
}

/** ln(texts / texts that have it); what stands in one text only is not learned. */
function rarityOf(examples: readonly Example[], bits: number): Uint8Array {
  const mask = (1 << bits) - 1;
  const met = new Uint32Array(1 << bits);
  for (const { grams } of examples) for (const gram of grams) met[gram & mask] = (met[gram & mask] as number) + 1;
  const rarity = new Uint8Array(1 << bits);
  for (const [place, count] of met.entries()) {
    if (count < 2) continue;
    rarity[place] = Math.min(255, Math.max(1, Math.round(Math.log(examples.length / count) / rarityStep)));
  }
  return rarity;
}

/** Makes the weights of one class small integers. Gives what one step is worth. */
function pack(from: Float64Array, into: Int8Array, one: number, classes: number): number {
  let largest = 1e-9;
  for (const weight of from) largest = Math.max(largest, Math.abs(weight));
  const step = largest / 127;
  for (let place = 0; place < from.length; place += 1)
    into[place * classes + one] = Math.round((from[place] as number) / step);
  return step;
}

function trainOne(examples: readonly Example[], texts: readonly Sparse[], one: number, effort: Effort) {
  const weights = new Float64Array(1 << effort.bits);
  const alpha = new Float64Array(examples.length);
  const random = seeded(effort.seed);
  let bias = 0;
  for (let round = 0; round < effort.rounds; round += 1) {
    for (const index of shuffled(examples.length, random)) {
      const { is, counts = 1, also } = examples[index] as Example;
      if (is !== one && also?.includes(one)) continue;
      const { places, values } = texts[index] as Sparse;
      const sign = is === one ? 1 : -1;
      const before = alpha[index] as number;
      const soft = 1 / (2 * effort.cost * counts);
      const margin = sign * (bias + dot(weights, places, values));
      const after = Math.max(0, before - (margin - 1 + before * soft) / (2 + soft));
      if (after === before) continue;
      alpha[index] = after;
      const step = (after - before) * sign;
      bias += step;
      for (let at = 0; at < places.length; at += 1) {
        const place = places[at] as number;
        weights[place] = (weights[place] as number) + step * (values[at] as number);
      }
    }
  }
  return { weights, bias };
}

function dot(weights: Float64Array, places: Int32Array, values: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < places.length; at += 1)
    sum += (weights[places[at] as number] as number) * (values[at] as number);
  return sum;
}
