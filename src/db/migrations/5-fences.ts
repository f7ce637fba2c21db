import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Events count how often work on them began and did not end; processes that share a database record that they are
 * alive.
 */
export class Fences implements MigrationInterface {
  name = 'Fences1795500005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inbox ADD COLUMN begun integer NOT NULL DEFAULT 0');
    await runner.query('DROP INDEX inbox_failed');
    await runner.query(`CREATE INDEX inbox_stuck ON inbox (id) WHERE state = 'failed' OR state = 'aside'`);
    if (runner.connection.options.type !== 'postgres') return;
    await runner.query('CREATE TABLE processes (id text PRIMARY KEY, seen_at timestamptz NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type === 'postgres') await runner.query('DROP TABLE processes');
    await runner.query('DROP INDEX inbox_stuck');
    await runner.query(`CREATE INDEX inbox_failed ON inbox (id) WHERE state = 'failed'`);
    await runner.query('ALTER TABLE inbox DROP COLUMN begun');
  }
}
