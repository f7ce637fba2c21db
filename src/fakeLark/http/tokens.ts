import { ApiError } from '../errors.ts';
import { newId } from '../ids.ts';

const LIFETIME_MS = 2 * 3600_000;
const RENEW_BELOW_MS = 30 * 60_000;

export interface Tokens {
  /**
   * The current token, or a new one when less than 30 min remain; then both stay valid (docs/develop/feishu.md#token).
   */
  issue(): { token: string; expireSeconds: number };
  /** Throws 99991661 without a bearer and 99991663 for one that is not valid now. */
  check(authorization: string | undefined): void;
  revoke(): void;
}

export function createTokens(now: () => Date): Tokens {
  let valid: { token: string; expiresAt: number }[] = [];
  return {
    issue() {
      const at = now().getTime();
      // A token from the future remains after the clock was set back, and would never expire.
      valid = valid.filter(({ expiresAt }) => expiresAt > at && expiresAt <= at + LIFETIME_MS);
      let newest = valid.at(-1);
      if (!newest || newest.expiresAt - at < RENEW_BELOW_MS) {
        newest = { token: newId('t-'), expiresAt: at + LIFETIME_MS };
        valid.push(newest);
      }
      return { token: newest.token, expireSeconds: Math.floor((newest.expiresAt - at) / 1000) };
    },
    check(authorization) {
      if (!authorization)
        throw new ApiError(
          99991661,
          'Missing access token for authorization. Please make a request with token attached.',
        );
      const bearer = authorization.replace(/^Bearer /i, '');
      const at = now().getTime();
      if (!valid.some(({ token, expiresAt }) => token === bearer && expiresAt > at)) {
        throw new ApiError(
          99991663,
          'Invalid access token for authorization. Please make a request with token attached.',
        );
      }
    },
    revoke() {
      valid = [];
    },
  };
}
