import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A chat says itself whether it is private: a group may have no name, too. */
export class PrivateChats implements MigrationInterface {
  name = 'PrivateChats1795500010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE chats ADD COLUMN is_private boolean NOT NULL DEFAULT false');
    // So far a private chat was stored without a name, and a group that serves nobody and has none is not missed.
    await runner.query(`UPDATE chats SET is_private = true WHERE name = '' AND id NOT IN (SELECT chat FROM bindings)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE chats DROP COLUMN is_private');
  }
}
