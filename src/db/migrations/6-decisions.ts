import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = [
  ['tips', 'decided_by'],
  ['tips', 'decided_at'],
  ['drafts', 'taken_at'],
  ['drafts', 'taken_as'],
] as const;

/** When several drafts of one kind wait for the same appeal, only the newest stays. */
const oneDraftEach = `UPDATE papers SET state = 'void' WHERE state = 'draft' AND EXISTS (
  SELECT 1 FROM papers newer WHERE newer.appeal = papers.appeal AND newer.kind = papers.kind AND newer.state = 'draft'
    AND (newer.created_at > papers.created_at OR newer.created_at = papers.created_at AND newer.id > papers.id))`;

/** Each final decision records by whom, when and how; an appeal has at most one open draft of each kind. */
export class Decisions implements MigrationInterface {
  name = 'Decisions1795500006000';

  async up(runner: QueryRunner): Promise<void> {
    const text = runner.connection.options.type === 'postgres' ? 'text COLLATE "C"' : 'text';
    for (const [table, column] of columns) await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${text}`);
    await runner.query('DROP INDEX drafts_person');
    await runner.query('CREATE INDEX drafts_open ON drafts (person, kind, created_at) WHERE taken_at IS NULL');
    await runner.query(oneDraftEach);
    await runner.query(`CREATE UNIQUE INDEX papers_draft ON papers (appeal, kind) WHERE state = 'draft'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX papers_draft');
    await runner.query('DELETE FROM drafts WHERE taken_at IS NOT NULL');
    await runner.query('DROP INDEX drafts_open');
    await runner.query('CREATE INDEX drafts_person ON drafts (person, kind, created_at)');
    for (const [table, column] of columns) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
}
