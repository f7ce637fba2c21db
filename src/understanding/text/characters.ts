/** Lists a character's neighbourhood is looked up in; see `lexicon.ts`. */
export interface Lists {
  /** For each character of an even text, a number for each list it stands in and its place in the word found there. */
  marks(text: string): readonly (readonly number[])[];
}

const reach = 3;

/** Features that do not depend on the lists; each mark of a list adds at most three. */
const fixedFeatures = 18;

/**
 * Features of each character of an even text, for the tagger: itself, its neighbours, their kinds and the lists. Loops
 * without closures: this runs for each character of each message.
 */
export function characterFeatures(text: string, { marks }: Lists): Int32Array[] {
  const listed = marks(text);
  const letters = lettersOf(text);
  const kinds = kindsOf(text);
  const none: readonly number[] = [];
  const made: Int32Array[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const before = listed[at - 1] ?? none;
    const here = listed[at] ?? none;
    const after = listed[at + 1] ?? none;
    const own = new Int32Array(fixedFeatures + before.length + 3 * here.length + after.length);
    let count = ofNeighbours(own, letters, at + reach);
    count = ofKinds(own, kinds, { at, count });
    for (const mark of before) own[count++] = mixed(59, mark, 0, 0);
    for (const mark of after) own[count++] = mixed(61, mark, 0, 0);
    for (const mark of here) {
      own[count++] = mixed(60, mark, 0, 0);
      own[count++] = mixed(70, mark, letters[at + reach - 1] as number, 0);
      own[count++] = mixed(71, mark, letters[at + reach + 1] as number, 0);
    }
    made.push(own);
  }
  return made;
}

/** Runs of one to three characters around the one at `at` of `letters`. */
function ofNeighbours(into: Int32Array, letters: Int32Array, at: number): number {
  let count = 0;
  for (let by = -reach; by <= reach; by += 1) into[count++] = mixed(by, letters[at + by] as number, 0, 0);
  for (let by = -2; by <= 1; by += 1)
    into[count++] = mixed(20 + by, letters[at + by] as number, letters[at + by + 1] as number, 0);
  for (let by = -2; by <= 0; by += 1)
    into[count++] = mixed(
      30 + by,
      letters[at + by] as number,
      letters[at + by + 1] as number,
      letters[at + by + 2] as number,
    );
  into[count++] = mixed(40, letters[at - 1] as number, letters[at + 1] as number, 0);
  return count;
}

function ofKinds(into: Int32Array, kinds: Int32Array, { at, count }: { at: number; count: number }): number {
  const here = at + reach;
  const near = (kinds[here - 1] as number) * 100 + (kinds[here] as number) * 10 + (kinds[here + 1] as number);
  into[count] = mixed(50, near, 0, 0);
  into[count + 1] = mixed(51, (kinds[here - 2] as number) * 1000 + near, kinds[here + 2] as number, 0);
  into[count + 2] = mixed(52, Math.min(at, 3), kinds[here] as number, 0);
  return count + 3;
}

/** Codes of the letters, digits as one, with `reach` places for the beginning and the end. */
function lettersOf(text: string): Int32Array {
  const letters = new Int32Array(text.length + 2 * reach).fill(1);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    letters[at + reach] = code >= 48 && code <= 57 ? 48 : code;
  }
  return letters;
}

function kindsOf(text: string): Int32Array {
  const kinds = new Int32Array(text.length + 2 * reach).fill(9);
  for (let at = 0; at < text.length; at += 1) kinds[at + reach] = kindOf(text.charCodeAt(at));
  return kinds;
}

const codesOf = (signs: string) => new Set(Array.from(signs, (sign) => sign.charCodeAt(0)));
const marksOfClauses = codesOf(',.;:!?。、');
const brackets = codesOf('()[]【】「」"\'《》');

/** Han, digit, Latin, blank, line end, mark that ends a clause, bracket, other. */
function kindOf(code: number): number {
  if (code >= 0x4e00 && code <= 0x9fff) return 0;
  if (code >= 48 && code <= 57) return 1;
  if (code >= 97 && code <= 122) return 2;
  if (code === 32) return 3;
  if (code === 10) return 4;
  if (marksOfClauses.has(code)) return 5;
  return brackets.has(code) ? 6 : 7;
}

function mixed(name: number, one: number, two: number, three: number): number {
  let hash = Math.imul(name + 101, 0x9e3779b1);
  hash = Math.imul(hash ^ one, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ two, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15) ^ three, 0x27d4eb2f);
  return hash ^ (hash >>> 16);
}
