/**
 * Asks only once for each key, even while the first answer is not there yet: thousands of clocks ask for the same few
 * people.
 */
export function rememberEach<T>(): (key: string, find: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key, find) => {
    const found = known.get(key) ?? find();
    known.set(key, found);
    return found;
  };
}
