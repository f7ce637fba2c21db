import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finished rows, oldest first: the nightly deletion follows these indexes (db/queues/retained.ts). Each row is in at
 * most one index of its table, so no index holds rows of another kind that would have to be skipped.
 */
const indexes = [
  `CREATE INDEX inbox_full ON inbox (received_at, id) WHERE state = 'done' AND payload <> ''`,
  `CREATE INDEX inbox_emptied ON inbox (received_at, id) WHERE state = 'done' AND payload = ''`,
  `CREATE INDEX outbox_redrawn ON outbox (COALESCE(sent_at, created_at), seq)
     WHERE op = 'update' AND state NOT IN ('pending', 'failed', 'unsure')`,
  `CREATE INDEX outbox_told ON outbox (COALESCE(sent_at, created_at), seq)
     WHERE op <> 'update' AND state NOT IN ('pending', 'failed', 'unsure')`,
  'CREATE INDEX message_links_at ON message_links (at, message)',
  'CREATE INDEX reports_at ON reports (at, id)',
  'CREATE INDEX slots_at ON slots (at, job, slot)',
  'CREATE INDEX drafts_at ON drafts (COALESCE(taken_at, created_at), id)',
  `CREATE INDEX tips_decided ON tips (COALESCE(decided_at, created_at), id) WHERE state <> 'open'`,
];

/** A link stores its own age; existing links get the time when something last happened to their appeal. */
export class Retention implements MigrationInterface {
  name = 'Retention1795500011000';

  async up(runner: QueryRunner): Promise<void> {
    const text = runner.connection.options.type === 'postgres' ? 'text COLLATE "C"' : 'text';
    await runner.query(`ALTER TABLE message_links ADD COLUMN at ${text} NOT NULL DEFAULT ''`);
    await runner.query(
      `UPDATE message_links SET at = COALESCE((SELECT updated_at FROM appeals WHERE number = message_links.appeal), '')`,
    );
    for (const index of indexes) await runner.query(index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of [...indexes].reverse()) await runner.query(`DROP INDEX ${index.split(' ')[2]}`);
    await runner.query('ALTER TABLE message_links DROP COLUMN at');
  }
}
