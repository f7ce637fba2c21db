import { Unavailable } from '../../ports/store.ts';
import type { Engine } from './engine.ts';

/**
 * The disk is full or broken, somebody else holds the file, or it is not a database any more: not the fault of a row.
 */
const sqlite = new Set(
  'BUSY CANTOPEN CORRUPT FULL IOERR LOCKED NOLFS NOMEM NOTADB PERM PROTOCOL READONLY'
    .split(' ')
    .map((code) => `SQLITE_${code}`),
);

/** The server's address does not answer, or this connection no longer does. */
const network = new Set(
  'EAI_AGAIN ECONNABORTED ECONNREFUSED ECONNRESET EHOSTDOWN EHOSTUNREACH EMFILE ENETDOWN ENETUNREACH ENFILE ENOBUFS'
    .concat(' ENOSPC ENOTCONN ENOTFOUND EPIPE ETIMEDOUT')
    .split(' '),
);

/**
 * Classes of SQLSTATE: connection, login, resources (full disk, no memory, too many connections), the operator
 * (shutdown, restart), the system, damaged files; also two conflicting transactions, a read-only server, an idle
 * transaction that was ended.
 */
const postgres = /^(?:08|28|3D|53|58|XX00[12]$|57P|55P03$|40001$|40P01$|25006$|25P03$)/;

/** Messages of `pg` and its pool that come without a code. */
const lostConnection =
  /^(?:Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying|Query read timeout|Driver not Connected|Cannot use a pool after calling end)/;

/** Why the database cannot be used at present, as a code; undefined for an error that a row causes. */
function outageOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return sqlite.has(code) || network.has(code) || postgres.test(code) ? code : undefined;
  return lostConnection.test(error.message) ? 'CONNECTION_LOST' : undefined;
}

/** The error to throw: `Unavailable` for an outage, else the error itself. */
export function typedOutage(error: unknown): unknown {
  const reason = outageOf(error);
  return reason === undefined ? error : new Unavailable(reason, { cause: error });
}

/**
 * The same engine, but its outages are thrown as `Unavailable`: only here are they told apart from faults of a row.
 * `met` is called for each outage.
 */
export function withOutages(engine: Engine, met: (reason: string) => void = () => undefined): Engine {
  const guarded = async <T>(run: Promise<T>): Promise<T> => {
    try {
      return await run;
    } catch (error) {
      const typed = engine.passing(error) ? error : typedOutage(error);
      if (typed instanceof Unavailable) met(typed.message);
      throw typed;
    }
  };
  return {
    ...engine,
    write: (work, urgent) => guarded(engine.write(work, urgent)),
    read: (work, how) => guarded(engine.read(work, how)),
    statement: (sql, parameters) => guarded(engine.statement(sql, parameters)),
    look: (work) => guarded(engine.look(work)),
  };
}
