/** A process with bots in it that a test can kill; forked by `bots.ts`, which says what the messages mean. */
import { type App, startApp } from '../../src/app/app.ts';
import { readRules } from '../../src/settings/settings.ts';
import { type BotOrder, serve, type ToBots } from './bots.ts';
import { silent } from './databases.ts';
import { haltAt } from './haltAt.ts';

const { rules, calendar } = readRules('config');
const tell = (message: object) => process.send?.(message);
/** What the clock shows, and what real time was when it was set; absent when it stands still. */
let set: { to: number; at?: number } = { to: 0 };
let apps: App[] = [];

async function start({ lark, databaseUrl, halt }: BotOrder, index: number): Promise<{ app: App; url: string }> {
  const app = await startApp({
    ...{ lark, databaseUrl, rules, calendar, log: silent, administrators: [] },
    clock: { now: () => new Date(set.to + (set.at === undefined ? 0 : Date.now() - set.at)) },
    // A bot that halts under load must not be taken for one that answers late.
    clickLimitMs: 60_000,
    wrap: halt && haltAt(halt, () => tell({ halted: index })),
  });
  return { app, url: (await serve(app.handle)).url };
}

process.on('message', async (message: ToBots) => {
  if ('start' in message) {
    set = { to: Date.parse(message.now), at: message.running ? message.at : undefined };
    const started = await Promise.all(message.start.map(start));
    apps = started.map(({ app }) => app);
    tell({ started: started.map(({ url }) => url) });
  } else {
    set = { to: Date.parse(message.now), at: set.at && message.at };
    await Promise.all(apps.map((app) => app.tick()));
    tell({ ticked: true });
  }
});
// A runner that ends leaves nothing behind.
process.on('disconnect', () => process.exit(0));
