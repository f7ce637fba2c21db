import { join } from 'node:path';
import { type Load, measuring, startLoad, startServer } from './children.ts';
import { atLeast, median, type Row, row } from './report.ts';

const servers = ['desk', 'bare', 'sdk'] as const;
type Name = (typeof servers)[number];

const RUNS = 3;
/** More than the fastest server here can take in one run. */
const REQUESTS = 60_000;
const flood = { connections: 64, warmUpMs: 1_000, ms: 3_000 };

/**
 * docs/measurements/speed.md#webhook: from the socket to a row on disk, three servers in turn, each run on an empty
 * database of its own.
 */
export function measureWebhook(): Promise<Row[]> {
  return measuring(async (_folder, keep) => {
    const load = await keep(startLoad());
    await load.prepare(REQUESTS);
    const perSecond: Record<Name, number[]> = { desk: [], bare: [], sdk: [] };
    for (let run = 0; run < RUNS; run += 1) {
      for (const name of servers) perSecond[name].push(await oneRun(name, load));
    }
    const [desk, bare, sdk] = servers.map((name) => median(perSecond[name])) as [number, number, number];
    return [
      row('webhook to inbox: this bot', '/s', desk),
      row('webhook to inbox: node:http + sqlite3 by hand', '/s', bare),
      row('webhook to inbox: Koa + SDK adapter + TypeORM', '/s', sdk),
      row('webhook to inbox: this bot / by hand', '×', desk / bare, atLeast(1.3)),
      row('webhook to inbox: this bot / SDK adapter', '×', desk / sdk, atLeast(1.7)),
    ];
  });
}

function oneRun(name: Name, load: Load): Promise<number> {
  return measuring(async (folder, keep) => {
    const { port } = await keep(startServer(name, { DATABASE: join(folder, 'inbox.sqlite') }));
    const { perSecond, refused } = await load.flood({ port, ...flood });
    if (refused > 0) throw new Error(`${name} refused ${refused} requests`);
    return perSecond;
  });
}
