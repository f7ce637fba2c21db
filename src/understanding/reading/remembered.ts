/**
 * The same function, which keeps what it gave for the last texts: a card drawn for a group asks about the same words
 * again and again. `most`: characters of all texts kept, oldest dropped first.
 */
export function remembered<T>(ask: (text: string) => T, most: number): (text: string) => T {
  const known = new Map<string, T>();
  let size = 0;
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = ask(text);
    known.set(text, found);
    size += text.length;
    for (const [oldest] of known) {
      if (size <= most) break;
      known.delete(oldest);
      size -= oldest.length;
    }
    return found;
  };
}
