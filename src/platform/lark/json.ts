/** Readers for JSON whose shape is not guaranteed. */
export type Json = Record<string, unknown>;

/** The value when it is a plain object, else an empty one. */
export function record(value: unknown): Json {
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * The value when it is a string, else ''; without characters that no database stores (U+0000, halves of a character).
 */
export function str(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\0', '').replace(/\p{Cs}/gu, '') : '';
}

/** The value when it looks like an id of the platform's, else ''. Ids are used in paths, in keys and as addresses. */
export function id(value: unknown): string {
  return typeof value === 'string' && /^[\w-]{1,128}$/.test(value) ? value : '';
}

/** The parsed text, or undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
