import { setTimeout as sleep } from 'node:timers/promises';
import { dataSource } from '../../ormconfig.ts';
import type { Notes } from './judge.ts';
import { type Line, startLine } from './line.ts';
import type { Amount, Scenario } from './scenarios.ts';
import { openTown, type Town, until } from './town.ts';

/** Two processes share a PostgreSQL; one of them is killed, or stands still for a while, and the other goes on. */
export function taken(amount: Amount, how: 'killed' | 'frozen'): Scenario {
  const schema = postgresSchema();
  return {
    name: `${how === 'killed' ? 'kill -9' : 'SIGSTOP'}, two processes on PostgreSQL`,
    skip: schema ? undefined : 'TEST_POSTGRES_URL is not set',
    open: async () => openTown({ databaseUrl: await made(schema), bots: 2 }),
    close: async () => schema?.drop(),
    async harm(town, notes) {
      const times = how === 'killed' ? amount.kills : 1;
      for (let turn = 0; turn < times; turn += 1) {
        await sleep(500 + Math.random() * 1_500);
        const index = turn % 2;
        const bot = town.bots[index];
        town.fakeLark.fail({ latencyMs: 800 }); // so that there is something under way
        await until(async () => (await held(town)).length > 3, 10);
        bot?.signal(how === 'killed' ? 'SIGKILL' : 'SIGSTOP');
        town.fakeLark.fail({});
        await measureTakeOver(town, notes);
        if (how === 'killed') await town.restart(index);
        else bot?.signal('SIGCONT');
      }
      return times;
    },
  };
}

interface Held {
  key: string;
  by: string;
}

/** What is claimed at this moment, and by which process. */
function held({ rows }: Town): Promise<Held[]> {
  return rows<Held>(
    `SELECT key, claimed_by AS by FROM inbox WHERE state = 'claimed'
     UNION ALL SELECT id, claimed_by FROM outbox WHERE state = 'pending' AND claimed_by IS NOT NULL`,
  );
}

/** Until nothing of what the process that is gone held is still held by it: others have it, or it is done. */
async function measureTakeOver(town: Town, notes: Notes): Promise<void> {
  const began = performance.now();
  const before = new Set((await held(town)).map(({ by }) => by));
  await sleep(3_000);
  const seen = `SELECT id FROM processes WHERE seen_at > now() - interval '2800 milliseconds'`;
  for (const { id } of await town.rows<{ id: string }>(seen)) before.delete(id);
  const isOver = async () => !(await held(town)).some(({ by }) => before.has(by));
  if (!(await until(isOver, 60))) notes.broken('work of a process that was gone was not taken over in a minute');
  notes.takeOver((performance.now() - began) / 1000);
}

/** The line to PostgreSQL is cut and joined again. */
export function unreachable({ seconds }: Amount): Scenario {
  const schema = postgresSchema();
  let line: Line | undefined;
  return {
    name: 'PostgreSQL gone and back',
    skip: schema ? undefined : 'TEST_POSTGRES_URL is not set',
    async open() {
      const databaseUrl = await made(schema);
      const { hostname, port } = new URL(databaseUrl());
      line = await startLine({ host: hostname, port: Number(port || 5432) });
      const through = (url: string) => {
        const there = new URL(url);
        [there.hostname, there.port] = ['127.0.0.1', String(line?.port)];
        return there.href;
      };
      return openTown({ databaseUrl, bots: 2, through });
    },
    async close() {
      await line?.close();
      await schema?.drop();
    },
    async harm() {
      for (const share of [0.1, 0.5]) {
        line?.cut();
        await sleep(seconds * share * 1000);
        line?.join();
        await sleep(2_000);
      }
      return 2;
    },
  };
}

interface Schema {
  url: string;
  make(): Promise<void>;
  drop(): Promise<void>;
}

async function made(schema: Schema | undefined): Promise<() => string> {
  if (!schema) throw new Error('no PostgreSQL');
  await schema.make();
  return () => schema.url;
}

/** A schema of its own in the database of TEST_POSTGRES_URL. */
function postgresSchema(): Schema | undefined {
  const address = process.env.TEST_POSTGRES_URL;
  if (!address) return undefined;
  const name = `faults_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const url = new URL(address);
  url.searchParams.set('options', `-c search_path=${name}`);
  const run = async (sql: string) => {
    const source = await dataSource(address, { poolSize: 1 }).initialize();
    await source.query(sql);
    await source.destroy();
  };
  return { url: url.href, make: () => run(`CREATE SCHEMA ${name}`), drop: () => run(`DROP SCHEMA ${name} CASCADE`) };
}
