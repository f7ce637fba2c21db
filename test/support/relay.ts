import type { IncomingHttpHeaders } from 'node:http';
import { serve } from './bots.ts';

/** One event as it came over the wire: it can be sent again with its old stamp and signature. */
export interface Wire {
  path: string;
  headers: Record<string, string>;
  body: Buffer;
  /** What it was answered. */
  answer: { status: number; text: string };
}

/** Stands between the platform and its bots, as a load balancer does, and keeps what passes. */
export interface Relay {
  url: string;
  wires: Wire[];
  /** Base addresses the n-th event goes to; none: it is answered 503. The first one's answer is passed on. */
  route: (n: number) => string[];
  /** Sends it to the bot at this base address once more. */
  again(wire: Wire, to: string): Promise<Wire['answer']>;
  close(): Promise<void>;
}

export async function startRelay(): Promise<Relay> {
  const relay: Pick<Relay, 'wires' | 'route' | 'again'> = { wires: [], route: () => [], again };
  const server = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const event = { path: request.url ?? '/', headers: signed(request.headers), body: Buffer.concat(chunks) };
    const wire = { ...event, answer: { status: 503, text: '' } };
    relay.wires.push(wire);
    const answers = await Promise.all(relay.route(relay.wires.length - 1).map((to) => again(wire, to)));
    wire.answer = answers[0] ?? wire.answer;
    response.writeHead(wire.answer.status, { 'content-type': 'application/json' }).end(wire.answer.text);
  });
  return Object.assign(relay, server, { url: `${server.url}/webhook/lark` });
}

async function again({ path, headers, body }: Wire, to: string): Promise<Wire['answer']> {
  const response = await fetch(`${to}${path}`, { method: 'POST', headers, body: new Uint8Array(body) });
  return { status: response.status, text: await response.text() };
}

function signed(headers: IncomingHttpHeaders): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => name.startsWith('x-lark-') || name === 'content-type');
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}
