/** Shapes of a chart, in units of its own; `ink` is the number of a colour (chart.css). */
export interface Drawing {
  width: number;
  height: number;
  grid: { x1: number; y1: number; x2: number; y2: number }[];
  bars: { x: number; y: number; width: number; height: number; ink: number }[];
  lines: { points: string; ink: number }[];
  dots: { x: number; y: number; ink: number }[];
  slices: { path: string; ink: number }[];
  words: Word[];
}

export interface Word {
  x: number;
  y: number;
  text: string;
  anchor: 'start' | 'middle' | 'end';
  kind: 'label' | 'value';
}

const INKS = 8;

export function emptyDrawing(width: number, height: number): Drawing {
  return { width, height, grid: [], bars: [], lines: [], dots: [], slices: [], words: [] };
}

export function inkOf(series: number): number {
  return series % INKS;
}

/** The round number an axis ends at; half of it is round, too. 2 when there is nothing to show. */
export function topOf(values: (number | undefined)[]): number {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  if (most === 0) return 2;
  const unit = 10 ** Math.floor(Math.log10(most));
  return [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10].map((times) => times * unit).find((top) => top >= most) ?? most;
}

/** Roughly, at 12 pixels: Chinese signs are square, others half as wide. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e7f ? 12 : 7), 0);
}

export function shortened(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const signs = [...text];
  while (signs.length > 1 && textWidth(signs.join('')) > width - 12) signs.pop();
  return `${signs.join('')}…`;
}
