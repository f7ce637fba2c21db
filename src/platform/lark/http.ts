import type { HttpInstance, HttpRequestOptions } from '@larksuiteoapi/node-sdk';
import { type Answered, answerTo } from '../../outgoing.ts';
import { failureError } from './errors.ts';
import { isRecord, parseJson, record, str } from './json.ts';
import { waitAsked } from './waitAsked.ts';

/**
 * The SDK's HTTP interface, implemented with `fetch`: it has a time limit, and its errors contain neither bearer nor
 * body, while axios errors do (docs/develop/feishu.md#client). Resolves with the parsed body only when its `code` is 0;
 * otherwise throws PlatformError, or the error of fetch when there was no answer.
 */
export function httpInstance(limitMs: number): HttpInstance {
  const request = <T>(options: HttpRequestOptions<unknown>) => call(options, limitMs) as Promise<T>;
  const bare = (method: string) => (url: string, options?: object) => request({ ...options, method, url });
  const withData = (method: string) => (url: string, data?: unknown, options?: object) =>
    request({ ...options, method, url, data });
  return {
    request,
    get: bare('GET'),
    delete: bare('DELETE'),
    head: bare('HEAD'),
    options: bare('OPTIONS'),
    post: withData('POST'),
    put: withData('PUT'),
    patch: withData('PATCH'),
  } as HttpInstance;
}

async function call(options: HttpRequestOptions<unknown>, limitMs: number): Promise<unknown> {
  const { url = '', method = 'GET', headers = {}, params = {}, data } = options;
  const target = new URL(url);
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null) target.searchParams.append(name, String(value));
  }
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const answered = await answerTo(
    target,
    {
      method,
      headers: { ...headers, ...(hasBody ? { 'Content-Type': 'application/json; charset=utf-8' } : {}) },
      ...(hasBody ? { body: JSON.stringify(data ?? {}) } : {}),
    },
    { limitMs },
  );
  return checked(answered);
}

function checked({ status, ok, headers, text }: Answered): object {
  const body = parseJson(text);
  if (ok && isRecord(body) && body.code === 0) return body;
  const answer = record(body);
  throw failureError({
    status,
    code: typeof answer.code === 'number' && answer.code !== 0 ? answer.code : undefined,
    msg: str(answer.msg),
    waitMs: waitAsked(headers),
    logId: str(record(answer.error).log_id) || undefined,
  });
}
