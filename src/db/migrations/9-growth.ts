import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Figures count only the open rows of queues. Finished rows pile up to millions: an index over all of them would be
 * slow to read, and written for nothing.
 */
const indexes = [
  `CREATE INDEX outbox_left ON outbox (state, created_at) WHERE state = 'pending' OR state = 'failed' OR state = 'unsure'`,
];

/** A report holds the first appeals of a long list, and their total number. */
export class Growth implements MigrationInterface {
  name = 'Growth1795500009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE reports ADD COLUMN totals text NOT NULL DEFAULT '{}'`);
    await runner.query('DROP INDEX outbox_state');
    for (const index of indexes) await runner.query(index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of indexes) await runner.query(`DROP INDEX ${index.split(' ')[2]}`);
    await runner.query('CREATE INDEX outbox_state ON outbox (state)');
    await runner.query('ALTER TABLE reports DROP COLUMN totals');
  }
}
