import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../ports/index.ts';
import { Unavailable } from '../../ports/store.ts';
import { stopper } from './stopper.ts';

export interface WorkerOptions<Row> {
  name: string;
  log: Log;
  /** Rows in `work` at a time. */
  width: number;
  /** Rows held at a time, waiting or in work. What `work` left for afterwards takes nobody's place. */
  hold: number;
  /** Rows to work on, oldest first. */
  claim(limit: number): Promise<Row[]>;
  /** Which of the waiting rows may begin now, at most `free`. Default: the oldest. */
  admit?(waiting: Row[], free: number): Row[];
  /** Milliseconds until `admit` lets another one through, when it let none through. */
  delay?(waiting: Row[]): number;
  /** Before work begins; gives the rows to go on with. */
  begin?(rows: Row[]): Promise<Row[]>;
  /** What it returns runs afterwards, while the row is still held but leaves its place to others. */
  work(row: Row): Promise<Afterwards | undefined>;
  /** `work`, or what it left for afterwards, threw: the row is given back. */
  giveBack(row: Row): Promise<void>;
  /** Default: real time. A test hands in one that moves its clock. */
  wait?: Wait;
}

export type Afterwards = (stopping: AbortSignal) => Promise<void>;

/** Resolves after so many milliseconds, or at once when aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<unknown>;

export const realWait: Wait = (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined);

/**
 * It looks by itself this often: rows fall due, and other processes and operator commands store rows without poking.
 * Real time, because it only wakes; what is due is decided by the clock that `claim` uses.
 */
const LOOK_EVERY_MS = 1_000;
const STANDSTILL_MS = 60_000;
/** Looking may take at most a fifth of the time: behind a long backlog one look costs tens of milliseconds. */
const CLAIM_SHARE = 5;
const CLAIM_PAUSE_MS = 250;
/** While the database cannot be worked with, every look says so; the log hears of it this often. */
const OUTAGE_SAID_EVERY_MS = 60_000;
/** So many times `hold` may be left for afterwards. */
const MOST_LEFT = 16;

interface Held {
  end: Promise<void>;
  /** Real time; undefined once the work itself is done. */
  since?: number;
}

/** What the rest of the program may do with a worker; the functions may be passed on by themselves. */
export interface WorkerControls {
  /** There may be something to do. The first call starts the worker. */
  poke(): void;
  /** Resolves when nothing is due and nothing held. */
  drain(): Promise<void>;
  /** Begins nothing more; resolves when what was begun has ended. */
  stop(): Promise<void>;
  /** Why it must be taken for dead (readiness), or undefined. */
  standstill(): string | undefined;
}

export function startableWorker<Row extends { id: string | number }>(options: WorkerOptions<Row>): WorkerControls {
  const worker = new Worker(options);
  return {
    poke: () => worker.poke(),
    drain: () => worker.drain(),
    stop: () => worker.stop(),
    standstill: () => worker.standstill(),
  };
}

/** A loop over claimed rows: claim, admit, begin, work. A fault costs one round or one row, never the loop. */
class Worker<Row extends { id: string | number }> {
  private readonly options: WorkerOptions<Row>;
  private readonly waiting = new Map<Row['id'], Row>();
  private readonly held = new Map<Row['id'], Held>();
  private readonly stopping = stopper();
  private bell = new AbortController();
  private drains: (() => void)[] = [];
  private running?: Promise<void>;
  /** There may be rows that no claim has seen. */
  private unseen = true;
  private active = 0;
  private roundAt = 0;
  /** Real time. */
  private claimAt = 0;
  /** Real time. */
  private saidAt = Number.NEGATIVE_INFINITY;

  constructor(options: WorkerOptions<Row>) {
    this.options = options;
  }

  poke(): void {
    this.wake();
    if (!this.stopping.signal.aborted) this.running ??= this.loop();
  }

  drain(): Promise<void> {
    return new Promise((done) => {
      if (this.stopping.signal.aborted) return done();
      this.drains.push(done);
      this.poke();
    });
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
  }

  standstill(): string | undefined {
    const now = performance.now();
    const slow = [...this.held.values()].some(({ since = now }) => now - since > 2 * STANDSTILL_MS);
    if (slow) return 'a row has been in work for two minutes';
    return this.running && now - this.roundAt > STANDSTILL_MS ? 'no round for a minute' : undefined;
  }

  private wake(): void {
    this.unseen = true;
    this.bell.abort();
  }

