import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { dataSource } from '../../../ormconfig.ts';
import type { Log } from '../../ports/index.ts';
import type { Engine, Observe } from './engine.ts';
import { type Exclusive, exclusive } from './exclusive.ts';
import { migrate } from './migrate.ts';
import { keepable, type Rows, type Session } from './session.ts';
import { sqliteWriter, unqueuedWriter } from './sqliteWriter.ts';
import { type Statements, statements } from './statements.ts';

/** Connections for `read`. Only one long read runs at a time: neither other reads nor the writer wait for a thread. */
const readerCount = 2;

/** A connection as the stores see it, with the prepared statements kept for it. */
interface Connected {
  source: DataSource;
  session: Session;
  statements: Statements;
}

interface Reader extends Connected {
  alone: Exclusive;
  waiting: number;
}

/**
 * SQLite: one connection that writes, one transaction at a time, and connections that only read
 * (docs/decisions/0002-sqlite-has-one-writer.md). `serialise: false` switches the queue off; it exists only for a test
 * that shows what the queue is for.
 */
export async function sqliteEngine(
  url: string,
  { log, serialise = true, observe = {} }: { log: Log; serialise?: boolean; observe?: Observe },
): Promise<Engine> {
  const source = await opened(url);
  const runner = source.createQueryRunner();
  await runner.query('PRAGMA synchronous = FULL');
  const migrations = await migrate(source, runner);
  if (migrations.length > 0) log.info({ migrations }, 'database migrated');

  const writer = await connected(source, runner);
  const lookout = await reader(url);
  const readers: Reader[] = [];
  while (readers.length < readerCount) readers.push({ ...(await reader(url)), alone: exclusive(), waiting: 0 });
  const { write, statement, idle } = serialise
    ? sqliteWriter(writer.session, observe.held)
    : unqueuedWriter(writer.session);

  return {
    dialect: 'sqlite',
    write,
    read: (work, how) => reading(how?.long ? readers.slice(0, 1) : readers, work),
    statement,
    look: (work) => work(lookout.session),
    passing: () => false,
    async close() {
      await idle();
      for (const one of [lookout, ...readers, writer]) await one.statements.end();
      for (const one of [lookout, ...readers, writer]) await one.source.destroy();
    },
  };
}

async function reader(url: string): Promise<Connected> {
  const source = await dataSource(url, { readOnly: true }).initialize();
  return connected(source, source.createQueryRunner());
}

async function connected(source: DataSource, runner: QueryRunner): Promise<Connected> {
  const kept = await statements(runner);
  const rows: Rows = (sql, parameters = []) => kept.rows(sql, keepable(parameters));
  return { source, session: { dialect: 'sqlite', rows }, statements: kept };
}

/**
 * Switching to WAL fails at once, whatever the busy timeout, while another process that starts at the same time does
 * it. It happens once in the life of a file, so a limited number of tries is enough.
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

async function reading<T>(readers: Reader[], work: (session: Session) => Promise<T>): Promise<T> {
  const free = readers.reduce((best, candidate) => (candidate.waiting < best.waiting ? candidate : best));
  const { session } = free;
  free.waiting += 1;
  try {
    return await free.alone(async () => {
      await session.rows('BEGIN');
      try {
        return await work(session);
      } finally {
        await session.rows('COMMIT');
      }
    });
  } finally {
    free.waiting -= 1;
  }
}
