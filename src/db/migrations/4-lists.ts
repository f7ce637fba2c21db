import type { MigrationInterface, QueryRunner } from 'typeorm';

const running = 'owed_at, id, appeal, kind, owner, task_force, unit, due_at, first_due_at, paused_at';
const before = `owed_at, id, appeal, assignment, kind, owner, task_force, unit, rule, started_at, due_at, derivation,
  first_due_at, paused_at`;

/**
 * Lists read running clocks without their derivation, and the due steps of all clocks at once instead of clock by
 * clock.
 */
export class Lists implements MigrationInterface {
  name = 'Lists1795400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX reminders_clock');
    await indexRunning(runner, running);
  }

  async down(runner: QueryRunner): Promise<void> {
    await indexRunning(runner, before);
    await runner.query(`CREATE INDEX reminders_clock ON reminders (clock, step, due_at, id) WHERE state = 'pending'`);
  }
}

/** On SQLite the index holds everything a list needs; on PostgreSQL it only gives the order and stays as it is. */
async function indexRunning(runner: QueryRunner, columns: string): Promise<void> {
  if (runner.connection.options.type === 'postgres') return;
  await runner.query('DROP INDEX clocks_running');
  await runner.query(`CREATE INDEX clocks_running ON clocks (${columns}) WHERE stopped_at IS NULL`);
}
