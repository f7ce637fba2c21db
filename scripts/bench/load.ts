import { type Connection, openConnection } from './connection.ts';
import { type Besides, readyRequests } from './requests.ts';

/** A process of its own that sends what it has prepared, as fast as answers come or at a steady rate. */
export type Order =
  | { kind: 'prepare'; requests: number; besides?: Besides }
  | { kind: 'flood'; port: number; connections: number; warmUpMs: number; ms: number }
  | { kind: 'steady'; port: number; connections: number; perSecond: number; warmUpMs: number; ms: number };

export interface Flooded {
  perSecond: number;
  refused: number;
}

export interface Steady {
  /** From when a request was due (not when a connection became free for it) to its answer, ms. */
  answerMs: number[];
  refused: number;
}

let requests: Buffer[] = [];

async function obey(order: Order): Promise<number | Flooded | Steady> {
  if (order.kind === 'prepare') {
    requests = readyRequests(order.requests, order.besides);
    return requests.length;
  }
  const connections = await Promise.all(Array.from({ length: order.connections }, () => openConnection(order.port)));
  try {
    return await (order.kind === 'flood' ? flood(connections, order) : steady(connections, order));
  } finally {
    for (const connection of connections) connection.close();
  }
}

/** Every server starts with an empty table, so that each run may begin with the first request. */
async function flood(connections: Connection[], { warmUpMs, ms }: Extract<Order, { kind: 'flood' }>): Promise<Flooded> {
  let next = 0;
  let counted = 0;
  let refused = 0;
  let last = 0;
  const start = performance.now() + warmUpMs;
  await Promise.all(
    connections.map(async (connection) => {
      for (;;) {
        const request = requests[next++];
        if (!request || performance.now() > start + ms) return;
        const status = await connection.ask(request);
        const now = performance.now();
        if (status !== 200 && status !== 204) refused += 1;
        if (now > start) counted += 1;
        last = Math.max(last, now);
      }
    }),
  );
  if (last <= start) throw new Error('all requests were used up while warming up');
  return { perSecond: counted / ((last - start) / 1000), refused };
}

async function steady(connections: Connection[], order: Extract<Order, { kind: 'steady' }>): Promise<Steady> {
  const total = Math.floor((order.perSecond * (order.warmUpMs + order.ms)) / 1000);
  const start = performance.now();
  const answerMs: number[] = [];
  let refused = 0;
  let next = 0;
  const send = async (connection: Connection) => {
    for (;;) {
      const index = next++;
      const request = requests[index];
      if (index >= total || !request) return;
      const dueAt = start + (index * 1000) / order.perSecond;
      const early = dueAt - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      if ((await connection.ask(request)) !== 200) refused += 1;
      if (dueAt >= start + order.warmUpMs) answerMs.push(performance.now() - dueAt);
    }
  };
  await Promise.all(connections.map(send));
  return { answerMs, refused };
}

process.on('message', (order: Order) => {
  obey(order).then(
    (result) => process.send?.({ result }),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
