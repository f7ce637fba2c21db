import type { MigrationInterface, QueryRunner } from 'typeorm';

const clockColumns = (text: string) => [
  `owner ${text} NOT NULL DEFAULT 'handler'`,
  'task_force integer',
  `unit ${text}`,
  `owed_at ${text} NOT NULL DEFAULT ''`,
  `first_due_at ${text}`,
  `paused_at ${text}`,
  `ended ${text}`,
];

/**
 * Fills in what clocks of the first version did not store: whose they were and how they ended, as far as the rows show.
 */
const carryOver = [
  `UPDATE clocks SET owed_at = due_at, ended = CASE WHEN stopped_at IS NULL THEN NULL ELSE 'done' END,
    owner = CASE WHEN kind IN ('dispatch', 'determination', 'review', 'extension') THEN 'centre'
      WHEN kind = 'inform' THEN 'submitter' ELSE 'handler' END`,
  // The plan clock starts before anybody holds the appeal: it gets the last assignment made while it ran.
  `UPDATE clocks SET assignment = (
    SELECT held.id FROM assignments held WHERE held.appeal = clocks.appeal AND held.kind = 'lead'
      AND (clocks.stopped_at IS NULL OR held.from_at < clocks.stopped_at)
    ORDER BY held.from_at DESC, held.position DESC LIMIT 1)
   WHERE owner = 'handler' AND assignment IS NULL`,
  `UPDATE clocks SET (task_force, unit) = (
    SELECT held.task_force, held.unit FROM assignments held WHERE held.id = clocks.assignment)
   WHERE owner = 'handler' AND assignment IS NOT NULL`,
];

const tables = (text: string) => [
  `CREATE TABLE reminders (
    id ${text} PRIMARY KEY, appeal ${text} NOT NULL,
    clock ${text} NOT NULL REFERENCES clocks (id) DEFERRABLE INITIALLY DEFERRED, step ${text} NOT NULL,
    due_at ${text} NOT NULL, state ${text} NOT NULL DEFAULT 'pending', sent_at ${text},
    late boolean NOT NULL DEFAULT FALSE, UNIQUE (clock, step, due_at))`,
  `CREATE TABLE papers (
    id ${text} PRIMARY KEY, kind ${text} NOT NULL,
    appeal ${text} NOT NULL REFERENCES appeals (number) DEFERRABLE INITIALLY DEFERRED, clock ${text},
    unit ${text} NOT NULL, number ${text}, reason ${text} NOT NULL, due_at ${text} NOT NULL, state ${text} NOT NULL,
    created_at ${text} NOT NULL, released_at ${text}, drafted_by ${text}, released_by ${text})`,
  `CREATE TABLE reports (
    id ${text} PRIMARY KEY, job ${text} NOT NULL, audience ${text} NOT NULL, at ${text} NOT NULL, lists ${text} NOT NULL)`,
  'ALTER TABLE slots RENAME COLUMN claimed_at TO at',
  `ALTER TABLE slots ADD COLUMN state ${text} NOT NULL DEFAULT 'done'`,
  'ALTER TABLE outbox ADD COLUMN waits boolean NOT NULL DEFAULT FALSE',
];

/**
 * Few clocks run, and few appeals are open. On SQLite these indexes hold everything a list needs; PostgreSQL limits the
 * length of an index row.
 */
const listed = {
  sqlite: [
    `CREATE INDEX clocks_running ON clocks
      (owed_at, id, appeal, assignment, kind, owner, task_force, unit, rule, started_at, due_at, derivation,
       first_due_at, paused_at) WHERE stopped_at IS NULL`,
    `CREATE INDEX appeals_open ON appeals
      (number, status, company, town, submitted_by, received_at, lead_task_force, lead_unit)
      WHERE status NOT IN ('closed', 'withdrawn')`,
  ],
  postgres: ['CREATE INDEX clocks_running ON clocks (owed_at, id) WHERE stopped_at IS NULL'],
};

const indexes = [
  // Figures of a quarter read only this index, not the table.
  `CREATE INDEX clocks_owed ON clocks (owed_at, kind, task_force, unit, stopped_at, ended, paused_at) WHERE owner = 'handler'`,
  'CREATE INDEX reminders_appeal ON reminders (appeal)',
  `CREATE INDEX reminders_pending ON reminders (due_at, id, step) WHERE state = 'pending'`,
  `CREATE INDEX reminders_clock ON reminders (clock, step, due_at, id) WHERE state = 'pending'`,
  `CREATE INDEX reminders_told ON reminders (clock, sent_at) WHERE state = 'sent' AND step = 'overdue'`,
  'CREATE INDEX papers_appeal ON papers (appeal, created_at)',
  'CREATE INDEX timeline_type ON timeline (type, at, appeal, position)',
  `CREATE INDEX assignments_lead ON assignments (appeal, from_at, to_at, position, task_force, unit) WHERE kind = 'lead'`,
  `CREATE INDEX outbox_due ON outbox (next_attempt_at, not_before) WHERE state = 'pending'`,
];

const undo = [
  'DROP INDEX IF EXISTS appeals_open', // only on SQLite
  ...['outbox_due', 'assignments_lead', 'timeline_type', 'clocks_owed', 'clocks_running'].map(
    (index) => `DROP INDEX ${index}`,
  ),
  ...['reports', 'papers', 'reminders'].map((table) => `DROP TABLE ${table}`),
  'ALTER TABLE outbox DROP COLUMN waits',
  'ALTER TABLE slots DROP COLUMN state',
  'ALTER TABLE slots RENAME COLUMN at TO claimed_at',
  ...clockColumns('').map((column) => `ALTER TABLE clocks DROP COLUMN ${column.split(' ')[0]}`),
  'CREATE INDEX clocks_running ON clocks (due_at) WHERE stopped_at IS NULL',
];

/** Clocks know their holder; reminders, papers and reports become rows; slots of the timetable record their outcome. */
export class Reminders implements MigrationInterface {
  name = 'Reminders1795000000000';

  async up(runner: QueryRunner): Promise<void> {
    const onPostgres = runner.connection.options.type === 'postgres';
    // Collation C: see the first migration.
    const text = onPostgres ? 'text COLLATE "C"' : 'text';
    const statements = [
      'DROP INDEX clocks_running',
      ...clockColumns(text).map((column) => `ALTER TABLE clocks ADD COLUMN ${column}`),
      ...carryOver,
      // PostgreSQL refuses to alter a table while deferred key checks of its rows are pending.
      ...(onPostgres ? ['SET CONSTRAINTS ALL IMMEDIATE'] : []),
      ...tables(text),
      ...indexes,
      ...listed[onPostgres ? 'postgres' : 'sqlite'],
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of undo) await runner.query(statement);
  }
}
