import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What the client sent back for one event: `{code, data?}`. */
interface Ack {
  code: number;
  data?: unknown;
}

export interface SocketServer {
  url: string;
  asked: unknown[];
  /** Sends an event, resolves with the acknowledgement. */
  push(event: unknown): Promise<Ack>;
  /** Resolves once so many sockets have been opened and greeted since the beginning. */
  opened(sockets: number): Promise<void>;
  /** Answers a ping, whether there was one or not. */
  pong(): void;
  /** Ends the socket without a word. */
  drop(): void;
  /** While set, nobody is told the address: the question is left open. */
  hanging: boolean;
  close(): Promise<void>;
}

/**
 * The platform's side of the long connection (docs/develop/feishu.md#long-connection): the address, the socket, its
 * frames. One client at a time.
 */
export async function socketServer(answer?: object): Promise<SocketServer> {
  const asked: unknown[] = [];
  const waiting = new Map<string, (ack: Ack) => void>();
  let socket: Socket | undefined;
  let port = 0;
  let sockets = 0;
  const all = new Set<Socket>();
  const server = createServer(async (req, res) => {
    asked.push(JSON.parse(await bodyOf(req)));
    if (made.hanging) return;
    const URL = `ws://127.0.0.1:${port}/ws/v2?fpid=1&device_id=d1&service_id=7`;
    const ClientConfig = { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30 };
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(answer ?? { code: 0, msg: 'ok', data: { URL, ClientConfig } }));
  });
  server.on('upgrade', (req, raw) => {
    socket = raw as Socket;
    all.add(socket);
    let greeted = false;
    const accept = createHash('sha1').update(`${req.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept.digest('base64')}\r\n\r\n`,
    );
    socket.on('error', () => {});
    readFrames(socket, (message) => {
      const { headers, payload } = readFrame(message);
      // Its first ping: from now on the client listens.
      if (headers.type === 'ping' && !greeted) sockets += 1;
      greeted = true;
      const id = headers.message_id;
      if (!id) return;
      const ack = JSON.parse(payload.toString('utf8')) as { code: number; data?: string };
      const data = ack.data === undefined ? undefined : JSON.parse(Buffer.from(ack.data, 'base64').toString('utf8'));
      waiting.get(id)?.({ code: ack.code, data });
    });
  });
  let sent = 0;
  const made: SocketServer = {
    url: '',
    asked,
    hanging: false,
    async opened(wanted) {
      while (sockets < wanted) await new Promise((resolve) => setImmediate(resolve));
    },
    pong: () => void socket?.write(wrapped(writeFrame({ type: 'pong' }, Buffer.from('{}'), 0))),
    drop: () => void socket?.destroy(),
    push(event) {
      sent += 1;
      const id = `m${sent}`;
      const headers = { type: 'event', message_id: id, sum: '1', seq: '0', trace_id: 't' };
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        socket?.write(wrapped(writeFrame(headers, Buffer.from(JSON.stringify(event)))));
      });
    },
    close: () =>
      new Promise((resolve) => {
        for (const one of all) one.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  made.url = `http://127.0.0.1:${port}`;
  return made;
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

// ------------------------------------------------------------------ WebSocket frames (RFC 6455)

function wrapped(payload: Buffer): Buffer {
  const head =
    payload.length < 126
      ? Buffer.from([0x82, payload.length])
      : Buffer.from([0x82, 126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, payload]);
}

function readFrames(socket: Socket, onMessage: (message: Buffer) => void): void {
  let held = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    held = Buffer.concat([held, chunk]);
    for (;;) {
      const short = (held[1] ?? 0) & 127;
      const start = short === 126 ? 4 : 2;
      if (held.length < start + 4) return;
      const length = short === 126 ? held.readUInt16BE(2) : short;
      if (held.length < start + 4 + length) return;
      const mask = held.subarray(start, start + 4);
      const message = held.subarray(start + 4, start + 4 + length).map((byte, i) => byte ^ (mask[i % 4] ?? 0));
      if (((held[0] ?? 0) & 15) === 2) onMessage(Buffer.from(message));
      held = held.subarray(start + 4 + length);
    }
  });
}

// ------------------------------------------------------------------ protocol buffers: pbbp2.Frame

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)]);
const bytesField = (field: number, bytes: Buffer) =>
  Buffer.concat([Buffer.from([(field << 3) | 2, ...varint(bytes.length)]), bytes]);

function writeFrame(headers: Record<string, string>, payload: Buffer, method = 1): Buffer {
  const numbers = Buffer.from([8, 0, 16, 0, 24, 7, 32, method]); // SeqID, LogID, service, method: 0 control, 1 data
  const pairs = Object.entries(headers).map(([key, value]) =>
    bytesField(5, Buffer.concat([bytesField(1, Buffer.from(key)), bytesField(2, Buffer.from(value))])),
  );
  return Buffer.concat([numbers, ...pairs, bytesField(8, payload)]);
}

function readFrame(bytes: Buffer): { headers: Record<string, string>; payload: Buffer } {
  const fields = [...fieldsOf(bytes)];
  const pairs = fields
    .filter(({ field }) => field === 5)
    .map(({ value }) => [...fieldsOf(value)].map((pair) => pair.value.toString('utf8')));
  return {
    headers: Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value])),
    payload: fields.find(({ field }) => field === 8)?.value ?? Buffer.alloc(0),
  };
}

function* fieldsOf(bytes: Buffer): Generator<{ field: number; value: Buffer }> {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = number();
    const length = number();
    if ((tag & 7) === 0) continue; // a number, read as `length`
    yield { field: tag >> 3, value: bytes.subarray(at, at + length) };
    at += length;
  }
}
