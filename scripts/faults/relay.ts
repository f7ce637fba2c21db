import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Stands between the platform and the bots, as a load balancer does, and delivers again as Feishu does, sooner. */
export interface Relay {
  url: string;
  /** Ports of the bots that take events; one after the other. */
  targets: number[];
  /** Events that nobody has taken yet. */
  open(): number;
  close(): Promise<void>;
}

interface Wire {
  headers: Record<string, string>;
  body: Buffer;
}

const patienceMs = 3_000;
const pausesMs = [500, 1_000, 2_000, 4_000];

export async function startRelay(): Promise<Relay> {
  let [turn, open, ended] = [0, 0, false];
  const targets: number[] = [];
  const deliver = async (wire: Wire): Promise<{ status: number; text: string }> => {
    const port = targets[turn++ % Math.max(1, targets.length)];
    if (port === undefined) return { status: 503, text: '' };
    try {
      const signal = AbortSignal.timeout(patienceMs);
      const body = new Uint8Array(wire.body);
      const url = `http://127.0.0.1:${port}/webhook/lark`;
      const response = await fetch(url, { method: 'POST', headers: wire.headers, body, signal });
      return { status: response.status, text: await response.text() };
    } catch {
      return { status: 503, text: '' };
    }
  };
  const again = async (wire: Wire) => {
    for (let tries = 0; !ended; tries += 1) {
      await sleep(pausesMs[Math.min(tries, pausesMs.length - 1)]);
      if ((await deliver(wire)).status === 200) break;
    }
    open -= 1;
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const wire = { headers: signed(request.headers), body: Buffer.concat(chunks) };
    const { status, text } = await deliver(wire);
    if (status !== 200) {
      open += 1;
      void again(wire);
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhook/lark`,
    targets,
    open: () => open,
    async close() {
      ended = true;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function signed(headers: IncomingHttpHeaders): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => name.startsWith('x-lark-') || name === 'content-type');
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}
