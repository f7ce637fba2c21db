import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, type OpenOptions, openDatabase } from '../../src/db/database.ts';
import type { Log } from '../../src/ports.ts';

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface Place {
  url: string;
  remove(): Promise<void>;
}

/** Opens the database of the running test; again: a second process, as far as the database can tell. */
export type Open = (options?: Partial<OpenOptions>) => Promise<Database>;

/** Engines to test on: SQLite always, PostgreSQL when TEST_POSTGRES_URL names one. */
export const engines: Record<string, () => Promise<Place>> = {
  SQLite: sqlitePlace,
  ...(process.env.TEST_POSTGRES_URL && { PostgreSQL: postgresPlace }),
};

/** Describes the same behaviour on each engine. Every test has a fresh database; what it opened is closed for it. */
export function eachDatabase(body: (open: Open, place: () => Place, engine: string) => void): void {
  for (const [engine, makePlace] of Object.entries(engines)) {
    describe(`on ${engine}`, () => {
      let place: Place;
      let opened: Database[] = [];
      beforeEach(async () => {
        place = await makePlace();
      });
      afterEach(async () => {
        for (const database of opened) await database.close();
        opened = [];
        await place.remove();
      });
      const open: Open = async (options) => {
        const database = await openDatabase(place.url, { log: silent, ...options });
        opened.push(database);
        return database;
      };
      body(open, () => place, engine);
    });
  }
}

/** Where there is one: files that every commit flushes to a disk make the tests half as long again. */
const inMemory = '/dev/shm';

/** A file in a directory of its own; it outlives a killed process, and only the machine's end costs its data. */
export async function sqlitePlace(): Promise<Place> {
  const directory = await mkdtemp(join(existsSync(inMemory) ? inMemory : tmpdir(), 'appeal-desk-'));
  return {
    url: `sqlite:${join(directory, 'test.sqlite')}`,
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** A schema of its own in the database of TEST_POSTGRES_URL; a crash may cost a test its data, so nothing is flushed. */
async function postgresPlace(): Promise<Place> {
  const base = process.env.TEST_POSTGRES_URL as string;
  const schema = `test_${randomBytes(6).toString('hex')}`;
  await statement(base, `CREATE SCHEMA ${schema}`);
  const url = new URL(base);
  url.searchParams.set('options', `-c search_path=${schema} -c synchronous_commit=off`);
  return { url: url.href, remove: () => statement(base, `DROP SCHEMA ${schema} CASCADE`) };
}

async function statement(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
