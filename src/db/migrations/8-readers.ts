import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A message stores its addressee; a person stores when a post or account was last taken from him (as the newest outbox
 * row at that time); and a confidential appeal is found without reading its `rest`.
 */
export class Readers implements MigrationInterface {
  name = 'Readers1795500008000';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    const isConfidential = postgres
      ? `(rest::json ->> 'confidential') = 'true'`
      : `json_extract(rest, '$.confidential') = 1`;
    await runner.query(`ALTER TABLE outbox ADD COLUMN addressee ${postgres ? 'text COLLATE "C"' : 'text'}`);
    await runner.query('ALTER TABLE people ADD COLUMN narrowed_after integer');
    await runner.query('ALTER TABLE appeals ADD COLUMN confidential boolean NOT NULL DEFAULT FALSE');
    await runner.query(`UPDATE appeals SET confidential = TRUE WHERE ${isConfidential}`);
    await runner.query('CREATE INDEX appeals_confidential ON appeals (number) WHERE confidential = TRUE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX appeals_confidential');
    await runner.query('ALTER TABLE appeals DROP COLUMN confidential');
    await runner.query('ALTER TABLE people DROP COLUMN narrowed_after');
    await runner.query('ALTER TABLE outbox DROP COLUMN addressee');
  }
}
