import { randomUUID } from 'node:crypto';
import type { Inbox, Log, Outbox, ReadOnly, RosterStore, Store } from '../ports.ts';
import type { Engine } from './engine.ts';
import { createInbox } from './inbox.ts';
import { createLedger } from './ledger.ts';
import { metaReader, metaStore } from './metaStore.ts';
import { withOutages } from './outages.ts';
import { createOutbox } from './outbox.ts';
import { postgresEngine } from './postgresEngine.ts';
import { alone, presence } from './presence.ts';
import { sqliteEngine } from './sqliteEngine.ts';
import { transactor } from './transactor.ts';

export interface Database {
  /** As `Deps.transact`. Throws when called inside a unit of work that is still open. */
  transact<T>(fn: (store: Store & RosterStore) => Promise<T>): Promise<T>;
  /** As `Deps.read`: one snapshot. Throws inside a unit of work, which has a store of its own to read from. */
  read<T>(fn: (store: Pick<Store, ReadOnly>) => Promise<T>): Promise<T>;
  inbox: Inbox;
  outbox: Outbox;
  /** Small facts about this database, such as the app it belongs to. */
  meta: { get(key: string): Promise<string | undefined>; set(key: string, value: string): Promise<void> };
  /** Throws when the database does not answer. Migrations have run once `openDatabase` has resolved. */
  ready(): Promise<void>;
  /** Lets the units of work that run end and gives claims back. More than once is once. */
  close(): Promise<void>;
}

export interface OpenOptions {
  log: Log;
  /** False only in the test that shows why transactions on SQLite stand in a queue. */
  serialise?: boolean;
}

/** Opens `sqlite:PATH` or `postgres://…` and runs the migrations that are pending. */
export async function openDatabase(url: string, options: OpenOptions): Promise<Database> {
  const onSqlite = url.startsWith('sqlite:');
  const engine = withOutages(await (onSqlite ? sqliteEngine(url, options) : postgresEngine(url, options)));
  const process = onSqlite ? alone(randomUUID()) : presence(randomUUID(), url, engine);
  const inbox = createInbox(engine, process);
  const outbox = createOutbox(engine, process);
  const { transact, outsideOnly, end } = transactor({ engine, inbox, log: options.log });

  const close = async () => {
    await end();
    await inbox.releaseAll();
    await outbox.releaseAll();
    await process.end();
    await engine.close();
  };
  let closed: Promise<void> | undefined;

  return {
    transact,
    ...outsideOnly({ read: (fn) => engine.read((session) => fn(createLedger(session))) } as Pick<Database, 'read'>),
    inbox: outsideOnly(inbox),
    outbox: outsideOnly(outbox),
    meta: outsideOnly(metaOf(engine)),
    ready: async () => void (await engine.look((session) => session.rows('SELECT 1 AS one'))),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

function metaOf(engine: Engine): Database['meta'] {
  return {
    get: (key) => engine.look((session) => metaReader(session).meta(key)),
    set: (key, value) => engine.write((session) => metaStore(session).setMeta(key, value)),
  };
}
