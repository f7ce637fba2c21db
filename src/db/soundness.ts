import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable } from '../ports/store.ts';
import type { Engine } from './engines/engine.ts';

/** A health check that asks more often gets the last answer, because each check is a commit. Real time. */
const askedEveryMs = 5_000;
/** Less than the time that a health check waits (http/health.ts). */
const patienceMs = 1_500;
/** Below `fullBytes` nothing can be promised; below `scarceBytes` somebody should make room in time. */
const fullBytes = 1 << 20;
const scarceBytes = 200 << 20;

const damage = /^(?:SQLITE_CORRUPT|SQLITE_NOTADB|XX00[12])$/;

export interface Soundness {
  /** Why the database cannot be used, in words for an operator; undefined when it can. */
  fault(): Promise<string | undefined>;
  /** What will soon become such a fault. */
  warnings(): Promise<string[]>;
  /** To call with every outage that any work meets. */
  met(reason: string): void;
}

/**
 * Checks that the database can be written to, that its file is still the one that was opened, and that its disk has
 * room.
 */
export async function soundness(engine: Engine, file: string | undefined): Promise<Soundness> {
  const opened = file === undefined ? undefined : await inodeOf(file);
  let damaged: string | undefined;
  let last: { at: number; reason?: string } | undefined;
  let running: Promise<string | undefined> | undefined;
  const probe = async () => {
    const reason = await written(engine);
    last = { at: performance.now(), reason };
    running = undefined;
    return reason;
  };
  return {
    async fault() {
      if (damaged) return `the database is damaged (${damaged}): stop the bot, run the doctor, restore a backup`;
      if (file !== undefined && (await inodeOf(file)) !== opened)
        return 'the database file is gone or was replaced: put it back and restart the bot';
      if ((await freeBytes(file)) < fullBytes) return 'the disk of the database is full: make room';
      if (last && performance.now() - last.at < askedEveryMs) return last.reason;
      running ??= probe();
      const late = sleep(patienceMs, 'a write waits: is the database locked by another program?', { ref: false });
      return Promise.race([running, late]);
    },
    async warnings() {
      const free = await freeBytes(file);
      return free < scarceBytes ? [`the disk of the database has only ${Math.floor(free / (1 << 20))} MiB left`] : [];
    },
    met(reason) {
      if (damage.test(reason)) damaged = reason;
    },
  };
}

async function written(engine: Engine): Promise<string | undefined> {
  const sql = `INSERT INTO meta (key, value) VALUES ('probe', $1)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value RETURNING key`;
  try {
    await engine.statement(sql, [new Date().toISOString()]);
    return undefined;
  } catch (error) {
    return `the database cannot be written: ${error instanceof Unavailable ? error.message : 'see the log'}`;
  }
}

async function inodeOf(file: string): Promise<number | undefined> {
  return stat(file).then(({ ino }) => ino, () => undefined); // biome-ignore format: one thought
}

/** Free space on the disk of this file; infinite for PostgreSQL, which has its own server. */
export async function freeBytes(file: string | undefined): Promise<number> {
  if (file === undefined) return Number.POSITIVE_INFINITY;
  return statfs(dirname(file)).then(({ bavail, bsize }) => bavail * bsize, () => Number.POSITIVE_INFINITY); // biome-ignore format: one thought
}
