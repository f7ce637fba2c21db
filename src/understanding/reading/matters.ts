import { type Linear, scores } from '../learning/linear.ts';
import { type Running, running } from '../learning/running.ts';
import { hashed, withFeatures } from '../text/grams.ts';
import { type Found, sameLength } from './fields.ts';
import { softmax } from './ranking.ts';
import { saysNothing } from './title.ts';

/** Words that open another matter inside a sentence that has no sign before them. */
const opens =
  /另外|还有|再一?个|再就是|顺便|此外|其次|其[一二三]|第[一二三四五六]|[一二三四五]是|[二三四五]来|诉求\d|(?<![\d(])\(?\d{1,2}[.、)](?!\d)|[①-⑨]/g;
const signs = new Set([...',，。;；:!！?？\n\t|']);
const looksAhead = 60;
const looksBack = 80;
const shortest = 4;
/** Letters that a matter needs to say anything, behind a mark and without one. */
const telling = { marked: 5, unmarked: 7 };
/** More boundaries and fields than these are not looked at: a message has some ten. */
const most = 150;

/** Places of an even text where another matter may begin. */
export function boundariesOf(text: string): number[] {
  const places = new Set<number>();
  for (let at = 0; at < text.length; at += 1) if (signs.has(text.charAt(at))) places.add(at + 1);
  for (const { index } of text.matchAll(opens)) places.add(index);
  return [...places]
    .filter((at) => at >= shortest && text.length - at >= shortest)
    .sort((one, other) => one - other)
    .slice(0, most);
}

/** A text with all that is asked at each of its boundaries. */
export interface Outline {
  text: string;
  fields: readonly Found[];
  about: Running;
  boundaries: number[];
  /** Features of the whole: list marks, companies, how far its parts are about different things. */
  shape: readonly string[];
}

/** Of an even text. */
export function outlineOf(text: string, found: readonly Found[], taskForce: Linear): Outline {
  const fields = found.slice(0, most);
  const about = running(sameLength(text, fields), taskForce);
  const boundaries = boundariesOf(text);
  return { text, fields, about, boundaries, shape: shapeOf(text, fields, about, boundaries) };
}

function shapeOf(text: string, fields: readonly Found[], about: Running, boundaries: readonly number[]): string[] {
  const count = (name: string) =>
    new Set(fields.filter(({ field }) => field === name).map(({ from, to }) => text.slice(from, to))).size;
  const marks = Math.min(4, listMarks(text));
  const firms = Math.min(3, count('company'));
  const apart = Math.max(0, ...boundaries.map((at) => apartness(about.scores(0, at), about.scores(at, text.length))));
  const local = Math.max(
    0,
    ...boundaries.map((at) =>
      apartness(about.scores(Math.max(0, at - 30), at), about.scores(at, Math.min(text.length, at + 30))),
    ),
  );
  const far = Math.round(apart * 8);
  const close = Math.round(local * 8);
  return [
    `marks ${marks}`,
    `firms ${firms}`,
    `marks ${marks} firms ${firms}`,
    `apart ${far}`,
    `close ${close}`,
    `apart ${far} close ${close}`,
    `apart ${far} marks ${marks}`,
    `apart ${far} firms ${firms}`,
    `phones ${Math.min(3, count('phone'))}`,
    `lines ${Math.min(5, text.split('\n').length)}`,
    `length ${Math.min(8, Math.floor(text.length / 20))}`,
    `length ${Math.min(8, Math.floor(text.length / 20))} apart ${far}`,
  ];
}

/** 0–1: both sides are sure of what they are about, and it is not the same. */
function apartness(before: Float64Array, after: Float64Array): number {
  const sure = Math.min(Math.max(...softmax(before, 4)), Math.max(...softmax(after, 4)));
  return (1 - likeness(before, after)) * sure;
}

/** Above 0 it leans towards several matters. */
export function severalScore(grams: Int32Array, { shape }: Outline, several: Linear): number {
  return scores(withFeatures(grams, shape), several)[0] as number;
}

/** What is known at a boundary, as 32-bit hashes for the boundary's own linear model. */
export function boundaryFeatures({ text, fields, about, boundaries, shape }: Outline, at: number): Int32Array {
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
  const named = [
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
    ...openings(after),
    ...openings(after)
      .slice(0, 2)
      .map((opening) => `${opening} like ${like}`),
    ...shape
      .slice(0, 3)
      .flatMap((one) => [`${one} mark ${mark}`, `${one} like ${like}`, `${one} sign ${sign}`, `${one} firm ${firm}`]),
  ];
  return Int32Array.from(new Set(named.map(hashed)));
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

function listMarks(text: string): number {
  return (
    text.match(
      /(?:^|[\n;；。,，:：])[ \t]{0,4}(?:[(（]?\d{1,2}[.、)）]|[①-⑨]|第?[一二三四五六](?:[、]|是|,)|其[一二三])/g,
    ) ?? []
  ).length;
}

/** Cosine of what both sides are about, 0–1. */
function likeness(before: Float64Array, after: Float64Array): number {
  const one = softmax(before, 3);
  const other = softmax(after, 3);
  let both = 0;
  let first = 0;
  let second = 0;
  for (let at = 0; at < one.length; at += 1) {
    both += (one[at] as number) * (other[at] as number);
    first += (one[at] as number) ** 2;
    second += (other[at] as number) ** 2;
  }
  return both / Math.sqrt(first * second || 1);
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

/**
 * Where the matters of a text that holds several begin, the first at 0: at least one boundary, the likeliest. Where a
 * list or company names part them, nothing else does; what is too short to say anything goes with what follows it, at
 * the end with what was before.
 */
export function startsOf(outline: Outline, boundary: Linear, from: number): number[] {
  const judged = outline.boundaries.map((at) => ({
    at,
    score: scores(boundaryFeatures(outline, at), boundary)[0] as number,
  }));
  const most = Math.max(...judged.map(({ score }) => score));
  const chosen = judged.filter(({ score }) => score >= from || score === most).map(({ at }) => at);
  const strong = chosen.filter((at) => isMarked(outline, at));
  return longEnough(outline, strong.length > 0 ? strong : chosen);
}

/** A list mark, or another company's name, stands right behind. */
export function isMarked({ text, fields }: Outline, at: number): boolean {
  const mark = markOf(text.slice(at, at + 12).trimStart());
  return mark !== 'none' || /^(?:first|other) near$/.test(firmBehind(text, at, fields));
}

function longEnough(outline: Outline, starts: readonly number[]): number[] {
  const { text } = outline;
  const kept = [0];
  for (const at of starts) {
    const needed = isMarked(outline, at) ? telling.marked : telling.unmarked;
    if (said(outline, kept.at(-1) as number, at) < needed) continue;
    if (said(outline, at, text.length) >= needed) kept.push(at);
  }
  return kept;
}

/** How many letters of a part are no field and no sign. */
function said({ text, fields }: Outline, from: number, to: number): number {
  const hidden = sameLength(text, fields).slice(from, to);
  return saysNothing(hidden) ? 0 : hidden.replace(/[^\p{Script=Han}a-z]/gu, '').length;
}
