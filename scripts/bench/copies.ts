import type { DataSource } from 'typeorm';

export interface Copies {
  /** Rows to copy: an appeal that was answered, and one whose result is owed. */
  answered: string;
  open: string;
  count: number;
  /** One in so many is open: the newest. */
  openOneIn: number;
  /** China date of the morning that is measured; the copies were received in the three years before. */
  today: string;
}

const days = 1_095;

/**
 * Multiplies two appeals into the history of three years, in a few statements: appeals, assignments, clocks, six
 * events each, reminders of what is open. Columns that are not named here are copied as they are.
 */
export async function copyAppeals(source: DataSource, copies: Copies): Promise<void> {
  const run = (sql: string) => source.query(`\n${sql}`);
  for (const pragma of ['journal_mode = OFF', 'foreign_keys = OFF', 'synchronous = OFF', 'cache_size = -600000'])
    await run(`PRAGMA ${pragma}`);
  await run(plan(copies));
  for (const [table, changed] of Object.entries(tables)) {
    const columns = await columnsOf(source, table);
    const values = columns.map((column) => changed[column] ?? `t."${column}"`);
    const key = table === 'appeals' ? 'number' : 'appeal';
    await run(`INSERT INTO ${table} (${columns.map((column) => `"${column}"`).join(', ')})
      SELECT ${values.join(', ')} FROM copies n JOIN ${table} t ON t.${key} = n.template ORDER BY n.i`);
  }
  await run(`UPDATE reminders SET state = 'sent', sent_at = due_at WHERE due_at < '${copies.today}T00:00:00.000Z'`);
}

/** One row for each copy: whose, since when, and until when an open one is owed (a tenth is overdue by now). */
function plan({ answered, open, count, openOneIn, today }: Copies): string {
  return `CREATE TEMP TABLE copies AS
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count}),
    placed AS (SELECT i, i * ${days} / ${count} AS day, i >= ${count - Math.floor(count / openOneIn)} AS is_open FROM n),
    dated AS (SELECT *, i - (day * ${count} + ${days - 1}) / ${days} + 1 AS sequence,
      date('${today}', (day - ${days}) || ' days') AS received_on FROM placed)
    SELECT d.i, d.sequence, is_open, i % 18 + 1 AS task_force,
      'JJ' || replace(received_on, '-', '') || '-' || printf('%03d', d.sequence) AS number,
      CASE WHEN is_open THEN '${open}' ELSE '${answered}' END AS template,
      unixepoch(received_on) + 3600 + i % 28000 - unixepoch(t.received_at) AS shift,
      date('${today}', (CASE i % 20 WHEN 0 THEN -2 WHEN 1 THEN -1 ELSE i % 20 - 2 END) || ' days') AS owed_on,
      (SELECT l.lead_unit FROM leads l WHERE l.task_force = i % 18 + 1) AS unit
    FROM dated d JOIN appeals t ON t.number = CASE WHEN is_open THEN '${open}' ELSE '${answered}' END`;
}

const moved = (column: string) => `strftime('%Y-%m-%dT%H:%M:%fZ', t.${column}, n.shift || ' seconds')`;
const owed = (column: string) => `CASE WHEN n.is_open AND t.stopped_at IS NULL
  THEN n.owed_on || 'T09:30:00.000Z' ELSE ${moved(column)} END`;
const company = `'第' || n.i || '机械有限公司'`;

/** What a copy has of its own, by table and column. */
const tables: Record<string, Record<string, string>> = {
  appeals: {
    number: 'n.number',
    sequence: 'n.sequence',
    received_at: moved('received_at'),
    // What was entered lies before the morning that is measured.
    updated_at: `MIN(${moved('updated_at')}, '2026-11-23T09:00:00.000Z')`,
    lead_task_force: 'n.task_force',
    lead_unit: 'n.unit',
    company,
    search: `${company} || substr(t.search, instr(t.search, char(10)))`,
  },
  assignments: {
    id: `n.number || '-' || t.position`,
    appeal: 'n.number',
    task_force: 'n.task_force',
    unit: 'n.unit',
    from_at: moved('from_at'),
    to_at: moved('to_at'),
    signed_at: moved('signed_at'),
  },
  timeline: { appeal: 'n.number', at: moved('at') },
  clocks: {
    id: `n.number || '-' || t.id`,
    appeal: 'n.number',
    assignment: `n.number || '-0'`,
    task_force: 'CASE WHEN t.task_force IS NULL THEN NULL ELSE n.task_force END',
    unit: 'CASE WHEN t.unit IS NULL THEN NULL ELSE n.unit END',
    started_at: moved('started_at'),
    due_at: owed('due_at'),
    owed_at: owed('owed_at'),
    stopped_at: moved('stopped_at'),
  },
  reminders: {
    id: `n.number || '-' || t.id`,
    appeal: 'n.number',
    clock: `n.number || '-' || t.clock`,
    due_at: `strftime('%Y-%m-%dT%H:%M:%fZ', n.owed_on || 'T09:30:00.000Z',
      (unixepoch(t.due_at) - (SELECT unixepoch(c.owed_at) FROM clocks c WHERE c.id = t.clock)) || ' seconds')`,
  },
};

async function columnsOf(source: DataSource, table: string): Promise<string[]> {
  const found: { name: string }[] = await source.query(`\nPRAGMA table_info(${table})`);
  return found.map(({ name }) => name);
}
