import { type Linear, scores } from '../learning/linear.ts';
import { withFeatures } from '../text/grams.ts';
import { boundaryFeatures, isMarked, listMarkAt } from './boundaryFeatures.ts';
import type { Outline } from './outline.ts';
import { saysNothing } from './title.ts';

/** Letters that a matter needs to say anything, behind a mark and without one. */
const telling = { marked: 5, unmarked: 5 };
/** How much the whole text counts beside its likeliest boundary. */
const wholeCounts = 0.5;

/** A place where another matter may begin, with what speaks for it. */
export interface Boundary {
  at: number;
  score: number;
}

/** Each boundary with enough on both sides; above 0 it leans towards another matter behind it. */
export function judged(outline: Outline, boundary: Linear): Boundary[] {
  const { length } = outline.text;
  const possible = outline.boundaries.filter((at) => tells(outline, 0, at) && tells(outline, at, length));
  return possible.map((at) => ({
    at,
    score: scores(boundaryFeatures(outline, at), boundary)[0] as number,
  }));
}

/** Above 0 it leans towards several matters. */
export function severalScore(
  grams: Int32Array,
  { shape }: Outline,
  { several, boundaries }: { several: Linear; boundaries: readonly Boundary[] },
): number {
  const whole = scores(withFeatures(grams, shape), several)[0] as number;
  const likeliest = boundaries.reduce((most, { score }) => Math.max(most, score), least);
  return wholeCounts * whole + (1 - wholeCounts) * likeliest;
}

/** The score of a text without any boundary. */
const least = -3;

/**
 * Where the matters of a text that holds several begin, the first at 0: at least one boundary, the likeliest. Where a
 * list or company names part them, nothing else does; what is too short to say anything goes with what follows it, at
 * the end with what was before.
 */
export function startsOf(outline: Outline, boundaries: readonly Boundary[], from: number): number[] {
  const most = Math.max(...boundaries.map(({ score }) => score));
  const chosen = boundaries.filter(({ score }) => score >= from || score === most).map(({ at }) => at);
  const strong = chosen.filter((at) => isMarked(outline, at));
  return longEnough(outline, strong.length > 0 ? withWholeList(outline, strong) : chosen);
}

/** Where a mark of a list parts matters, the later ones of the same list do, too. */
function withWholeList(outline: Outline, strong: readonly number[]): number[] {
  const marks = strong.map((at) => listMarkAt(outline, at));
  const listed = marks.filter((mark, at) => mark !== undefined && marks.indexOf(mark) === at);
  const [first = 0] = strong;
  const sameList = (at: number) => at > first && listed.includes(listMarkAt(outline, at) ?? 'none');
  return outline.boundaries.filter((at) => strong.includes(at) || sameList(at));
}

function longEnough(outline: Outline, starts: readonly number[]): number[] {
  const { text } = outline;
  const kept = [0];
  for (const at of starts) {
    if (!tells(outline, kept.at(-1) as number, at, at)) continue;
    if (tells(outline, at, text.length)) kept.push(at);
  }
  return kept;
}

/** Whether a part says enough to be a matter; behind a mark less is needed. `mark`: the boundary that is looked at. */
function tells(outline: Outline, from: number, to: number, mark = from === 0 ? to : from): boolean {
  const needed = isMarked(outline, mark) ? telling.marked : telling.unmarked;
  return said(outline, from, to) >= needed;
}

/** How many letters of a part are no field and no sign. */
function said({ hidden }: Outline, from: number, to: number): number {
  const part = hidden.slice(from, to);
  return saysNothing(part) ? 0 : part.replace(/[^\p{Script=Han}a-z]/gu, '').length;
}
