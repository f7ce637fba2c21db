import { createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from '@larksuiteoapi/node-sdk';
import { type FakeLark, type FakeLarkOptions, startFakeLark } from '../../src/fakeLark/fakeLark.ts';

export const ENCRYPT_KEY = 'test encrypt key';
export const VERIFICATION_TOKEN = 'test verification token';
export const BOT = 'ou_bot';
export const LI = 'ou_li';
export const WANG = 'ou_wang';
export const ZHAO = 'ou_zhao';
export const GROUP = 'oc_group';

interface Clock {
  now(): Date;
  set(at: Date): void;
  /** Moves on, seconds. */
  pass(seconds: number): void;
}

function clockAt(text: string): Clock {
  let at = new Date(text).getTime();
  return {
    now: () => new Date(at),
    set(to) {
      at = to.getTime();
    },
    pass(seconds) {
      at += seconds * 1000;
    },
  };
}

/** The SDK would print the bodies of failed calls. */
const silence = () => undefined;
const silent = { fatal: silence, error: silence, warn: silence, info: silence, debug: silence, trace: silence };

const running = new Set<{ end(): Promise<void> }>();

/** Ends what a failed test has left running: an open server would keep the runner alive. */
export async function endAll(): Promise<void> {
  for (const one of [...running]) await one.end();
}

function ended<T extends { end(): Promise<void> }>(one: T): T {
  running.add(one);
  const { end } = one;
  one.end = () => {
    running.delete(one);
    return end();
  };
  return one;
}

export interface Bench {
  fakeLark: FakeLark;
  clock: Clock;
  client: Client;
  appId: string;
  end(): Promise<void>;
}

/** A fake Feishu with three people and one group, and the unmodified SDK pointed at it. */
export async function bench(options: Partial<FakeLarkOptions> = {}): Promise<Bench> {
  const clock = clockAt('2026-03-02T09:00:00+08:00');
  // The SDK shares tokens between clients of one app id.
  const appId = `cli_${randomBytes(8).toString('hex')}`;
  const fakeLark = await startFakeLark({
    now: clock.now,
    setNow: clock.set,
    appId,
    appSecret: 'secret',
    encryptKey: ENCRYPT_KEY,
    verificationToken: VERIFICATION_TOKEN,
    bot: { openId: BOT, name: '诉求管家' },
    people: [
      { openId: LI, name: '联络员', mobile: '13900000001', label: '专班 · 联络员' },
      { openId: WANG, name: '专员', mobile: '13900000002', label: '镇 · 专员' },
      { openId: ZHAO, name: '值班员', mobile: '13900000003', label: '中心 · 值班' },
    ],
    chats: [{ chatId: GROUP, name: '获得电力专班', members: [LI, WANG], botIsMember: true, external: false }],
    ...options,
  });
  const client = new Client({ appId, appSecret: 'secret', domain: fakeLark.url, logger: silent });
  return ended({ fakeLark, clock, client, appId, end: () => fakeLark.close() });
}

interface Received {
  headers: IncomingHttpHeaders;
  /** The raw body. */
  raw: string;
  /** Decrypted. */
  event: { schema?: string; header: Record<string, string>; event: Record<string, Record<string, unknown>> } & Record<
    string,
    unknown
  >;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What the next requests are answered; the last one stays. */
  answers: { status: number; body: string }[];
  end(): Promise<void>;
}

/** A bot that writes down what it is told; reads the envelope by its own means. */
export async function receiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers = [{ status: 200, body: '{}' }];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks).toString('utf8');
    received.push({ headers: request.headers, raw, event: open(raw) });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer?.status === 0) return; // never answers
    response.writeHead(answer?.status ?? 200, { 'content-type': 'application/json' });
    response.end(answer?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return ended({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/lark`,
    received,
    answers,
    end() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  });
}

function open(raw: string): Received['event'] {
  const outer = JSON.parse(raw);
  if (!outer.encrypt) return outer;
  const sealed = Buffer.from(outer.encrypt, 'base64');
  const key = createHash('sha256').update(ENCRYPT_KEY).digest();
  const decipher = createDecipheriv('aes-256-cbc', key, sealed.subarray(0, 16));
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(16)), decipher.final()]).toString('utf8'));
}

export const text = (content: string) => JSON.stringify({ text: content });

/** A card with one paragraph and, if wanted, more elements. */
export function card(...elements: unknown[]): Record<string, unknown> {
  return {
    schema: '2.0',
    config: { update_multi: true },
    header: { title: { tag: 'plain_text', content: '新诉求' }, template: 'blue' },
    body: { elements: [{ tag: 'markdown', content: '正文' }, ...elements] },
  };
}

export function button(label: string, value: unknown, more: Record<string, unknown> = {}): Record<string, unknown> {
  const behaviors = [{ type: 'callback', value }];
  return { tag: 'button', text: { tag: 'plain_text', content: label }, behaviors, ...more };
}

/** The answer of the platform that an SDK call failed with. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ status: number; code: number; msg: string; headers: Record<string, string> }> {
  try {
    await call;
  } catch (error) {
    const { response } = error as {
      response: { status: number; data: { code: number; msg: string }; headers: Record<string, string> };
    };
    return { status: response.status, ...response.data, headers: response.headers };
  }
  throw new Error('the call was not refused');
}

export function sendText(client: Client, content: string, uuid?: string) {
  const data = { receive_id: GROUP, msg_type: 'text', content: text(content), uuid };
  return client.im.v1.message.create({ params: { receive_id_type: 'chat_id' }, data });
}

export async function sendCard(client: Client, content: unknown, to = GROUP): Promise<string> {
  const type = to.startsWith('ou_') ? 'open_id' : 'chat_id';
  const data = { receive_id: to, msg_type: 'interactive', content: JSON.stringify(content) };
  const sent = await client.im.v1.message.create({ params: { receive_id_type: type }, data });
  return sent.data?.message_id ?? '';
}
