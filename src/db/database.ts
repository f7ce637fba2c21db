import { randomUUID } from 'node:crypto';
import type { Log } from '../ports/index.ts';
import type { Inbox, Outbox, Retention } from '../ports/queues.ts';
import type { Ledger, RosterStore, Store } from '../ports/store.ts';
import type { Engine, Observe } from './engines/engine.ts';
import { withOutages } from './engines/outages.ts';
import { postgresEngine } from './engines/postgresEngine.ts';
import { sqliteEngine } from './engines/sqliteEngine.ts';
import { createInbox } from './queues/inbox.ts';
import { createOutbox } from './queues/outbox.ts';
import { alone, presence } from './queues/presence.ts';
import { createRetention } from './queues/retention.ts';
import { soundness } from './soundness.ts';
import { createLedger } from './stores/ledger.ts';
import { metaReader, metaStore } from './stores/metaStore.ts';
import { transactor } from './transactor.ts';

export interface Database {
  /** As `Deps.transact`. Throws when called inside a unit of work that is still open. */
  transact<T>(fn: (store: Store & RosterStore) => Promise<T>, how?: { urgent?: boolean }): Promise<T>;
  /** As `Deps.read`: one snapshot. Throws inside a unit of work, which must read from its own store. */
  read<T>(fn: (store: Ledger) => Promise<T>, how?: { long: boolean }): Promise<T>;
  inbox: Inbox;
  outbox: Outbox;
  retention: Retention;
  /** Small facts about this database, such as the app it belongs to. */
  meta: { get(key: string): Promise<string | undefined>; set(key: string, value: string): Promise<void> };
  /**
   * Why the database cannot be used, in words for an operator; undefined when it can. Migrations have run when
   * `openDatabase` resolves.
   */
  fault(): Promise<string | undefined>;
  /** What an operator should fix before it becomes such a fault. */
  warnings(): Promise<string[]>;
  /** Waits for running units of work to end and gives claims back. A second call does nothing. */
  close(): Promise<void>;
}

export interface OpenOptions {
  log: Log;
  /** False only in the test that shows why transactions on SQLite need a queue. */
  serialise?: boolean;
  observe?: Observe;
}

/** Opens `sqlite:PATH` or `postgres://…` and runs the migrations that are pending. */
export async function openDatabase(url: string, options: OpenOptions): Promise<Database> {
  const onSqlite = url.startsWith('sqlite:');
  const bare = await (onSqlite ? sqliteEngine(url, options) : postgresEngine(url, options));
  const engine = withOutages(bare, (reason) => sound.met(reason));
  const sound = await soundness(engine, onSqlite ? url.slice('sqlite:'.length) : undefined);
  const process = onSqlite ? alone(randomUUID()) : presence(randomUUID(), url, engine);
  const inbox = createInbox(engine, process);
  const outbox = createOutbox(engine, process);
  const { transact, outsideOnly, end } = transactor({ engine, inbox, log: options.log });

  const close = async () => {
    await end();
    // If the database is in trouble and cannot take claims back, others take them over: this process is gone.
    const kept = (error: Error) => options.log.warn({ reason: error.message }, 'claims could not be given back');
    await inbox.releaseAll().catch(kept);
    await outbox.releaseAll().catch(kept);
    await process.end();
    await engine.close();
  };
  let closed: Promise<void> | undefined;

  return {
    transact,
    ...outsideOnly({ read: (fn, how) => engine.read((session) => fn(createLedger(session)), how) } as Pick<
      Database,
      'read'
    >),
    inbox: outsideOnly(inbox),
    outbox: outsideOnly(outbox),
    retention: outsideOnly(createRetention(engine)),
    meta: outsideOnly(metaOf(engine)),
    fault: sound.fault,
    warnings: sound.warnings,
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
