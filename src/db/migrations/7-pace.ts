import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A message keeps the instants of its last attempts, newest first, to keep the pace of the calls after a restart. On
 * PostgreSQL one of several processes has the turn to send.
 */
export class Pace implements MigrationInterface {
  name = 'Pace1795500007000';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    await runner.query(`ALTER TABLE outbox ADD COLUMN attempted ${postgres ? 'text COLLATE "C"' : 'text'}`);
    await runner.query('CREATE INDEX outbox_attempted ON outbox (attempted) WHERE attempted IS NOT NULL');
    if (!postgres) return;
    await runner.query('CREATE TABLE sending (one integer PRIMARY KEY, holder text, term integer NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type === 'postgres') await runner.query('DROP TABLE sending');
    await runner.query('DROP INDEX outbox_attempted');
    await runner.query('ALTER TABLE outbox DROP COLUMN attempted');
  }
}
