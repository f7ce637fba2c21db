import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataSource } from '../../ormconfig.ts';
import type { Faults } from '../../src/fakeLark/api.ts';
import type { Faulty } from './judge.ts';
import { openTown, specialists, type Town } from './town.ts';

/** One kind of trouble: where it happens and what is done there. `skip` says why it cannot be tried here. */
export interface Scenario extends Faulty {
  open(): Promise<Town>;
  /** After the town was left. */
  close?(): Promise<void>;
  skip?: string;
}

/** How much: a minute's slice for the gate, or everything. */
export interface Amount {
  kills: number;
  seconds: number;
  platform: Faults[];
}

const sqliteTown = (folder?: string) =>
  openTown({ databaseUrl: (place) => `sqlite:${join(place, 'faults.sqlite')}`, bots: 1, folder });

/** SIGKILL at any time, again and again. */
export function killed(amount: Amount): Scenario {
  return {
    name: 'kill -9, SQLite',
    open: () => sqliteTown(),
    async harm(town) {
      for (let kill = 0; kill < amount.kills; kill += 1) {
        await sleep(500 + Math.random() * 2_500);
        const [bot] = town.bots;
        bot?.signal('SIGKILL');
        await bot?.ended;
        await town.restart(0);
      }
      return amount.kills;
    },
  };
}

/** A small file system fills up and is emptied again. */
export function fullDisk({ seconds }: Amount): Scenario {
  let folder: string | undefined;
  return {
    name: 'full disk',
    skip: process.getuid?.() === 0 ? undefined : 'no small file system can be mounted here (root is needed)',
    open() {
      folder = smallDisk();
      return sqliteTown(folder);
    },
    async close() {
      if (folder) execFileSync('umount', ['-l', folder]);
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
    async harm({ folder: disk }) {
      const leaving = [0, 24, 96];
      for (const kilobytes of leaving) {
        const { bavail, bsize } = statfsSync(disk);
        const filler = Buffer.alloc(Math.max(0, bavail * bsize - kilobytes * 1024));
        fillUp(join(disk, 'filler'), filler);
        await sleep((seconds * 1000) / leaving.length);
        rmSync(join(disk, 'filler'), { force: true });
        await sleep(1_000);
      }
      return leaving.length;
    },
  };
}

function smallDisk(): string {
  const folder = mkdtempSync(join(tmpdir(), 'appeal-desk-small-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]);
  return folder;
}

/** Another program holds SQLite's write lock. */
export function locked({ seconds }: Amount): Scenario {
  return {
    name: 'database locked by another program',
    open: () => sqliteTown(),
    async harm({ folder }) {
      const other = await dataSource(`sqlite:${join(folder, 'faults.sqlite')}`).initialize();
      await other.query('BEGIN IMMEDIATE');
      await sleep(seconds * 1000);
      await other.query('ROLLBACK');
      await other.destroy();
      return 1;
    },
  };
}

/** What the platform does wrong, one after the other. */
export function wrongPlatform({ platform }: Amount): Scenario {
  return {
    name: 'faults of the platform',
    recover: 150,
    open: () => sqliteTown(),
    async harm({ fakeLark }) {
      for (const faults of platform) {
        fakeLark.fail(faults);
        await sleep(4_000);
        fakeLark.fail({});
      }
      return platform.length;
    },
  };
}

/** Sends to a few people are answered 500 for as long as it goes; everybody else must not wait for them. */
export function oneRefused({ seconds }: Amount): Scenario {
  return {
    name: 'some chats answer 500',
    recover: 150,
    open: () => sqliteTown(),
    async harm(town, notes) {
      const refused = specialists.slice(0, 3).map(({ openId }) => openId);
      town.fakeLark.fail({ only: { to: refused, answer: 500 } });
      await sleep(seconds * 1000);
      const waits = await town.rows<{ lane: string; created_at: string }>(
        `SELECT lane, created_at FROM outbox WHERE state = 'pending' AND attempts = 0`,
      );
      const others = waits.filter(({ lane }) => !refused.some((openId) => lane.endsWith(openId)));
      const oldest = Math.max(0, ...others.map(({ created_at }) => Date.now() - Date.parse(created_at)));
      if (oldest > 5_000) notes.broken(`others wait for ${(oldest / 1000).toFixed(1)} s`);
      town.fakeLark.fail({});
      return 1;
    },
  };
}

/** The bot writes meanwhile: a disk that is full before all of it fits is full all the same. */
function fillUp(file: string, filler: Buffer): void {
  try {
    writeFileSync(file, filler);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
