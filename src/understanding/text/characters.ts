/** Lists a character's neighbourhood is looked up in; see `lexicon.ts`. */
export interface Lists {
  /** For each character of an even text, a number for each list it stands in and its place in the word found there. */
  marks(text: string): readonly (readonly number[])[];
}

const reach = 3;

/** Features of each character of an even text, for the tagger: itself, its neighbours, their kinds and the lists. */
export function characterFeatures(text: string, { marks }: Lists): Int32Array[] {
  const listed = marks(text);
  const kinds = Array.from({ length: text.length }, (_, at) => kindOf(text.charCodeAt(at)));
  return Array.from({ length: text.length }, (_, at) => {
    const made: number[] = [];
    const add = (name: number, one: number, two = 0, three = 0) => made.push(mixed(name, one, two, three));
    const letter = (by: number) => letterAt(text, at + by);
    for (let by = -reach; by <= reach; by += 1) add(by, letter(by));
    for (let by = -2; by <= 1; by += 1) add(20 + by, letter(by), letter(by + 1));
    for (let by = -2; by <= 0; by += 1) add(30 + by, letter(by), letter(by + 1), letter(by + 2));
    add(40, letter(-1), letter(1));
    const kind = (by: number) => kinds[at + by] ?? 9;
    add(50, kind(-1) * 100 + kind(0) * 10 + kind(1));
    add(51, kind(-2) * 1000 + kind(-1) * 100 + kind(0) * 10 + kind(1), kind(2));
    add(52, Math.min(at, 3), kind(0));
    for (let by = -1; by <= 1; by += 1) for (const mark of listed[at + by] ?? []) add(60 + by, mark);
    for (const mark of listed[at] ?? []) {
      add(70, mark, letter(-1));
      add(71, mark, letter(1));
    }
    return Int32Array.from(made);
  });
}

function letterAt(text: string, at: number): number {
  if (at < 0 || at >= text.length) return 1;
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57 ? 48 : code;
}

/** Han, digit, Latin, blank, line end, mark that ends a clause, bracket, other. */
function kindOf(code: number): number {
  if (code >= 0x4e00 && code <= 0x9fff) return 0;
  if (code >= 48 && code <= 57) return 1;
  if (code >= 97 && code <= 122) return 2;
  if (code === 32) return 3;
  if (code === 10) return 4;
  if (',.;:!?。、'.includes(String.fromCharCode(code))) return 5;
  if ('()[]【】「」"\'《》'.includes(String.fromCharCode(code))) return 6;
  return 7;
}

function mixed(name: number, one: number, two: number, three: number): number {
  let hash = Math.imul(name + 101, 0x9e3779b1);
  hash = Math.imul(hash ^ one, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ two, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15) ^ three, 0x27d4eb2f);
  return hash ^ (hash >>> 16);
}
