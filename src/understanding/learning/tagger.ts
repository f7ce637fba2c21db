/** A sequence tagger: each character gets a tag, chosen together along the text (Viterbi over averaged weights). */
export interface Tagger {
  tags: readonly string[];
  bits: number;
  /** Place by place, a weight for each tag. */
  weights: Int16Array;
  /** From each tag to each, last the text's beginning. */
  turns: Float32Array;
  /** What one step of a weight is worth. */
  step: number;
}

/** Features of each character of one text, as 32-bit hashes. */
export type Features = readonly Int32Array[];

/** What Viterbi needs to know: how well a tag fits at a place, and after another. */
export interface Fit {
  tags: number;
  /** Adds to `into` what the features speak for each tag. */
  add(features: Int32Array, into: Float64Array): void;
  /** From each tag to each, the text's beginning as the last row: place from × tags + to. */
  turns: Float32Array;
}

export function fitOf({ tags, bits, weights, turns, step }: Tagger): Fit {
  const count = tags.length;
  const mask = (1 << bits) - 1;
  const learned = learnedRows(weights, count);
  return {
    tags: count,
    add(features, into) {
      for (let at = 0; at < features.length; at += 1) {
        const place = (features[at] as number) & mask;
        if (learned[place] === 0) continue;
        const row = place * count;
        for (let tag = 0; tag < count; tag += 1) into[tag] = (into[tag] as number) + (weights[row + tag] as number);
      }
      for (let tag = 0; tag < count; tag += 1) into[tag] = (into[tag] as number) * step;
    },
    turns,
  };
}

/** 0 for each place at which nothing was learned: most features of a text were never met. */
function learnedRows(weights: Int16Array, tags: number): Uint8Array {
  const learned = new Uint8Array(weights.length / tags);
  for (let at = 0; at < weights.length; at += 1) if (weights[at] !== 0) learned[Math.floor(at / tags)] = 1;
  return learned;
}

/** The best row of tags, as indexes. */
export function bestTags(features: Features, { tags, add, turns }: Fit): Uint8Array {
  const back = new Uint8Array(features.length * tags);
  let before = new Float64Array(tags);
  let now = new Float64Array(tags);
  for (let at = 0; at < features.length; at += 1) {
    now.fill(0);
    add(features[at] as Int32Array, now);
    for (let to = 0; to < tags; to += 1) {
      let best = at === 0 ? tags : 0;
      let most = at === 0 ? (turns[tags * tags + to] as number) : (before[0] as number) + (turns[to] as number);
      for (let from = 1; at > 0 && from < tags; from += 1) {
        const sum = (before[from] as number) + (turns[from * tags + to] as number);
        if (sum > most) {
          most = sum;
          best = from;
        }
      }
      now[to] = (now[to] as number) + most;
      back[at * tags + to] = best;
    }
    [before, now] = [now, before];
  }
  return tracedBack(back, before, features.length, tags);
}

function tracedBack(back: Uint8Array, last: Float64Array, length: number, tags: number): Uint8Array {
  const chosen = new Uint8Array(length);
  let tag = 0;
  for (let one = 1; one < tags; one += 1) if ((last[one] as number) > (last[tag] as number)) tag = one;
  for (let at = length - 1; at >= 0; at -= 1) {
    chosen[at] = tag;
    tag = back[at * tags + tag] as number;
  }
  return chosen;
}
