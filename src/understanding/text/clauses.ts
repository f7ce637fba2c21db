/** A part of a text: [from, to). */
export interface Span {
  from: number;
  to: number;
}

const ends = new Set([...',，。;；!！?？\n\t|…']);
const longest = 60;
const step = 30;

/** Parts between signs that end a clause; words without any sign in overlapping windows. */
export function clausesOf(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !ends.has(text.charAt(at))) continue;
    if (at - from > 1) spans.push(...windows({ from, to: at }));
    from = at + 1;
  }
  return spans;
}

function windows({ from, to }: Span): Span[] {
  if (to - from <= longest) return [{ from, to }];
  const spans: Span[] = [];
  for (let at = from; at < to - step; at += step) spans.push({ from: at, to: Math.min(to, at + longest) });
  return spans;
}

/** Each clause alone and with the next: what one hints at, two may say. */
export function clausePairs(text: string): Span[] {
  const clauses = clausesOf(text);
  return clauses.flatMap((clause, at) => {
    const next = clauses[at + 1];
    return next ? [clause, { from: clause.from, to: next.to }] : [clause];
  });
}
