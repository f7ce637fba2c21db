import type { Clock, Log } from '../../ports/index.ts';
import { PlatformError } from '../../ports/platform.ts';
import { toPlatformError } from './errors.ts';

export interface FreshToken {
  token: string;
  /** Seconds it is valid from now. */
  expire: number;
}

export interface Tokens {
  get(): Promise<string>;
  /** Call when the platform refused this token: the next `get` asks for another one. */
  refused(token: string): void;
}

/**
 * With less than 30 min left Feishu hands out a new token and keeps the old one valid (docs/develop/feishu.md#token).
 */
const REFRESH_MS = 25 * 60_000;
/** With so much left nobody waits for the renewal: an endpoint that hangs must not hold up what the old one allows. */
const USABLE_MS = 60_000;

/**
 * The tenant token, asked for once however many calls wait for it, and renewed beside the calls before it expires.
 * While the old one is still valid a failed renewal only waits for the next call. `fetchToken` must end by itself.
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
      // Whatever the call was about, it has not happened without a token.
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
