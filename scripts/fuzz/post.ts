import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { encrypt, signature } from '../../src/fakeLark/events/envelope.ts';
import { lark } from '../bench/app.ts';

/** The bytes of one delivery. */
export interface Delivery {
  body: Buffer | string;
  headers: Record<string, string>;
}

export interface Answered {
  /** 0: there was no answer. */
  status: number;
  text: string;
  ms: number;
}

const type = { 'content-type': 'application/json; charset=utf-8' };

/** A payload as Feishu delivers it, encrypted and signed. */
export function sealed(payload: string): Delivery {
  return signed(JSON.stringify({ encrypt: encrypt(payload, lark.encryptKey) }));
}

/** Rightly signed, whatever it is. */
export function signed(body: string, at = Date.now()): Delivery {
  const timestamp = String(Math.floor(at / 1000));
  const nonce = randomUUID();
  return {
    body,
    headers: {
      ...type,
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature({ timestamp, nonce, encryptKey: lark.encryptKey, body }),
    },
  };
}

export function unsigned(body: Buffer | string): Delivery {
  return { body, headers: type };
}

export type Post = (delivery: Delivery) => Promise<Answered>;

/** Posts to the webhook over connections that are kept. */
export function poster(port: number, connections: number): Post {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return ({ body, headers }) =>
    new Promise((resolve) => {
      const start = performance.now();
      const end = (status: number, text: string) => resolve({ status, text, ms: performance.now() - start });
      const options = { host: '127.0.0.1', port, path: '/webhook/lark', method: 'POST', agent };
      const length = { 'content-length': String(Buffer.byteLength(body)) };
      const outgoing = request({ ...options, headers: { ...headers, ...length } }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => end(response.statusCode ?? 0, Buffer.concat(parts).toString()));
        response.on('error', () => end(0, ''));
      });
      outgoing.on('error', () => end(0, ''));
      outgoing.end(body);
    });
}
