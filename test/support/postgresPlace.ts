import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Place, Seed } from './databases.ts';

/** Of one run of the tests, all its processes: what .mocharc.cjs gave it. */
const ofThisRun = `test_${process.env.TEST_RUN}_`;

type Fill = (url: string, seed: Seed | undefined) => Promise<void>;

/** A schema of its own in the database of TEST_POSTGRES_URL; a crash may cost a test its data, so nothing is flushed. */
export async function freshSchema(fill: Fill): Promise<Place> {
  const { url, drop } = await newSchema();
  return { url, begin: (seed) => fill(url, seed), remove: drop };
}

interface Schema {
  name: string;
  url: string;
  drop(): Promise<void>;
}

/** Schemas with their tables that no test uses at present. */
const spare: Schema[] = [];
/** For each seed the SQL that makes any of them hold what `fill` left. */
const refills = new Map<Seed | undefined, Promise<(schema: string) => string>>();

/**
 * As `freshSchema`, but on tables that an earlier test of this process had: to empty them takes a tenth of the time that
 * making them does. For tests that close what they open and leave the tables as they are.
 */
export async function usedSchema(fill: Fill): Promise<Place> {
  let schema = spare.pop();
  const known = schema !== undefined;
  schema ??= await newSchema();
  const { name, url, drop } = schema;
  let begun = known;
  return {
    url,
    async begin(seed) {
      refills.set(seed, refills.get(seed) ?? makeRefill(fill, seed));
      const refill = await refills.get(seed);
      if (!known) await fill(url, undefined);
      begun = true;
      if (refill) await statement(url, refill(name));
    },
    // What never got its tables is none that the next test could use.
    remove: async () => (begun ? void spare.push({ name, url, drop }) : drop()),
  };
}

async function makeRefill(fill: Fill, seed: Seed | undefined): Promise<(schema: string) => string> {
  const { name: pattern, url } = await newSchema();
  await fill(url, seed);
  // Tables in the order in which they were made: one that is pointed at comes before those that point at it.
  const tables = await statement<{ name: string }>(
    url,
    `SELECT relname AS name FROM pg_class WHERE relnamespace = '${pattern}'::regnamespace AND relkind = 'r'
      ORDER BY oid`,
  );
  const sequences = await statement<{ name: string; last: string | null }>(
    url,
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = '${pattern}'`,
  );
  return (schema) =>
    [
      ...tables.toReversed().map(({ name }) => `DELETE FROM ${schema}.${name}`),
      ...tables.map(({ name }) => `INSERT INTO ${schema}.${name} SELECT * FROM ${pattern}.${name}`),
      ...sequences.map(({ name, last }) => `SELECT setval('${schema}.${name}', ${last ?? 1}, ${last !== null})`),
    ].join(';\n');
}

async function newSchema(): Promise<Schema> {
  const name = `${ofThisRun}${randomBytes(6).toString('hex')}`;
  const url = new URL(process.env.TEST_POSTGRES_URL as string);
  url.searchParams.set('options', `-c search_path=${name} -c synchronous_commit=off -c lock_timeout=20s`);
  await statement(url.href, `CREATE SCHEMA ${name}`);
  return { name, url: url.href, drop: async () => void (await statement(url.href, `DROP SCHEMA ${name} CASCADE`)) };
}

async function statement<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(sql);
    return rows as Row[];
  } finally {
    await client.end();
  }
}

/** Once, when all tests of all processes have ended. */
export async function mochaGlobalTeardown(): Promise<void> {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) return;
  const left = await statement<{ name: string }>(
    url,
    `SELECT nspname AS name FROM pg_namespace WHERE starts_with(nspname, '${ofThisRun}')`,
  );
  for (const { name } of left) await statement(url, `DROP SCHEMA ${name} CASCADE`);
}
