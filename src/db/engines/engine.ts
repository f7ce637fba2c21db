import type { Dialect, Parameter, Row, Session } from './session.ts';

/** How the two databases differ, and nothing else; everything above is the same for both. */
export interface Engine {
  dialect: Dialect;
  /** Runs `work` in one transaction of its own. What is urgent does not stand in a queue behind what is not. */
  write<T>(work: (session: Session) => Promise<T>, urgent?: boolean): Promise<T>;
  /** Reads one snapshot, beside the writers; `long` ones leave a connection to the others. */
  read<T>(work: (session: Session) => Promise<T>, how?: { long: boolean }): Promise<T>;
  /** One statement, committed by itself, before the transactions that wait. */
  statement<R = Row>(sql: string, parameters: Parameter[]): Promise<R[]>;
  /** Reads what is committed, without queueing behind long reads: for the workers that look for something to do. */
  look<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** True when running the transaction once more may succeed. */
  passing(error: unknown): boolean;
  close(): Promise<void>;
}

/** Who watches a database at work; called outside of every transaction. */
export interface Observe {
  /** So long the one writer was taken by a transaction, from its lock to the end of its commit or rollback (SQLite). */
  held?(ms: number): void;
}
