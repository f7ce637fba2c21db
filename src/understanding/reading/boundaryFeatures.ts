import { hashed, joined, partGrams } from '../text/grams.ts';
import type { Found } from './fields.ts';
import { likeness, type Outline } from './outline.ts';
import { softmax } from './ranking.ts';

/** Characters before and behind a boundary that are looked at. */
const looksBack = 80;
const looksAhead = 60;

/** What is known at a boundary, as 32-bit hashes for the boundary's own linear model. */
export function boundaryFeatures(outline: Outline, at: number): Int32Array {
  const { hidden } = outline;
  const { back, ahead } = clausesAround(outline, at, 4);
  const behind = partGrams(hidden.slice(at, Math.min(ahead, at + clauseReach))).map((gram) => salted(gram, 1));
  const before = partGrams(hidden.slice(Math.max(back, at - clauseReach), at)).map((gram) => salted(gram, 2));
  const named = [...signsAt(outline, at), ...subjectsAround(outline, at)];
  return joined(joined(behind, Array.from(before)), [...new Set(named.map(hashed))]);
}

/** Characters of the clauses beside a boundary that are looked at. */
const clauseReach = 40;

/** The same run before and behind a boundary are two features. */
function salted(gram: number, side: number): number {
  return Math.imul(gram ^ (side * 0x2545f491), 0x2c1b3c6d);
}

/** Where the clauses beside a boundary begin and end; what is shorter than `shortest` goes with its neighbour. */
function clausesAround({ boundaries, text }: Outline, at: number, shortest: number): { back: number; ahead: number } {
  const index = boundaries.indexOf(at);
  let before = index - 1;
  while (before >= 0 && (boundaries[before] as number) > at - shortest) before -= 1;
  let behind = index + 1;
  while (behind < boundaries.length && (boundaries[behind] as number) < at + shortest) behind += 1;
  return { back: boundaries[before] ?? 0, ahead: boundaries[behind] ?? text.length };
}

/** Marks, signs and names at a boundary. */
function signsAt({ text, fields, about, boundaries, shape }: Outline, at: number): string[] {
  const after = text.slice(at, at + 12).trimStart();
  const index = boundaries.indexOf(at);
  const ahead = boundaries.find((next) => next >= at + 8) ?? Math.min(text.length, at + looksAhead);
  const back = Math.max(0, at - looksBack, boundaries[index - 1] ?? 0);
  const like = Math.round(
    4 *
      likeness(about.scores(Math.max(0, at - looksBack), at), about.scores(at, Math.min(text.length, at + looksAhead))),
  );
  const near = Math.round(4 * likeness(about.scores(back, at), about.scores(at, ahead)));
  const sure = Math.min(3, Math.floor(Math.max(...about.scores(at, ahead)) * 2 + 2));
  const mark = markOf(after);
  const sign = text.charAt(at - 1);
  const firm = firmBehind(text, at, fields);
  const opening = openings(after);
  return [
    `mark ${mark}`,
    `sign ${sign}`,
    `mark ${mark} sign ${sign}`,
    `like ${like}`,
    `near ${near}`,
    `sure ${sure}`,
    `like ${like} near ${near} sure ${sure}`,
    `like ${like} mark ${mark}`,
    `like ${like} firm ${firm}`,
    `firm ${firm}`,
    `firm ${firm} mark ${mark}`,
    `like ${like} sign ${sign} firm ${firm}`,
    `ahead ${Math.min(6, Math.floor((text.length - at) / 10))}`,
    `behind ${Math.min(6, Math.floor(at / 10))}`,
    ...opening,
    ...opening.slice(0, 2).map((one) => `${one} like ${like}`),
    ...shape
      .slice(0, 3)
      .flatMap((one) => [`${one} mark ${mark}`, `${one} like ${like}`, `${one} sign ${sign}`, `${one} firm ${firm}`]),
  ];
}

/** Which task forces both sides are about, clause beside clause and all before beside all behind. */
function subjectsAround(outline: Outline, at: number): string[] {
  const { about, text } = outline;
  const { back, ahead } = clausesAround(outline, at, 8);
  const [before, beforeSure] = likeliest(about.scores(back, at));
  const [behind, behindSure] = likeliest(about.scores(at, ahead));
  const all = softmax(about.scores(0, at), sharpness);
  const rest = softmax(about.scores(at, text.length), sharpness);
  const one = indexOfMost(all);
  const other = indexOfMost(rest);
  const steps = (share: number | undefined) => Math.round(4 * (share ?? 0));
  return [
    `pair ${before} ${behind}`,
    `all ${one} ${other}`,
    `same ${before === behind} ${steps(Math.min(beforeSure, behindSure))}`,
    `all same ${one === other} ${steps(Math.min(all[one] ?? 0, rest[other] ?? 0))}`,
    `across ${steps(rest[one])} ${steps(all[other])}`,
    `sure ${steps(all[one])} ${steps(rest[other])} ${one === other}`,
  ];
}

const sharpness = 6;

function likeliest(sums: Float64Array): [index: number, confidence: number] {
  const confidence = softmax(sums, sharpness);
  const index = indexOfMost(confidence);
  return [index, confidence[index] ?? 0];
}

function indexOfMost(numbers: Float64Array): number {
  let most = 0;
  for (let at = 1; at < numbers.length; at += 1) if ((numbers[at] ?? 0) > (numbers[most] ?? 0)) most = at;
  return most;
}

function openings(after: string): string[] {
  return [1, 2, 3, 4].map((length) => `opens ${after.slice(0, length).replace(/\d/g, '0')}`);
}

function markOf(after: string): string {
  if (/^[(（]?\d{1,2}[.、)）:：\s]/.test(after)) return 'number';
  if (/^[①-⑨a-d][.)）]?/.test(after)) return 'circle';
  if (/^第?[一二三四五六七八九十]{1,2}(?:[、.,:：]|是|家|户|件|来)|^其[一二三]/.test(after)) return 'ordinal';
  if (/^(?:首先|其次|再次|最后)/.test(after)) return 'order';
  if (/^(?:另外?|还有|再|顺便|此外|同时|对了|以及)/.test(after)) return 'also';
  return 'none';
}

function firmBehind(text: string, at: number, fields: readonly Found[]): string {
  const firms = fields.filter(({ field }) => field === 'company');
  const ahead = firms.find(({ from }) => from >= at && from < at + looksAhead);
  if (!ahead) return 'none';
  const name = text.slice(ahead.from, ahead.to);
  const near = ahead.from - at <= 6 ? 'near' : 'far';
  const earlier = firms.filter(({ to }) => to <= at).map(({ from, to }) => text.slice(from, to));
  if (earlier.length === 0) return `first ${near}`;
  return earlier.some((known) => known.includes(name) || name.includes(known)) ? `same ${near}` : `other ${near}`;
}

/** The kind of list mark that stands right behind a sentence's or line's end. */
export function listMarkAt({ text }: Outline, at: number): string | undefined {
  const mark = markOf(text.slice(at, at + 12).trimStart());
  const isList = mark === 'number' || mark === 'circle' || mark === 'ordinal';
  return isList && /[。;\n.]/.test(text.charAt(at - 1)) ? mark : undefined;
}

/** A list mark, or another company's name, stands right behind. */
export function isMarked({ text, fields }: Outline, at: number): boolean {
  const mark = markOf(text.slice(at, at + 12).trimStart());
  return mark !== 'none' || /^(?:first|other) near$/.test(firmBehind(text, at, fields));
}
