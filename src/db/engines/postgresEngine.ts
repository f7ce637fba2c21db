import { dataSource } from '../../../ormconfig.ts';
import type { Log } from '../../ports/index.ts';
import type { Engine } from './engine.ts';
import { migrate } from './migrate.ts';
import { lendingFrom } from './postgresPool.ts';
import type { Session } from './session.ts';

/** Serialization failure, deadlock, and a unique key that another process was first to insert. */
const passingCodes = new Set(['40001', '40P01', '23505']);

/** PostgreSQL: a pool; row versions and locks keep concurrent transactions apart, even those of other machines. */
export async function postgresEngine(url: string, { log }: { log: Log }): Promise<Engine> {
  const db = await dataSource(url).initialize();
  const runner = db.createQueryRunner();
  const migrations = await migrate(db, runner).finally(() => runner.release());
  if (migrations.length > 0) log.info({ migrations }, 'database migrated');

  const lend = lendingFrom(db);
  return {
    dialect: 'postgres',
    write: (work) => lend((session) => inTransaction(session, 'BEGIN', work)),
    read: (work) => lend((session) => inTransaction(session, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work)),
    statement: (sql, parameters) => lend(({ rows }) => rows(sql, parameters)),
    look: lend,
    passing: (error) => passingCodes.has((error as { code?: string } | undefined)?.code ?? ''),
    close: () => db.destroy(),
  };
}

async function inTransaction<T>(session: Session, begin: string, work: (session: Session) => Promise<T>): Promise<T> {
  await session.rows(begin);
  try {
    const result = await work(session);
    await session.rows('COMMIT');
    return result;
  } catch (error) {
    await session.rows('ROLLBACK').catch(() => undefined); // a broken connection has nothing to roll back
    throw error;
  }
}
