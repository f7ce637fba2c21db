import type { Picture } from './chartReading.ts';
import { type Drawing, emptyDrawing, inkOf, shortened } from './chartSheet.ts';

/** Clockwise from the top, in the order of the data; what has no share has no slice. */
export function drawPie({ labels, series }: Picture, width: number, height: number): Drawing {
  const drawing = emptyDrawing(width, height);
  const values = labels.map((_label, n) => Math.max(0, series[0]?.values[n] ?? 0));
  const total = values.reduce((sum, value) => sum + value, 0);
  const radius = height / 2 - 30;
  const place = (share: number, reach: number) => ({
    x: width / 2 + Math.sin(share * 2 * Math.PI) * reach,
    y: height / 2 - Math.cos(share * 2 * Math.PI) * reach,
  });
  let from = 0;
  for (const [n, value] of values.entries()) {
    if (value === 0) continue;
    const share = value / total;
    const spot = place(from + share / 2, radius + 12);
    drawing.slices.push({ path: slice(from, share, radius, place), ink: inkOf(n) });
    const anchor = spot.x < width / 2 ? 'end' : 'start';
    drawing.words.push({
      ...spot,
      y: spot.y + 4,
      text: shortened(`${labels[n]} ${value}`, 160),
      anchor,
      kind: 'value',
    });
    from += share;
  }
  return drawing;
}

type Place = (share: number, reach: number) => { x: number; y: number };

/** Two arcs, since one arc from a point to itself draws nothing. */
function slice(from: number, share: number, radius: number, place: Place): string {
  const at = (part: number) => {
    const { x, y } = place(from + part, radius);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  const arc = (to: string) => `A${radius} ${radius} 0 0 1 ${to}`;
  const { x, y } = place(0, 0);
  return `M${x} ${y}L${at(0)}${arc(at(share / 2))}${arc(at(share))}Z`;
}
