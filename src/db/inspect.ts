import type { DataSource } from 'typeorm';
import { dataSource } from '../../ormconfig.ts';
import type { Binding } from '../domain/chats.ts';
import { Unavailable } from '../ports/store.ts';
import { typedOutage } from './engines/outages.ts';
import { freeBytes } from './soundness.ts';

/** What can be found out about a database without changing it. */
export interface Inspection {
  /** Names of migrations that have not run yet. */
  pending: string[];
  /** What groups serve; empty while migrations are pending. */
  groups: BoundGroup[];
  /** The damage that the database reports; absent when it finds none (SQLite). */
  damage?: string;
  /** Error code when the database cannot be written to at present. */
  unwritable?: string;
  /** Free space on its disk (SQLite). */
  freeBytes?: number;
}

export interface BoundGroup {
  id: string;
  binding: Binding;
  alive: boolean;
  external: boolean;
}

/**
 * Inspects `sqlite:PATH` or `postgres://…` without writing; the bot may be running. Throws when it cannot be opened.
 */
export async function inspectDatabase(url: string): Promise<Inspection> {
  const source = await dataSource(url, { readOnly: true, poolSize: 1 }).initialize();
  try {
    const pending = await pendingOn(source);
    const groups = pending.length === 0 ? await groupsOf(source) : [];
    return { pending, groups, ...(await stateOf(source, url)) };
  } finally {
    await source.destroy();
  }
}

/** Checks a whole SQLite file: for ten gigabytes this takes minutes. */
async function stateOf(source: DataSource, url: string): Promise<Partial<Inspection>> {
  const unwritable = await writing(url);
  if (!url.startsWith('sqlite:')) return { unwritable };
  const [found]: { quick_check?: string }[] = await source.query('PRAGMA quick_check(1)');
  const said = found?.quick_check ?? 'ok';
  const damage = said === 'ok' ? undefined : said;
  return { unwritable, damage, freeBytes: await freeBytes(url.slice('sqlite:'.length)) };
}

/** Takes SQLite's write lock and releases it, or asks whether PostgreSQL is read-only. */
async function writing(url: string): Promise<string | undefined> {
  const onSqlite = url.startsWith('sqlite:');
  const source = dataSource(url, { poolSize: 1 });
  try {
    await source.initialize();
    if (onSqlite) for (const statement of ['BEGIN IMMEDIATE', 'ROLLBACK']) await source.query(statement);
    else {
      const [{ off } = { off: 'on' }] = await source.query("SELECT current_setting('transaction_read_only') AS off");
      return off === 'off' ? undefined : '25006';
    }
    return undefined;
  } catch (error) {
    const typed = typedOutage(error);
    if (typed instanceof Unavailable) return typed.message;
    throw error;
  } finally {
    if (source.isInitialized) await source.destroy();
  }
}

async function pendingOn(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner();
  const begun = await runner.hasTable('migrations');
  const done: { name: string }[] = begun ? await runner.query('SELECT name FROM migrations') : [];
  await runner.release();
  const names = source.migrations.map((migration) => migration.name ?? migration.constructor.name);
  return names.filter((name) => !done.some((one) => one.name === name));
}

async function groupsOf(source: DataSource): Promise<BoundGroup[]> {
  const rows: { id: string; alive: unknown; external: unknown; data: string }[] = await source.query(
    'SELECT chats.id, chats.alive, chats.external, bindings.data FROM bindings JOIN chats ON chats.id = bindings.chat',
  );
  return rows.map(({ id, alive, external, data }) => {
    const binding: Binding = JSON.parse(data);
    return { id, binding, alive: Boolean(alive), external: Boolean(external) };
  });
}
