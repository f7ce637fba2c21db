import type { Clock, Log } from '../../ports/index.ts';
import { PlatformError } from '../../ports/platform.ts';
import { toPlatformError } from './errors.ts';

export interface FreshToken {
  token: string;
  /** For how many seconds from now it is valid. */
  expire: number;
}

export interface Tokens {
  get(): Promise<string>;
  /** Call when the platform refused this token: the next `get` asks for another one. */
  refused(token: string): void;
}

/**
 * With less than 30 min left, Feishu gives out a new token and keeps the old one valid (docs/develop/feishu.md#token).
 */
const REFRESH_MS = 25 * 60_000;
/**
 * With at least this much left, calls do not wait for the renewal: a hanging endpoint must not block calls that the old
 * token still allows.
 */
const USABLE_MS = 60_000;

/**
 * The tenant token: fetched once, no matter how many calls wait for it, and renewed in the background before it
 * expires. While the old token is still valid, a failed renewal is simply tried again at the next call. `fetchToken`
 * must end by itself.
 */
export function tokenProvider({
  fetchToken,
  clock,
  log,
}: {
  fetchToken(): Promise<FreshToken>;
  clock: Clock;
  log: Log;
}): Tokens {
  let held: { token: string; expiresAt: number } | undefined;
  let pending: Promise<string> | undefined;

  const left = () => (held ? held.expiresAt - clock.now().getTime() : 0);

  const renew = async (): Promise<string> => {
    try {
      const { token, expire } = await fetchToken();
      held = { token, expiresAt: clock.now().getTime() + expire * 1_000 };
      return token;
    } catch (error) {
      const failure = toPlatformError(error);
      if (held && left() > 0) {
        log.warn(
          { code: failure.code, failure: failure.failure },
          'the token could not be renewed, the old one is used',
        );
        return held.token;
      }
      // Without a token the actual call was not made, so it is safe to repeat.
      if (failure.failure !== 'unknown') throw failure;
      throw new PlatformError('retry', `no token: ${failure.message}`);
    } finally {
      pending = undefined;
    }
  };

  return {
    async get() {
      if (held && left() >= REFRESH_MS) return held.token;
      pending ??= renew();
      if (!held || left() <= USABLE_MS) return pending;
      pending.catch(() => undefined);
      return held.token;
    },
    refused(token) {
      if (held?.token === token) held = undefined;
    },
  };
}
