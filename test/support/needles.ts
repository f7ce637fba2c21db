/** Something that leads to a person and that no group may read, and a text that holds it as people write it. */
export interface Planted {
  text: string;
  needles: Needle[];
}

export type Needle = { digits: string } | { name: string } | { account: string } | { spoken: string };

/** The same texts and lives each time; NEEDLES_SEED asks for others and NEEDLES_RUNS for more. */
export const seed = Number(process.env.NEEDLES_SEED ?? 5);
export const runs = Number(process.env.NEEDLES_RUNS ?? 10);

/** So many digits of a number in a row are too many; what a mask leaves at both ends is shorter. */
const tooMany = 6;

/** The needles that stand in a text that a group reads, however they are broken or written there. */
export function foundIn(text: string, needles: Needle[]): string[] {
  const tight = tightened(text);
  return needles.flatMap((needle) => partsOf(needle).filter((part) => tight.includes(part)));
}

/** Without blanks and what stands between the groups of a number; the stars of a mask stay, numbers of appeals are none. */
function tightened(text: string): string {
  return text
    .replace(/JJ\d{8}-\d{3}/g, '，')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}*@]/gu, '');
}

function partsOf(needle: Needle): string[] {
  if ('name' in needle) return [needle.name];
  if ('account' in needle) return [tightened(needle.account)];
  const row = 'digits' in needle ? needle.digits : needle.spoken;
  const length = Math.min(tooMany, row.length);
  return Array.from({ length: row.length - length + 1 }, (_, from) => row.slice(from, from + length));
}
