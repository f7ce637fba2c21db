import type { Linear } from '../learning/linear.ts';
import { type Running, running } from '../learning/running.ts';
import { type Found, sameLength } from './fields.ts';
import { softmax } from './ranking.ts';

/** Words that open another matter inside a sentence that has no sign before them. */
const opens =
  /另外|还有|再一?个|再就是|顺便|此外|其次|其[一二三]|第[一二三四五六]|[一二三四五]是|[二三四五]来|诉求\d|(?<![\d(])\(?\d{1,2}[.、)](?!\d)|[①-⑨]/g;
const signs = new Set([...',，。;；:!！?？\n\t|']);
const shortest = 4;
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
  /** Its fields hidden, each character at its place. */
  hidden: string;
  fields: readonly Found[];
  about: Running;
  boundaries: number[];
  /** Features of the whole: list marks, companies, how far its parts are about different things. */
  shape: readonly string[];
}

/** Of an even text. */
export function outlineOf(text: string, found: readonly Found[], taskForce: Linear): Outline {
  const fields = found.slice(0, most);
  const hidden = sameLength(text, fields);
  const about = running(hidden, taskForce);
  const boundaries = boundariesOf(text);
  return { text, hidden, fields, about, boundaries, shape: shapeOf(text, fields, about, boundaries) };
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

/** Cosine of what both sides are about, 0–1. */
export function likeness(before: Float64Array, after: Float64Array): number {
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

function listMarks(text: string): number {
  return (
    text.match(
      /(?:^|[\n;；。,，:：])[ \t]{0,4}(?:[(（]?\d{1,2}[.、)）]|[①-⑨]|第?[一二三四五六](?:[、]|是|,)|其[一二三])/g,
    ) ?? []
  ).length;
}
