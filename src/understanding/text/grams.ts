const longest = 4;

/**
 * What a text is made of for a linear model: its runs of one to four characters, each once, as 32-bit hashes (FNV-1a,
 * mixed), in ascending order. Digits count as one sign, since which number it is says nothing of the matter. Beginning and end are
 * marked.
 */
export function gramsOf(text: string): Int32Array {
  return partGrams(`^${text}$`);
}

/** As `gramsOf`, of a part of a text: where it begins and ends is not marked. */
export function partGrams(text: string): Int32Array {
  const grams = runsOf(text);
  grams.sort();
  let count = 0;
  for (let at = 0; at < grams.length; at += 1) {
    if (at > 0 && grams[at] === grams[at - 1]) continue;
    grams[count] = grams[at] as number;
    count += 1;
  }
  return grams.subarray(0, count);
}

/** Hashes of the runs that begin at each character, `longest` for each; those past the end are those of the end. */
export function runsOf(text: string): Int32Array {
  const runs = new Int32Array(text.length * longest);
  for (let from = 0; from < text.length; from += 1) {
    let hash = 0x811c9dc5;
    for (let length = 0; length < longest; length += 1) {
      const at = from + length;
      hash = Math.imul(hash ^ (at < text.length ? sign(text.charCodeAt(at)) : 0), 0x01000193);
      runs[from * longest + length] = mixed(hash);
    }
  }
  return runs;
}

export const runsAt = longest;

/** With further features by name, such as who speaks. */
export function withFeatures(grams: Int32Array, more: readonly string[]): Int32Array {
  return joined(grams, more.map(hashed));
}

/** With further features. */
export function joined(grams: Int32Array, more: readonly number[]): Int32Array {
  const all = new Int32Array(grams.length + more.length);
  all.set(grams);
  all.set(more, grams.length);
  return all;
}

/** Of a feature's name; other than those of the same characters in a text. */
export function hashed(feature: string): number {
  let hash = 0x811c9dc5 ^ 0x5bd1e995;
  for (let at = 0; at < feature.length; at += 1) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

function sign(code: number): number {
  return code >= 48 && code <= 57 ? 48 : code;
}

function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return once ^ (once >>> 13);
}
