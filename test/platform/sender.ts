import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const ENCRYPT_KEY = 'an encrypt key of the tests';
export const TOKEN = 'a verification token of the tests';

/**
 * What Feishu does to an event before it sends it (docs/develop/feishu.md#webhook), written here once more from the
 * documentation.
 */
export function encrypt(text: string, encryptKey = ENCRYPT_KEY): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

export function sign(
  body: Buffer | string,
  { stamp, nonce = 'nonce1', key = ENCRYPT_KEY }: { stamp: string; nonce?: string; key?: string },
) {
  const hash = createHash('sha256').update(stamp + nonce + key);
  return {
    'x-lark-request-timestamp': stamp,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': hash.update(body).digest('hex'),
  };
}

export interface Reply {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

export interface Outgoing {
  body?: Buffer | string;
  /** Sent one by one, each in a write of its own. */
  chunks?: Buffer[];
  headers?: Record<string, string>;
  method?: string;
  path?: string;
}

/** One HTTP request with exactly these bytes. */
export function send(
  port: number,
  { body = '', chunks, headers = {}, method = 'POST', path = '/webhook/lark' }: Outgoing,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString('utf8'),
        }),
      );
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.setNoDelay(true);
    writeAll(outgoing, chunks ?? [Buffer.from(body)]);
  });
}

function writeAll(outgoing: ReturnType<typeof request>, [first, ...rest]: Buffer[]): void {
  if (!first) {
    outgoing.end();
    return;
  }
  outgoing.write(first, () => setImmediate(writeAll, outgoing, rest));
}

/** A server on a free port of 127.0.0.1. */
export async function listen(
  handler: (req: IncomingMessage, res: ServerResponse) => void,
): Promise<{ port: number; url: string; close(): Promise<void> }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function messageEvent({ id = 'om_1', eventId = 'ev_1', text = '你好', token = TOKEN } = {}) {
  return {
    schema: '2.0',
    header: {
      event_id: eventId,
      event_type: 'im.message.receive_v1',
      create_time: '1795330800000',
      token,
      app_id: 'cli_a',
    },
    event: {
      sender: { sender_id: { open_id: 'ou_sender' }, sender_type: 'user' },
      message: {
        message_id: id,
        create_time: '1795330800000',
        chat_id: 'oc_1',
        chat_type: 'p2p',
        message_type: 'text',
        content: JSON.stringify({ text }),
      },
    },
  };
}

export function clickEvent({
  eventId = 'ev_click',
  value = { say: '签收 003', rev: 2 } as unknown,
  token = TOKEN,
} = {}) {
  return {
    schema: '2.0',
    header: {
      event_id: eventId,
      event_type: 'card.action.trigger',
      create_time: '1795330800000000',
      token,
      app_id: 'cli_a',
    },
    event: {
      operator: { open_id: 'ou_presser' },
      token: 'c-295ee57216a5dc9de90fefd0aadb4b1d7d',
      action: { value, tag: 'button' },
      context: { open_message_id: 'om_card', open_chat_id: 'oc_1' },
    },
  };
}
