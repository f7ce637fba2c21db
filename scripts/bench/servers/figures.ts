import { startApp } from '../../../src/app/app.ts';
import { keepHeapSmall } from '../../../src/settings/heap.ts';
import { readRules } from '../../../src/settings/settings.ts';
import { lark } from '../app.ts';
import { environment, listening } from './listening.ts';

/** The whole bot over the database of `history.ts`, in the late afternoon; nothing goes out by itself. */
const { rules, calendar } = readRules('config');
const log = { info: () => undefined, warn: () => undefined, error: console.error };
const begun = Date.now();
const clock = { now: () => new Date(Number(environment('NOW')) + Date.now() - begun) };

keepHeapSmall();
const bot = await startApp({
  lark: { ...lark, baseUrl: environment('PLATFORM'), transport: 'webhook' },
  ...{ databaseUrl: `sqlite:${environment('DATABASE')}`, administrators: [], rules, calendar, clock, log },
});
listening(bot.handle);
