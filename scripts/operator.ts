import { type Database, openDatabase } from '../src/db/database.ts';
import type { Rules } from '../src/domain/rules.ts';
import { larkPlatform } from '../src/platform/lark/client.ts';
import type { Log } from '../src/ports/index.ts';
import type { Platform } from '../src/ports/platform.ts';
import { readRules, readSettings, SettingsError } from '../src/settings/settings.ts';

/** What an operator's command works with: the same settings and the same database as the running bot. */
export interface Desk {
  rules: Rules;
  /** Folder of the settings (CONFIG_DIR). */
  configDir: string;
  /** Reads with the model as it lies there now. */
  refreshReader(): boolean;
  openDatabase(): Promise<Database>;
  /** Absent without credentials. */
  platform?: Platform;
}

/** Standard output is for the report; what went wrong on the way goes to the other one. */
const log: Log = {
  info: () => undefined,
  warn: (facts, message) => console.error(JSON.stringify({ level: 'warn', message, ...facts })),
  error: (facts, message) => console.error(JSON.stringify({ level: 'error', message, ...facts })),
};

/** Runs a command; its answer is the exit code. The database, when it was opened, is closed afterwards. */
export async function operate(command: (desk: Desk) => Promise<number>): Promise<void> {
  let database: Database | undefined;
  try {
    const settings = readSettings(process.env);
    if (!settings.lark && !process.env.DATABASE_URL) {
      console.error(
        '未设置 LARK_APP_ID 等环境变量，本命令会写入沙盒数据库，已停止。正式环境请先设置环境变量；确要写入沙盒的，请另设 DATABASE_URL=sqlite:data/sandbox.sqlite。',
      );
      process.exitCode = 1;
      return;
    }
    const { configDir } = settings;
    const { rules, refreshReader } = readRules(configDir, settings.zone);
    const platform = settings.lark && larkPlatform({ ...settings.lark, clock: { now: () => new Date() }, log });
    const open = async () => {
      database = await openDatabase(settings.databaseUrl, { log });
      return database;
    };
    process.exitCode = await command({ rules, configDir, refreshReader, platform, openDatabase: open });
  } catch (error) {
    process.exitCode = 1;
    console.error(error instanceof SettingsError ? error.message : error);
  } finally {
    await database?.close();
  }
}
