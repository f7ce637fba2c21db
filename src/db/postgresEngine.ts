import type { DataSource, QueryRunner } from 'typeorm';
import { dataSource } from '../../ormconfig.ts';
import type { Log } from '../ports.ts';
import type { Engine } from './engine.ts';
import { migrate } from './migrate.ts';
import { rowsOf, type Session } from './session.ts';

/** Serialization failure, deadlock, and a unique key that another process was first to insert. */
const passingCodes = new Set(['40001', '40P01', '23505']);

/** PostgreSQL: a pool; row versions and locks keep concurrent transactions apart, also those of other machines. */
export async function postgresEngine(url: string, { log }: { log: Log }): Promise<Engine> {
  const db = await dataSource(url).initialize();
  const migrations = await withRunner(db, (runner) => migrate(db, runner));
  if (migrations.length > 0) log.info({ migrations }, 'database migrated');

  return {
    dialect: 'postgres',
    write: (work) => inTransaction(db, 'BEGIN', work),
    read: (work) => inTransaction(db, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work),
    statement: (sql, parameters) => withRunner(db, (runner) => rowsOf(runner, sql, parameters)),
    look: (work) => withRunner(db, (runner) => work(sessionOf(runner))),
    passing: (error) => passingCodes.has((error as { code?: string } | undefined)?.code ?? ''),
    close: () => db.destroy(),
  };
}

function sessionOf(runner: QueryRunner): Session {
  return { dialect: 'postgres', rows: (sql, parameters = []) => rowsOf(runner, sql, parameters) };
}

async function withRunner<T>(db: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = db.createQueryRunner();
  try {
    return await work(runner);
  } finally {
    await runner.release();
  }
}

function inTransaction<T>(db: DataSource, begin: string, work: (session: Session) => Promise<T>): Promise<T> {
  return withRunner(db, async (runner) => {
    await runner.query(begin);
    try {
      const result = await work(sessionOf(runner));
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined); // a broken connection has nothing to roll back
      throw error;
    }
  });
}
