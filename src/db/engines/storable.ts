/** NUL, and half of a pair that stands alone. */
const unstorable = /[\0\p{Surrogate}]/gu;

/**
 * Text as both databases keep it: PostgreSQL refuses NUL and replaces half a surrogate pair. Such characters mean nothing
 * to a reader; they are left out of what is stored and of what is looked for, so that the one finds the other.
 */
export function storable(text: string): string {
  return text.replace(unstorable, '');
}

/** The same for all that a JSON column holds: names and values, at any depth. */
export function storableJson<T>(value: T): T {
  if (typeof value === 'string') return storable(value) as T;
  if (Array.isArray(value)) return value.map(storableJson) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [storable(name), storableJson(one)])) as T;
}

/** As a JSON column holds it, for a statement that is written out. */
export function jsonText(value: unknown): string {
  return JSON.stringify(storableJson(value));
}
