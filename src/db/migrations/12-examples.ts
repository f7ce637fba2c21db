import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people corrected, masked, to learn from: of each appeal the last word on each question. */
export class Examples implements MigrationInterface {
  name = 'Examples1795500012000';

  async up(runner: QueryRunner): Promise<void> {
    const text = runner.connection.options.type === 'postgres' ? 'text COLLATE "C"' : 'text';
    await runner.query(`CREATE TABLE examples (
      id ${text} NOT NULL PRIMARY KEY,
      at ${text} NOT NULL,
      kind ${text} NOT NULL,
      about ${text} NOT NULL,
      appeal ${text} NOT NULL,
      text ${text} NOT NULL,
      part ${text},
      task_force integer,
      sensitive integer)`);
    await runner.query('CREATE UNIQUE INDEX examples_appeal ON examples (appeal, about)');
    await runner.query('CREATE INDEX examples_at ON examples (at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE examples');
  }
}
