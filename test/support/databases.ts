import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, type OpenOptions, openDatabase } from '../../src/db/database.ts';
import type { Log } from '../../src/ports/index.ts';
import { freshSchema, usedSchema } from './postgresPlace.ts';

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface Place {
  url: string;
  /** Before anything opens it: migrated, and filled by `seed`. */
  begin(seed?: Seed): Promise<void>;
  remove(): Promise<void>;
}

/** What a database holds before a test begins: the same each time, so that it is made once. */
export type Seed = (database: Database) => Promise<void>;

/** Opens the database of the running test; again: a second process, as far as the database can tell. */
export type Open = (options?: Partial<OpenOptions> & { seed?: Seed }) => Promise<Database>;

/** Engines to test on: SQLite always, PostgreSQL when TEST_POSTGRES_URL names one. */
export const engines: Record<string, () => Promise<Place>> = {
  SQLite: sqlitePlace,
  ...(process.env.TEST_POSTGRES_URL && { PostgreSQL: () => freshSchema(filled) }),
};

/** As `engines`, for tests that close what they open and leave the tables as they are. */
export const usedPlaces: typeof engines = {
  ...engines,
  ...(engines.PostgreSQL && { PostgreSQL: () => usedSchema(filled) }),
};

type Body = (open: Open, place: () => Place, engine: string) => void;

/** Describes the same behaviour on each engine. Every test has a fresh database; what it opened is closed for it. */
export function eachDatabase(body: Body): void {
  onEach(usedPlaces, (place, seed) => place.begin(seed), body);
}

/** As `eachDatabase`, on SQLite alone: for stories about what words mean, which no database has a part in. */
export function onSqlite(body: Body): void {
  onEach({ SQLite: sqlitePlace }, (place, seed) => place.begin(seed), body);
}

/** As `eachDatabase`; the database has no tables yet when the test opens it. */
export function eachEmptyDatabase(body: Body): void {
  onEach(engines, async () => undefined, body);
}

function onEach(places: typeof engines, begin: (place: Place, seed?: Seed) => Promise<void>, body: Body): void {
  for (const [engine, makePlace] of Object.entries(places)) {
    describe(`on ${engine}`, () => {
      let place: Place;
      let begun: Promise<void> | undefined;
      let opened: Database[] = [];
      beforeEach(async () => {
        place = await makePlace();
        begun = undefined;
      });
      afterEach(async () => {
        for (const database of opened) await database.close();
        opened = [];
        await place.remove();
      });
      const open: Open = async ({ seed, ...options } = {}) => {
        if (seed && begun) throw new Error('the database of this test was opened before it could be filled');
        begun ??= begin(place, seed);
        await begun;
        const database = await openDatabase(place.url, { log: silent, ...options });
        opened.push(database);
        return database;
      };
      body(open, () => place, engine);
    });
  }
}

/** Where there is one: files that every commit flushes to a disk make the tests half as long again. */
const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A file in a directory of its own; it outlives a killed process, and only the machine's end costs its data. */
export async function sqlitePlace(): Promise<Place> {
  const directory = await mkdtemp(join(folder, 'appeal-desk-'));
  const file = join(directory, 'test.sqlite');
  return {
    url: `sqlite:${file}`,
    begin: async (seed) => copyFile(await pattern(seed), file),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

const patterns = new Map<Seed | undefined, Promise<string>>();
let patternFolder: string | undefined;

/** A file as `begin` leaves it. */
function pattern(seed: Seed | undefined): Promise<string> {
  const known = patterns.get(seed) ?? makePattern(seed, patterns.size);
  patterns.set(seed, known);
  return known;
}

async function makePattern(seed: Seed | undefined, index: number): Promise<string> {
  if (patternFolder === undefined) {
    const made = mkdtempSync(join(folder, 'appeal-desk-'));
    process.on('exit', () => rmSync(made, { recursive: true, force: true }));
    patternFolder = made;
  }
  const file = join(patternFolder, `${index}.sqlite`);
  await filled(`sqlite:${file}`, seed);
  return file;
}

async function filled(url: string, seed: Seed | undefined): Promise<void> {
  const database = await openDatabase(url, { log: silent });
  await seed?.(database);
  await database.close();
}
