/** A share, 0–1, and of how many. */
export interface Share {
  share: number;
  of: number;
}

/**
 * What two models are compared by before the new one is taken (docs/develop/understanding.md#learning). `more`: whether
 * more is better. `worseBy`: by so much of a share it may be worse: on 1,500 texts one example more or less moves a figure by
 * as much without meaning anything.
 */
// biome-ignore format: a table is read by column
export const figures = {
  /** On texts that neither of the two saw (a fifth of training/corpus). */
  first:         { more: true,  worseBy: 0.006 }, // the right task force stands first
  amongThree:    { more: true,  worseBy: 0.005 },
  dispatched:    { more: true,  worseBy: 0.015 }, // without a question
  rightAlone:    { more: true,  worseBy: 0.006 }, // of those, to the right task force
  calibration:   { more: false, worseBy: 0.01 },  // by how much confidence is off
  appealsKept:   { more: true,  worseBy: 0.003 },
  othersOut:     { more: true,  worseBy: 0.005 },
  sensitiveHeld: { more: true,  worseBy: 0.005 },
  lookAlikes:    { more: false, worseBy: 0.01 },  // held though nothing is in them
  ordinaryHeld:  { more: false, worseBy: 0.005 },
  severalApart:  { more: true,  worseBy: 0.01 },
  wronglySplit:  { more: false, worseBy: 0.003 },
  /** On everything decided so far. */
  corrections:   { more: true,  worseBy: 0 }, // go where people sent them
  confirmed:     { more: true,  worseBy: 0.002 }, // were answered where they went first, and would go there
  released:      { more: true,  worseBy: 0 }, // are not held any more
} as const satisfies Record<string, { more: boolean; worseBy: number }>;

export type Figure = keyof typeof figures;
export const figureNames = Object.keys(figures) as Figure[];

export type Measured = Readonly<Record<Figure, Share>>;

/** A figure that got worse. */
export interface Worse {
  figure: Figure;
  before: number;
  after: number;
}

/** Figures in which the candidate is worse than the model in use; it is taken when there are none. */
export function worseFigures(before: Measured, after: Measured): Worse[] {
  return figureNames.flatMap((figure): Worse[] => {
    const { more, worseBy } = figures[figure];
    const [was, is] = [before[figure], after[figure]];
    if (was.of === 0 || is.of === 0) return [];
    const loss = more ? was.share - is.share : is.share - was.share;
    return loss > worseBy + rounding ? [{ figure, before: was.share, after: is.share }] : [];
  });
}

const rounding = 1e-9;

/** Of each figure the better one. */
export function betterOf(one: Measured, other: Measured): Measured {
  const better = (figure: Figure) => {
    const [first, second] = [one[figure], other[figure]];
    if (first.of === 0 || second.of === 0) return first.of === 0 ? second : first;
    return figures[figure].more === first.share >= second.share ? first : second;
  };
  return Object.fromEntries(figureNames.map((figure) => [figure, better(figure)])) as Measured;
}
