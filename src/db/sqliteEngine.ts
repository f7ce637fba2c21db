import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { dataSource } from '../../ormconfig.ts';
import type { Log } from '../ports.ts';
import type { Engine } from './engine.ts';
import { type Exclusive, exclusive } from './exclusive.ts';
import { migrate } from './migrate.ts';
import { rowsOf, type Session, session } from './session.ts';

/** Connections for `read`: a ranking that takes a second does not hold up a look at one appeal. */
const readerCount = 2;

interface Reader {
  runner: QueryRunner;
  alone: Exclusive;
  waiting: number;
}

/**
 * SQLite: one connection that writes, one transaction at a time, and connections that only read (DESIGN §4.2).
 * `serialise: false` leaves the queue out; it exists so that a test can show what the queue is for.
 */
export async function sqliteEngine(
  url: string,
  { log, serialise = true }: { log: Log; serialise?: boolean },
): Promise<Engine> {
  const writer = await opened(url);
  const runner = writer.createQueryRunner();
  await runner.query('PRAGMA synchronous = FULL');
  const migrations = await migrate(writer, runner);
  if (migrations.length > 0) log.info({ migrations }, 'database migrated');

  const lookout = await dataSource(url, { readOnly: true }).initialize();
  const sources: DataSource[] = [];
  while (sources.length < readerCount) sources.push(await dataSource(url, { readOnly: true }).initialize());
  const readers = sources.map((source) => ({ runner: source.createQueryRunner(), alone: exclusive(), waiting: 0 }));
  const looking = session(lookout.createQueryRunner(), 'sqlite');
  const alone: Exclusive = serialise ? exclusive() : (work) => work();

  return {
    dialect: 'sqlite',
    write: (work) => alone(() => inTransaction(runner, work)),
    read: (work) => reading(readers, work),
    statement: (sql, parameters) => alone(() => rowsOf(runner, sql, parameters), true),
    look: (work) => work(looking),
    passing: () => false,
    async close() {
      await alone(async () => undefined);
      for (const source of [lookout, ...sources, writer]) await source.destroy();
    },
  };
}

/**
 * The change to WAL fails at once, busy timeout or not, while another process that starts at the same time makes it.
 * It is made once in the life of a file, so a few tries are enough.
 */
async function opened(url: string, triesLeft = 50): Promise<DataSource> {
  try {
    return await dataSource(url).initialize();
  } catch (error) {
    if (triesLeft === 0 || !/SQLITE_BUSY/.test((error as Error).message)) throw error;
    await sleep(100);
    return opened(url, triesLeft - 1);
  }
}

/**
 * IMMEDIATE takes the write lock first: a transaction that reads and then writes fails with SQLITE_BUSY when another
 * process wrote in between, whatever the busy timeout says.
 */
async function inTransaction<T>(runner: QueryRunner, work: (session: Session) => Promise<T>): Promise<T> {
  await runner.query('BEGIN IMMEDIATE');
  try {
    const result = await work(session(runner, 'sqlite'));
    await runner.query('COMMIT');
    return result;
  } catch (error) {
    await runner.query('ROLLBACK').catch(() => undefined); // SQLite may have rolled back already
    throw error;
  }
}

async function reading<T>(readers: Reader[], work: (session: Session) => Promise<T>): Promise<T> {
  const reader = readers.reduce((best, candidate) => (candidate.waiting < best.waiting ? candidate : best));
  reader.waiting += 1;
  try {
    return await reader.alone(async () => {
      await reader.runner.query('BEGIN');
      try {
        return await work(session(reader.runner, 'sqlite'));
      } finally {
        await reader.runner.query('COMMIT');
      }
    });
  } finally {
    reader.waiting -= 1;
  }
}
