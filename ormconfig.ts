import { createRequire } from 'node:module';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { entities } from './src/db/entities/index.ts';
import { migrations } from './src/db/migrations/index.ts';
import { SnakeCase } from './src/db/snakeCase.ts';

export interface ConnectionOptions {
  /** SQLite only: a connection that cannot write. */
  readOnly?: boolean;
  /** PostgreSQL only: most connections at a time. */
  poolSize?: number;
}

/** How long a statement waits for another process that holds SQLite's one write lock, ms. */
const busyTimeout = 10_000;

/**
 * A server that hangs is told from one that answers late; a process that stands still inside a transaction must not keep
 * its locks from the others.
 */
const postgres = {
  type: 'postgres',
  applicationName: 'appeal-desk',
  connectTimeoutMS: 10_000,
  extra: { keepAlive: true, keepAliveInitialDelayMillis: 10_000, idle_in_transaction_session_timeout: 5_000 },
} as const;

/**
 * The one place that names a database driver. `url` is `sqlite:PATH` or `postgres://…`; throws RangeError for anything
 * else. The schema comes from the migrations alone, never from `synchronize`.
 */
export function dataSource(url: string, options: ConnectionOptions = {}): DataSource {
  const common = { entities, migrations, namingStrategy: new SnakeCase(), synchronize: false, logging: false } as const;
  if (/^postgres(ql)?:\/\//.test(url)) {
    const poolSize = options.poolSize ?? 10;
    return new DataSource({ ...common, ...postgres, url, poolSize });
  }
  const path = /^sqlite:(.+)$/.exec(url)?.[1];
  if (!path) throw new RangeError('DATABASE_URL is neither sqlite:PATH nor postgres://…');
  return new DataSource({ ...common, ...sqlite(path, options) });
}

function sqlite(path: string, { readOnly = false }: ConnectionOptions): DataSourceOptions {
  const driver = createRequire(import.meta.url)('sqlite3') as { OPEN_READONLY: number; OPEN_FULLMUTEX: number };
  return {
    type: 'sqlite',
    database: path,
    // TypeORM asks for verbose(), which builds a stack trace for every single call.
    driver: { ...driver, verbose: () => driver },
    enableWAL: !readOnly,
    busyTimeout,
    ...(readOnly && { flags: driver.OPEN_READONLY | driver.OPEN_FULLMUTEX }),
  };
}

/** A wrong DATABASE_URL is told by settings.ts with all other faults; importing this file must not fail before. */
function cliUrl(url: string | undefined): string {
  return url && /^(sqlite:.|postgres(ql)?:\/\/)/.test(url) ? url : 'sqlite:data/appeals.sqlite';
}

/** For the TypeORM CLI (`migration:show`, `migration:run`, `migration:revert`). */
export default dataSource(cliUrl(process.env.DATABASE_URL));
