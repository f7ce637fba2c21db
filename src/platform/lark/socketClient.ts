import type { HttpInstance, HttpRequestOptions } from '@larksuiteoapi/node-sdk';
import { redact } from '../../log.ts';
import { answerTo } from '../../outgoing.ts';
import type { Log } from '../../ports/index.ts';
import { isRecord, parseJson, record } from './json.ts';

export type Sdk = typeof import('@larksuiteoapi/node-sdk');
export type WebSocketClient = InstanceType<Sdk['WSClient']>;

const DISCOVERY_MS = 15_000;

/** The one call before the socket opens, with our own time limit; the SDK judges refusals by their code. */
export function discovery(pingEvery: (seconds: number) => void): HttpInstance {
  const request = async ({ url = '', data, headers }: HttpRequestOptions<unknown>) => {
    const init = {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(data),
    };
    const { text } = await answerTo(url, init, { limitMs: DISCOVERY_MS });
    const answer = parseJson(text);
    if (!isRecord(answer)) throw new Error('the address of the long connection could not be read');
    const seconds = record(record(answer.data).ClientConfig).PingInterval;
    if (typeof seconds === 'number' && seconds > 0) pingEvery(seconds);
    return { ...answer, data: record(answer.data) };
  };
  return { request } as HttpInstance;
}

/** The SDK does not report pongs, so we listen on its socket, where they are frames like any other. */
export function listenTo(client: WebSocketClient, heard: () => void): void {
  const inside = client as unknown as {
    wsConfig: { getWSInstance(): { on(event: 'message', then: () => void): void } };
  };
  inside.wsConfig.getWSInstance().on('message', heard);
}

/** Warnings and errors only: other log lines of the SDK contain whole events. */
export function sdkLogger(log: Log, secret: string) {
  const words = (parts: unknown[]) =>
    redact(parts.filter((part) => typeof part === 'string').join(' '), [secret]).slice(0, 300);
  return {
    error: (...parts: unknown[]) => log.error({ sdk: words(parts) }, 'long connection'),
    warn: (...parts: unknown[]) => log.warn({ sdk: words(parts) }, 'long connection'),
    info() {},
    debug() {},
    trace() {},
  };
}
