import type { DataSource } from 'typeorm';
import { dataSource } from '../../ormconfig.ts';
import type { Binding } from '../ports.ts';

/** What can be told of a database without changing it. */
export interface Inspection {
  /** Names of migrations that have not run on it yet. */
  pending: string[];
  /** What groups serve; empty while migrations are pending. */
  groups: BoundGroup[];
}

export interface BoundGroup {
  id: string;
  binding: Binding;
  alive: boolean;
  external: boolean;
}

/** Looks at `sqlite:PATH` or `postgres://…` and writes nothing, also while the bot runs. Throws when it cannot be opened. */
export async function inspectDatabase(url: string): Promise<Inspection> {
  const source = await dataSource(url, { readOnly: true, poolSize: 1 }).initialize();
  try {
    const pending = await pendingOn(source);
    return { pending, groups: pending.length === 0 ? await groupsOf(source) : [] };
  } finally {
    await source.destroy();
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
