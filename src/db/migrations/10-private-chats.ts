import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A chat stores whether it is private: an empty name does not tell, since a group may have no name either. */
export class PrivateChats implements MigrationInterface {
  name = 'PrivateChats1795500010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE chats ADD COLUMN is_private boolean NOT NULL DEFAULT false');
    // Before, a private chat was stored without a name. A group without name and bindings is also marked, which does no
    // harm.
    await runner.query(`UPDATE chats SET is_private = true WHERE name = '' AND id NOT IN (SELECT chat FROM bindings)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE chats DROP COLUMN is_private');
  }
}
