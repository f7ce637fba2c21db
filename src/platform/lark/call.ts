import type { Client } from '@larksuiteoapi/node-sdk';
import { trimmedEnd } from '../../domain/texts/plainText.ts';
import type { Clock, Log } from '../../ports/index.ts';
import { PlatformError } from '../../ports/platform.ts';
import { toPlatformError } from './errors.ts';
import { httpInstance } from './http.ts';
import { record, str } from './json.ts';
import { type FreshToken, tokenProvider } from './tokens.ts';

export interface LarkOptions {
  appId: string;
  appSecret: string;
  /** Such as https://open.feishu.cn; a private cloud or a fake Feishu has another one. */
  baseUrl: string;
  clock: Clock;
  log: Log;
  /** Longest wait for one answer, default 10 s. */
  timeoutMs?: number;
}

type Sdk = typeof import('@larksuiteoapi/node-sdk');
type CallOptions = ReturnType<Sdk['withTenantToken']>;

const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };

/** Loads the platform's SDK (≈ 40 MB), which takes a while: start this before the bot listens. */
export function loadSdk(): Promise<Sdk> {
  return import('@larksuiteoapi/node-sdk');
}

/** Makes one call with a valid token; resolves with the parsed answer, throws PlatformError. */
export type Call = (ask: (api: Client, token: CallOptions) => Promise<unknown>) => Promise<unknown>;

/** Makes calls with a token; if the token is refused, renews it once and repeats the call. */
export function caller({ appId, appSecret, baseUrl, clock, log, timeoutMs = 10_000 }: LarkOptions): Call {
  const http = httpInstance(timeoutMs);
  const domain = trimmedEnd(baseUrl, '/');
  let loading: Promise<{ api: Client; sdk: Sdk }> | undefined;
  const load = async () => {
    const sdk = await loadSdk();
    // The SDK logs bearers and bodies at error level (docs/develop/feishu.md#client), so its log is off; the error we
    // throw says what failed.
    const api = new sdk.Client({
      appId,
      appSecret,
      domain,
      disableTokenCache: true,
      logger: silent,
      httpInstance: http,
    });
    return { api, sdk };
  };
  const fetchToken = async (): Promise<FreshToken> => {
    const url = `${domain}/open-apis/auth/v3/tenant_access_token/internal`;
    const answer = record(await http.post<unknown>(url, { app_id: appId, app_secret: appSecret }));
    const token = str(answer.tenant_access_token);
    if (!token) throw new PlatformError('retry', 'the answer holds no token');
    return { token, expire: Number(answer.expire) || 0 };
  };
  const tokens = tokenProvider({ fetchToken, clock, log });
  return async (ask) => {
    loading ??= load();
    const { api, sdk } = await loading;
    const attempt = async (token: string) => {
      try {
        return await ask(api, sdk.withTenantToken(token));
      } catch (error) {
        const failure = toPlatformError(error);
        if (failure.failure === 'token') tokens.refused(token);
        throw failure;
      }
    };
    try {
      return await attempt(await tokens.get());
    } catch (error) {
      if (!(error instanceof PlatformError) || error.failure !== 'token') throw error;
      return attempt(await tokens.get());
    }
  };
}
