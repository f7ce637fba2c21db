import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { dataSource } from '../../ormconfig.ts';
import { openDatabase } from '../../src/db/database.ts';
import { townPrefix } from '../../src/domain/rules.ts';
import { type FakeLark, startFakeLark } from '../../src/fakeLark/fakeLark.ts';
import { lark, larkEnvironment } from '../bench/app.ts';
import { type BotServer, startBot } from '../bench/bot.ts';
import { type Relay, startRelay } from './relay.ts';

export const specialists = Array.from({ length: 60 }, (_, index) => ({
  openId: `ou_faults_${index}`,
  name: `专员${index}`,
  mobile: `1390000${String(index).padStart(4, '0')}`,
  label: '',
}));

export interface TownOptions {
  /** `sqlite:PATH` inside of `folder`, or the address of an empty PostgreSQL schema. */
  databaseUrl(folder: string): string;
  bots: number;
  /** Where the database file lies; default: a new folder. */
  folder?: string;
  /** The bots reach the database by this address instead. */
  through?(url: string): string;
}

/** Sixty specialists, the fake Feishu of the platform, a relay, and bots as processes of their own. */
export interface Town {
  folder: string;
  fakeLark: FakeLark;
  relay: Relay;
  bots: BotServer[];
  /** Starts this one again, after it ended. */
  restart(index: number): Promise<void>;
  rows<Row>(sql: string): Promise<Row[]>;
  /** The n-th appeal is said by the next specialist. */
  says(n: number): void;
  memory(): number;
  end(): Promise<void>;
}

export async function openTown({ databaseUrl, bots: count, folder: given, through }: TownOptions): Promise<Town> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'appeal-desk-faults-'));
  const url = databaseUrl(folder);
  await seed(url);
  const now = () => new Date();
  const bot = { openId: 'ou_faults_bot', name: '诉求管家' };
  const fakeLark = await startFakeLark({ ...lark, now, people: specialists, chats: [], bot });
  const relay = await startRelay();
  fakeLark.setWebhookUrl(relay.url);
  const repeating = setInterval(() => void fakeLark.tick().catch(() => undefined), 1_000);
  const env = {
    ...larkEnvironment,
    LARK_BASE_URL: fakeLark.url,
    DATABASE_URL: through?.(url) ?? url,
    LOG_LEVEL: 'info',
  };
  const bots: BotServer[] = [];
  const start = async (index: number) => {
    bots[index] = await startBot(folder, env);
    relay.targets.splice(0, relay.targets.length, ...bots.map(({ port }) => port));
  };
  for (let index = 0; index < count; index += 1) await start(index);
  let beside: DataSource | undefined;
  return {
    ...{ folder, fakeLark, relay, bots },
    restart: start,
    async rows<Row>(sql: string): Promise<Row[]> {
      beside ??= await dataSource(url, { poolSize: 1, readOnly: true }).initialize();
      return beside.query(sql);
    },
    says(n) {
      const { openId } = specialists[n % specialists.length] ?? { openId: '' };
      fakeLark.say({ as: openId, chat: 'bot', text: appealText(n) });
    },
    memory: () => Math.max(...bots.map(({ pid }) => residentMb(pid))),
    async end() {
      clearInterval(repeating);
      for (const { signal } of bots) signal('SIGCONT');
      await Promise.all(bots.map(({ stop }) => stop()));
      await relay.close();
      await beside?.destroy();
      await fakeLark.close();
      if (given === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A company of its own each, with a name as companies have, so that each appeal is known by it. */
export const companyOf = (n: number) => `江畔${inLetters(n)}机械有限公司`;

const inLetters = (n: number) => [...String(n)].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('');

function appealText(n: number): string {
  return `${companyOf(n)}反映，变压器增容两个月未批复，请协调供电部门。联系人：张经理 1390000${String(n % 10_000).padStart(4, '0')}`;
}

async function seed(url: string): Promise<void> {
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const database = await openDatabase(url, { log: silent });
  await database.transact(async (store) => {
    for (const { openId, name } of specialists) {
      const memberships = [{ role: 'specialist' as const, unit: `${townPrefix}${name}镇` }];
      await store.savePerson({ id: openId, openId, name, memberships });
    }
  });
  await database.close();
}

function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Asks until it is so; false when the time is over. */
export async function until(isSo: () => Promise<boolean> | boolean, seconds: number): Promise<boolean> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    if (
      await Promise.resolve()
        .then(isSo)
        .catch(() => false)
    )
      return true;
    if (performance.now() > end) return false;
    await sleep(100);
  }
}
