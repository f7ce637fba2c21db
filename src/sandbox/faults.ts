import type { Faults } from './api.ts';
import { ApiError } from './errors.ts';
import { tooMany } from './rateLimit.ts';

type Counter = 'serverErrors' | 'resetAfterCreate' | 'tooMany' | 'truncated' | 'html' | 'codeCount';

/** Uses up one of the faults of this kind; false when none is left. */
export function take(faults: Faults, kind: Counter): boolean {
  const left = faults[kind] ?? 0;
  if (left <= 0) return false;
  faults[kind] = left - 1;
  return true;
}

/** Adds to what is set; an empty object clears everything. Revoking is done by the caller, at once. */
export function setFaults(faults: Faults, wanted: Faults): void {
  if (Object.keys(wanted).length === 0) {
    for (const key of Object.keys(faults) as (keyof Faults)[]) delete faults[key];
    return;
  }
  Object.assign(faults, wanted);
  if (wanted.code !== undefined) faults.codeCount = wanted.codeCount ?? 1;
  delete faults.revokeToken;
}

/** Faults that stand in front of every call but the token's. Throws the refusal; true asks for a page of HTML. */
export function failBefore(faults: Faults): boolean {
  if (take(faults, 'serverErrors')) throw new ApiError(2200, 'Internal Error', { status: 500 });
  if (take(faults, 'tooMany')) throw tooMany(faults.resetSeconds ?? 1);
  return take(faults, 'html');
}

/** The refusal chosen for the next sends. */
export function failSend(faults: Faults): void {
  const { code, codeMsg = '' } = faults;
  if (code !== undefined && take(faults, 'codeCount')) throw new ApiError(code, codeMsg);
}
