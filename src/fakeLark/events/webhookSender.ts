import { randomBytes } from 'node:crypto';
import { newId } from '../ids.ts';
import { encrypt, signature } from './envelope.ts';

/** One event on its way to the bot. */
export interface Delivery {
  id: string;
  payload: unknown;
  attempts: number;
  /** Epoch ms of the next attempt, if the running one fails or is lost with the process. */
  nextAt: number;
}

export interface WebhookAnswer {
  status: number;
  text: string;
  /**
   * Client code when there was no answer: 200340 no address, 200341 too late, 200342 no connection
   * (docs/develop/feishu.md#acks).
   */
  error?: string;
}

export interface WebhookSender {
  setUrl(url: string | undefined): void;
  /** Sends an event and retries it on the schedule; events of one lane (a chat) start in order. */
  send(payload: unknown, lane: string): void;
  /** Sends once and returns the answer. The challenge is sent with `signed` false. */
  post(payload: unknown, options?: { signed?: boolean; timeoutMs?: number }): Promise<WebhookAnswer>;
  /** Makes the retries that are due now; resolves when they are answered. */
  tick(): Promise<void>;
  /** Resolves when nothing is on its way. Retries that wait for their time do not count. */
  idle(): Promise<void>;
}

export interface SenderOptions {
  now(): Date;
  encryptKey: string;
  plaintext: boolean;
  timeoutMs: number;
  deliveries(): Map<string, Delivery>;
  changed(): void;
}

/** Waits after the first, second, third and fourth failure (docs/develop/feishu.md#acks). */
const RETRY_MS = [15_000, 300_000, 3_600_000, 6 * 3_600_000];

export function createWebhookSender(options: SenderOptions): WebhookSender {
  const { now, deliveries, changed } = options;
  const lanes = new Map<string, Promise<void>>();
  const flying = new Map<string, Promise<void>>();
  const format = envelopeFormat(options);
  let url: string | undefined;

  const post: WebhookSender['post'] = (payload, { signed = true, timeoutMs = options.timeoutMs } = {}) =>
    url ? postOnce(url, format(payload, signed), timeoutMs) : Promise.resolve(failure('200340'));

  const attempt = async (delivery: Delivery) => {
    delivery.attempts += 1;
    const { status } = await post(delivery.payload);
    const wait = RETRY_MS[delivery.attempts - 1];
    if (status === 200 || wait === undefined) deliveries().delete(delivery.id);
    else delivery.nextAt = now().getTime() + wait;
    changed();
  };
  const fly = (delivery: Delivery, after: Promise<void> = Promise.resolve()) => {
    const flight = after.then(() => attempt(delivery)).finally(() => flying.delete(delivery.id));
    flying.set(delivery.id, flight);
    return flight;
  };

  return {
    setUrl(next) {
      url = next;
    },
    send(payload, lane) {
      const delivery = { id: newId('d_'), payload, attempts: 0, nextAt: now().getTime() + 15_000 };
      deliveries().set(delivery.id, delivery);
      changed();
      const flight = fly(delivery, lanes.get(lane));
      lanes.set(lane, flight);
      flight.finally(() => lanes.get(lane) === flight && lanes.delete(lane));
    },
    post,
    async tick() {
      const at = now().getTime();
      const due = [...deliveries().values()].filter(({ id, nextAt }) => nextAt <= at && !flying.has(id));
      await Promise.all(due.map((delivery) => fly(delivery)));
    },
    async idle() {
      while (flying.size > 0) await Promise.all(flying.values());
    },
  };
}

/**
 * The bytes and headers of one request. The signature covers the raw bytes. Every second body is written with a blank
 * and an escaped slash, to detect a receiver that checks re-serialised JSON.
 */
function envelopeFormat({ now, encryptKey, plaintext }: SenderOptions) {
  let odd = false;
  return (payload: unknown, signed: boolean): { body: string; headers: Record<string, string> } => {
    odd = !odd;
    const text = JSON.stringify(payload);
    const sealed = plaintext ? text : JSON.stringify({ encrypt: encrypt(text, encryptKey) });
    const body = odd && !plaintext ? sealed.replace(':', ': ').replaceAll('/', '\\/') : sealed;
    const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
    if (plaintext || !signed) return { body, headers };
    const timestamp = String(Math.floor(now().getTime() / 1000));
    const nonce = randomBytes(8).toString('hex');
    headers['x-lark-request-timestamp'] = timestamp;
    headers['x-lark-request-nonce'] = nonce;
    headers['x-lark-signature'] = signature({ timestamp, nonce, encryptKey, body });
    return { body, headers };
  };
}

async function postOnce(
  url: string,
  request: { body: string; headers: Record<string, string> },
  timeoutMs: number,
): Promise<WebhookAnswer> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: 'POST', ...request, signal, redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return failure(error instanceof Error && error.name === 'TimeoutError' ? '200341' : '200342');
  }
}

function failure(error: string): WebhookAnswer {
  return { status: 0, text: '', error };
}
