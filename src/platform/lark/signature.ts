import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

/** The three headers of a signed delivery, as received. */
export interface SignatureHeaders {
  stamp: string;
  nonce: string;
  signature: string;
}

export interface StampWindow {
  backMs: number;
  aheadMs: number;
}

/**
 * Retries come up to 7.1 h later, and it is not documented whether they carry a new stamp
 * (docs/develop/feishu.md#webhook, window trap).
 */
const defaultWindow: StampWindow = { backMs: 8 * 3_600_000, aheadMs: 5 * 60_000 };

const UNITS_PER_MS: Record<number, (digits: number) => number> = {
  10: (seconds) => seconds * 1_000,
  13: (ms) => ms,
  16: (µs) => Math.floor(µs / 1_000),
};

/**
 * Seconds, milliseconds or microseconds, told apart by having 10, 13 or 16 digits; undefined for anything else
 * (docs/develop/feishu.md#webhook).
 */
export function instantMs(digits: string): number | undefined {
  return /^\d+$/.test(digits) ? UNITS_PER_MS[digits.length]?.(Number(digits)) : undefined;
}

/** `hex(sha256(stamp + nonce + key + body))` over the bytes as received, compared in constant time. */
export function signatureMatches(
  { stamp, nonce, signature }: SignatureHeaders,
  encryptKey: string,
  raw: Buffer,
): boolean {
  const expected = createHash('sha256').update(`${stamp}${nonce}${encryptKey}`).update(raw).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** How old the stamp is in ms (negative: ahead) and whether this is inside the window. */
export function ageOf(stampMs: number, now: Date, window = defaultWindow): { ageMs: number; fresh: boolean } {
  const ageMs = now.getTime() - stampMs;
  return { ageMs, fresh: ageMs <= window.backMs && ageMs >= -window.aheadMs };
}

/** Constant-time comparison of two secrets; it does not reveal their length either. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** The AES key that belongs to an Encrypt Key. */
export function cipherKey(encryptKey: string): Buffer {
  return digest(encryptKey);
}

/**
 * AES-256-CBC, PKCS#7, the first 16 bytes are the IV (docs/develop/feishu.md#webhook). Undefined when it is not such a
 * ciphertext.
 */
export function decrypt(encrypted: string, key: Buffer): string | undefined {
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length < 32 || bytes.length % 16 !== 0) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16));
    return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
