import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = ['stands_in_for', 'until'];

/** A membership may be held for a time in somebody else's place. */
export class StandIns implements MigrationInterface {
  name = 'StandIns1795100000000';

  async up(runner: QueryRunner): Promise<void> {
    const text = runner.connection.options.type === 'postgres' ? 'text COLLATE "C"' : 'text';
    for (const column of columns) await runner.query(`ALTER TABLE memberships ADD COLUMN ${column} ${text}`);
    await runner.query(
      'CREATE INDEX memberships_stand_in ON memberships (stands_in_for) WHERE stands_in_for IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX memberships_stand_in');
    for (const column of columns) await runner.query(`ALTER TABLE memberships DROP COLUMN ${column}`);
  }
}
