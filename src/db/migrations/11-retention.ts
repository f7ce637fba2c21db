import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rows that are done with, oldest first: what the nightly deletion walks along (db/queues/retained.ts). Each row stands in at
 * most one of those of its table, so that nobody reads past rows of another kind.
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

/** A link tells since when it stands; so far it is as old as the last thing that happened to its appeal. */
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
