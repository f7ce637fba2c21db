import type { Faults } from './api.ts';
import { ApiError } from './errors.ts';
import { tooMany } from './http/rateLimit.ts';

type Counter = Exclude<
  { [K in keyof Faults]-?: number extends Faults[K] ? K : never }[keyof Faults],
  'latencyMs' | 'resetSeconds' | 'code'
>;

/** Uses up one of the faults of this kind; false when none is left. */
export function take(faults: Faults, kind: Counter): boolean {
  const left = faults[kind] ?? 0;
  if (left <= 0) return false;
  faults[kind] = left - 1;
  return true;
}

/** Adds to the faults that are set; an empty object clears all. The caller itself revokes the token, at once. */
export function setFaults(faults: Faults, wanted: Faults): void {
  if (Object.keys(wanted).length === 0) {
    for (const key of Object.keys(faults) as (keyof Faults)[]) delete faults[key];
    return;
  }
  Object.assign(faults, wanted);
  if (wanted.code !== undefined) faults.codeCount = wanted.codeCount ?? 1;
  delete faults.revokeToken;
}

const broken = () => new ApiError(2200, 'Internal Error', { status: 500 });

/**
 * Faults that hit every call except the token's. Throws the refusal; returns true when the answer should be an HTML
 * page.
 */
export function failBefore(faults: Faults): boolean {
  if (take(faults, 'serverErrors')) throw broken();
  if (take(faults, 'tooMany')) throw tooMany(faults.resetSeconds ?? 1);
  if (take(faults, 'redirects'))
    throw new ApiError(0, 'Found', { status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' } });
  return take(faults, 'html');
}

/** The token endpoint has separate faults: without a token nothing else could be tried. */
export function failToken(faults: Faults): void {
  if (take(faults, 'tokenErrors')) throw broken();
}

/** Whether the answer to a call that was carried out never comes, or only its first half. */
export function cutOff(faults: Faults, token: boolean): 'silent' | 'halfBody' | undefined {
  if (take(faults, token ? 'tokenSilent' : 'silent')) return 'silent';
  return take(faults, token ? 'tokenHalfBody' : 'halfBody') ? 'halfBody' : undefined;
}

/** The fault for single chats or people, if it applies; `concerned`: the chats and people of this call. */
export function concerns({ only }: Faults, concerned: string[]): Faults['only'] {
  return only?.to.some((one) => concerned.includes(one)) ? only : undefined;
}

export function failOnly(only: Faults['only']): void {
  if (only?.answer === 500) throw broken();
  if (only?.answer === 429)
    throw new ApiError(230020, 'This operation triggers the frequency limit.', {
      status: 429,
      headers: { 'x-ogw-ratelimit-reset': '60' },
    });
}

/** The refusal chosen for the next sends. */
export function failSend(faults: Faults): void {
  const { code, codeMsg = '' } = faults;
  if (code !== undefined && take(faults, 'codeCount')) throw new ApiError(code, codeMsg);
}
