/**
 * A linear classifier over hashed features: one row of small integers for each place, one column for each class. A
 * place's rarity (inverse document frequency) weighs what stands there.
 */
export interface Linear {
  classes: readonly string[];
  /** The table has 2^bits places. */
  bits: number;
  /** Rarity by place, in steps of `rarityStep`; 0: never met in training. */
  rarity: Uint8Array;
  /** Place by place, a weight for each class. */
  weights: Int8Array;
  /** What one step of a weight is worth, by class. */
  steps: Float32Array;
  bias: Float32Array;
}

export const rarityStep = 1 / 20;

/** A text's features by place, scaled to length 1. */
export interface Sparse {
  places: Int32Array;
  values: Float32Array;
}

export function sparse(grams: Int32Array, { bits, rarity }: Pick<Linear, 'bits' | 'rarity'>): Sparse {
  const mask = (1 << bits) - 1;
  const places = new Int32Array(grams.length);
  const values = new Float32Array(grams.length);
  let count = 0;
  let square = 0;
  for (const gram of grams) {
    const place = gram & mask;
    const rare = rarity[place] as number;
    if (rare === 0) continue;
    places[count] = place;
    values[count] = rare;
    square += rare * rare;
    count += 1;
  }
  const scale = 1 / Math.sqrt(square || 1);
  for (let at = 0; at < count; at += 1) values[at] = (values[at] as number) * scale;
  return { places: places.subarray(0, count), values: values.subarray(0, count) };
}

/** A score for each class; above 0 it leans towards yes. */
export function scores(grams: Int32Array, model: Linear): Float64Array {
  const { places, values } = sparse(grams, model);
  const count = model.classes.length;
  const sums = new Float64Array(count);
  for (let at = 0; at < places.length; at += 1) {
    const row = (places[at] as number) * count;
    const value = values[at] as number;
    for (let one = 0; one < count; one += 1)
      sums[one] = (sums[one] as number) + value * (model.weights[row + one] as number);
  }
  for (let one = 0; one < count; one += 1)
    sums[one] = (sums[one] as number) * (model.steps[one] as number) + (model.bias[one] as number);
  return sums;
}

/** What one feature adds to a class's score in a text of one feature: by it, words that decided are found. */
export function weightOf(gram: number, one: number, model: Linear): number {
  const place = gram & ((1 << model.bits) - 1);
  const weight = model.weights[place * model.classes.length + one] as number;
  return (model.rarity[place] as number) * weight * (model.steps[one] as number);
}
