import { randomUUID } from 'node:crypto';
import { type OpenOptions, openDatabase } from '../../../src/db/database.ts';
import { instantOf } from '../../../src/domain/time/chinaTime.ts';
import type { Deps } from '../../../src/ports/index.ts';
import { readRules } from '../../../src/settings/settings.ts';
import { willingPlatform } from '../../simulate/platform.ts';

/** A bot without workers on 24 November 2026 over the database of `history.ts`. */
export interface Morning {
  deps: Deps;
  /** "09:00" in China. */
  setTime(time: string): void;
  close(): Promise<void>;
}

export function instant(time: string): string {
  return instantOf('2026-11-24', time);
}

export async function openMorning(database: string, observe?: OpenOptions['observe']): Promise<Morning> {
  const { rules, calendar } = readRules('config');
  const log = { info: () => undefined, warn: () => undefined, error: console.error };
  let now = '';
  const clock = { now: () => new Date(now) };
  const { transact, read, inbox, outbox, close } = await openDatabase(`sqlite:${database}`, { log, observe });
  const newId = () => randomUUID().replaceAll('-', '');
  const common = { rules, calendar, clock, log, transact, read, inbox, outbox, newId };
  return {
    deps: { ...common, platform: willingPlatform(), administrators: [] },
    setTime(time) {
      now = instant(time);
    },
    close,
  };
}
