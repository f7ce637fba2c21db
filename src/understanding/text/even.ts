/**
 * The text as models read it: half-width, lower case, one blank for any other, digits as they are. Each UTF-16 unit
 * stays one unit, so a place in the even text is the same place in the text people wrote.
 */
export function even(text: string): string {
  let made = '';
  for (const unit of text) made += unit.length === 1 ? evenUnit(unit) : unit;
  return made;
}

const known = new Map<string, string>();

function evenUnit(unit: string): string {
  // Han stays as it is: nine letters of ten.
  if (unit >= '\u4e00' && unit <= '\u9fff') return unit;
  const seen = known.get(unit);
  if (seen !== undefined) return seen;
  const plain = unit.normalize('NFKC').toLowerCase();
  const made = plain.length === 1 ? plain : unit;
  const one = /\s/.test(made) && made !== '\n' ? ' ' : made;
  if (known.size < 40_000) known.set(unit, one);
  return one;
}
