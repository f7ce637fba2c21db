import type { Observe } from './engine.ts';
import { exclusive } from './exclusive.ts';
import { fairQueue } from './fairQueue.ts';
import type { Parameter, Session } from './session.ts';

/** The most units of work in one commit, and for how long (ms) after its start units may join it. */
const mostUnits = 8;
const joinWithinMs = 15;

type Work<T> = (session: Session) => Promise<T>;

interface Unit {
  work: Work<unknown>;
  urgent: boolean;
  done(result: unknown): void;
  failed(error: unknown): void;
}

export interface SqliteWriter {
  /** Urgent work overtakes waiting work, as far as the fair queue allows. */
  write<T>(work: Work<T>, urgent?: boolean): Promise<T>;
  /** One statement, committed by itself, ahead of waiting units of work. */
  statement<R>(sql: string, parameters: Parameter[]): Promise<R[]>;
  /** Resolves when everything asked for before has ended. */
  idle(): Promise<void>;
}

/**
 * SQLite's one writing connection (docs/decisions/0002-sqlite-has-one-writer.md). Waiting units of work share a commit,
 * each behind its own savepoint: a disk flush takes longer than the rest of a small unit. A result is given out only
 * after the commit, and a unit that fails is undone alone.
 */
export function sqliteWriter(session: Session, held?: Observe['held']): SqliteWriter {
  const alone = exclusive();
  const waiting = fairQueue<Unit>();
  return {
    write: <T>(work: Work<T>, urgent = false) =>
      new Promise<T>((done, failed) => {
        waiting.push({ work, urgent, done: done as Unit['done'], failed }, urgent);
        // One turn per unit; when the unit has already joined an earlier commit, its turn finds nothing to do.
        void alone(() => commitTogether(session, waiting.take, held));
      }),
    statement: (sql, parameters) => alone(() => timed(() => session.rows(sql, parameters), held), true),
    idle: () => alone(async () => undefined),
  };
}

async function timed<T>(run: () => Promise<T>, held: Observe['held']): Promise<T> {
  const since = performance.now();
  try {
    return await run();
  } finally {
    held?.(performance.now() - since);
  }
}

/** One transaction for each unit, without the queue: exists only for a test that shows what the queue is for. */
export function unqueuedWriter(session: Session): SqliteWriter {
  return {
    write: <T>(work: Work<T>) =>
      new Promise<T>((done, failed) => {
        const only: Unit[] = [{ work, urgent: false, done: done as Unit['done'], failed }];
        void commitTogether(session, () => only.shift());
      }),
    statement: (sql, parameters) => session.rows(sql, parameters),
    idle: async () => undefined,
  };
}

/**
 * IMMEDIATE takes the write lock first. Otherwise a transaction that reads and then writes fails with SQLITE_BUSY when
 * another process wrote in between, whatever the busy timeout is.
 */
async function commitTogether(session: Session, take: () => Unit | undefined, held?: Observe['held']): Promise<void> {
  const { rows } = session;
  const first = take();
  if (!first) return;
  const told: (() => void)[] = [];
  const units = [first];
  let since: number | undefined;
  try {
    await rows('BEGIN IMMEDIATE');
    since = performance.now();
    told.push(await resultOf(first, session));
    // Urgent work is committed as soon as it is done.
    while (!units.at(-1)?.urgent && units.length < mostUnits && performance.now() - since < joinWithinMs) {
      const unit = take();
      if (!unit) break;
      units.push(unit);
      told.push(await behindSavepoint(unit, session));
    }
    await rows('COMMIT');
  } catch (error) {
    await rows('ROLLBACK').catch(() => undefined); // SQLite may have rolled back already
    for (const { failed } of units) failed(error);
    return;
  } finally {
    if (since !== undefined) held?.(performance.now() - since);
  }
  for (const tell of told) tell();
}

async function resultOf({ work, done }: Unit, session: Session): Promise<() => void> {
  const result = await work(session);
  return () => done(result);
}

/** Throws only when SQLite has given up the whole transaction, as on a full disk: then no unit is committed. */
async function behindSavepoint(unit: Unit, session: Session): Promise<() => void> {
  await session.rows('SAVEPOINT unit');
  try {
    const tell = await resultOf(unit, session);
    await session.rows('RELEASE unit');
    return tell;
  } catch (error) {
    try {
      await session.rows('ROLLBACK TO unit');
      await session.rows('RELEASE unit');
    } catch {
      throw error; // the cause, and not the follow-up error that the savepoint is gone
    }
    return () => unit.failed(error);
  }
}
