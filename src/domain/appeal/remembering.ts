/** Asks once for each key, also while the first answer is still to come: thousands of clocks ask for a few people. */
export function rememberEach<T>(): (key: string, find: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key, find) => {
    const found = known.get(key) ?? find();
    known.set(key, found);
    return found;
  };
}
