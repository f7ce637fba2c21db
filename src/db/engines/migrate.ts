import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';

/** Any number, the same in every process of this program. */
const migrationLock = 7_305_118;

/**
 * Runs the pending migrations in one transaction that only one process can hold. Returns their names.
 */
export async function migrate(db: DataSource, runner: QueryRunner): Promise<string[]> {
  const onPostgres = db.options.type === 'postgres';
  await runner.query(onPostgres ? 'BEGIN' : 'BEGIN IMMEDIATE');
  try {
    if (onPostgres) await runner.query(`SELECT pg_advisory_xact_lock(${migrationLock})`);
    const executor = new MigrationExecutor(db, runner);
    executor.transaction = 'none';
    const done = await executor.executePendingMigrations();
    await runner.query('COMMIT');
    return done.map(({ name }) => name);
  } catch (error) {
    await runner.query('ROLLBACK');
    throw error;
  }
}