  private async loop(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.round();
      } catch (error) {
        this.sayFault(error);
        await realWait(LOOK_EVERY_MS, this.stopping.signal);
        this.unseen = true;
      }
    }
    await Promise.all([...this.held.values()].map(({ end }) => end));
    for (const done of this.drains.splice(0)) done();
  }

  private sayFault(error: unknown): void {
    const { name, log } = this.options;
    const outage = error instanceof Unavailable;
    if (outage && performance.now() - this.saidAt < OUTAGE_SAID_EVERY_MS) return;
    if (outage) this.saidAt = performance.now();
    log.error({ worker: name, ...faultOf(error) }, 'a worker could not look for work; it will look again');
  }

  private async round(): Promise<void> {
    this.roundAt = performance.now();
    // Whoever asks later than this may have stored rows that this round's claim does not see.
    const asked = this.drains.length;
    const looked = this.mayClaim();
    const claimed = looked ? await this.claim() : 0;
    const begun = await this.begin();
    // Nor does it see what waited behind a row that ended while it looked.
    const idle = looked && !this.unseen && claimed + begun + this.size() === 0;
    if (idle) for (const done of this.drains.splice(0, asked)) done();
    if (begun === 0 && !this.mayClaim()) await this.rest();
  }

  private size(): number {
    return this.waiting.size + this.held.size;
  }

  /** Rows that take a place: those in `work` and those that wait for it. */
  private places(): number {
    const left = [...this.held.values()].filter(({ since }) => since === undefined).length;
    return this.size() - Math.min(left, MOST_LEFT * this.options.hold);
  }

  private mayClaim(): boolean {
    return this.wantsClaim() && performance.now() >= this.claimAt;
  }

  /** Behind a backlog a look is costly and brings nothing: what waits already fills every place once more. */
  private wantsClaim(): boolean {
    const { width, hold } = this.options;
    return this.unseen && this.waiting.size <= width && this.places() < hold;
  }

  private async claim(): Promise<number> {
    this.unseen = false;
    const start = performance.now();
    const rows = await this.options.claim(this.options.hold - this.places());
    const end = performance.now();
    this.claimAt = end + Math.min((end - start) * (CLAIM_SHARE - 1), CLAIM_PAUSE_MS);
    // A claim whose time ran out in the database is handed out again although we still hold it.
    for (const row of rows) if (!this.held.has(row.id)) this.waiting.set(row.id, row);
    return rows.length;
  }

  private async begin(): Promise<number> {
    const { width, admit = (rows, places) => rows.slice(0, places), begin = async (rows) => rows } = this.options;
    const free = width - this.active;
    const admitted = free > 0 && this.waiting.size > 0 ? admit([...this.waiting.values()], free) : [];
    if (admitted.length === 0) return 0;
    const rows = await begin(admitted);
    for (const { id } of admitted) this.waiting.delete(id);
    if (rows.length < admitted.length) this.unseen = true; // what was left out has ended and freed its lane
    for (const row of rows) this.held.set(row.id, { since: performance.now(), end: this.work(row) });
    return admitted.length;
  }

  private async work(row: Row): Promise<void> {
    this.active += 1;
    const afterwards = await this.guarded(row, () => this.options.work(row));
    this.active -= 1;
    const held = this.held.get(row.id);
    if (held && afterwards) {
      held.since = undefined;
      this.wake();
      await this.guarded(row, () => afterwards(this.stopping.signal));
    }
    this.held.delete(row.id);
    this.wake(); // the next row of its lane can be claimed now
  }

  private async guarded<T>(row: Row, run: () => Promise<T>): Promise<T | undefined> {
    try {
      return await run();
    } catch (error) {
      const { name, log, giveBack } = this.options;
      log.error({ worker: name, row: row.id, ...faultOf(error) }, 'a row was left; it is given back');
      await giveBack(row).catch((again) =>
        log.error({ worker: name, row: row.id, ...faultOf(again) }, 'a row could not be given back'),
      );
      return undefined;
    }
  }

  private async rest(): Promise<void> {
    const { width, delay, wait = realWait } = this.options;
    this.bell = new AbortController();
    const rows = this.active < width ? [...this.waiting.values()] : [];
    const ms = rows.length > 0 && delay ? Math.min(delay(rows), LOOK_EVERY_MS) : LOOK_EVERY_MS;
    if (this.wantsClaim()) {
      await realWait(Math.min(ms, this.claimAt - performance.now()), this.bell.signal);
      return;
    }
    await (rows.length > 0 ? wait : realWait)(ms, this.bell.signal);
    if (ms === LOOK_EVERY_MS) this.unseen = true;
  }
}

/** What may be logged of a fault: messages of errors can hold what people wrote. */
export function faultOf(error: unknown): { error: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  // Its message is a code of the driver's.
  if (error instanceof Unavailable) return { error: `${error.name} ${error.message}` };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames?.slice(0, 5).map((line) => line.trim()) };
}
