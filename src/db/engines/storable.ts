/** NUL, and single halves of surrogate pairs. */
const unstorable = /[\0\p{Surrogate}]/gu;

/**
 * Text as both databases keep it: PostgreSQL refuses NUL and replaces half a surrogate pair. Such characters mean
 * nothing to a reader. They are removed from stored text and from search words alike, so a search still finds the text.
 */
export function storable(text: string): string {
  return text.replace(unstorable, '');
}

/** The same for everything in a JSON column: names and values, at any depth. */
export function storableJson<T>(value: T): T {
  if (typeof value === 'string') return storable(value) as T;
  if (Array.isArray(value)) return value.map(storableJson) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [storable(name), storableJson(one)])) as T;
}

/** A value as a JSON column stores it, for hand-written statements. */
export function jsonText(value: unknown): string {
  return JSON.stringify(storableJson(value));
}
