import type { Dialect, Parameter, Row, Session } from './session.ts';

/** All differences between the two databases; the code that uses an engine is the same for both. */
export interface Engine {
  dialect: Dialect;
  /** Runs `work` in one transaction of its own. Urgent work does not queue behind other work. */
  write<T>(work: (session: Session) => Promise<T>, urgent?: boolean): Promise<T>;
  /** Reads one snapshot without waiting for writers; `long` reads leave a connection free for the others. */
  read<T>(work: (session: Session) => Promise<T>, how?: { long: boolean }): Promise<T>;
  /** One statement, committed by itself, ahead of waiting transactions. */
  statement<R = Row>(sql: string, parameters: Parameter[]): Promise<R[]>;
  /** Reads committed data without queueing behind long reads: for workers that look for something to do. */
  look<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** True when the transaction may succeed if it runs again. */
  passing(error: unknown): boolean;
  close(): Promise<void>;
}

/** Hooks to measure the database; called outside every transaction. */
export interface Observe {
  /** For how long a transaction held the one writer, from its lock to the end of its commit or rollback (SQLite). */
  held?(ms: number): void;
}
