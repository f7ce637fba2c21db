import type { Server } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AppOptions, startApp } from '../app/app.ts';
import { graceSeconds, type SetClock } from '../fakeLark/api.ts';
import { DEMO_ADMIN, NEW_GROUP } from '../fakeLark/demoDistrict.ts';
import type { SandboxOptions } from '../http/sandbox.ts';
import type { LarkSettings, Settings } from '../settings/settings.ts';
import type { SandboxClock } from './clock.ts';
import { livePast } from './past.ts';
import { seedDistrict } from './seed.ts';
import type { Stage } from './stage.ts';
import { timeTravel } from './timeTravel.ts';

type Parts = Pick<AppOptions, 'rules' | 'calendar' | 'log' | 'adviser'>;

const everySecond = '* * * * * *';
const root = fileURLToPath(new URL(extname(import.meta.url) === '.ts' ? '../..' : '../../..', import.meta.url));

/**
 * `npm start` without credentials: the whole bot against the fake Feishu, which is a separate process, with demo
 * people, groups and a chat page. The bot only sees a different base URL. Chats, appeals and clock stay in
 * `data/sandbox*`.
 */
export async function startSandbox(
  server: Server,
  settings: Settings,
  { stage, ...parts }: Parts & { stage: Stage },
): Promise<{ close(): Promise<void> }> {
  const { log, calendar } = parts;
  const { files, clock, end } = stage;
  const url = await stage.url;
  const lark = { ...stage.lark, baseUrl: url };
  const bot = async () => (await current).app;
  const travel = timeTravel({ clock, calendar, bot, tell: (time) => post(url, 'clock', time) });
  /** Runs while the first requests are served: the page need not wait for the seeded past. */
  const arrive = () => {
    const failed = (error: Error) => log.error({ error: error.name }, 'the sandbox stays before its opening');
    travel
      .interrupt(async () => livePast((await current).app))
      .then(travel.arrive)
      .catch(failed);
  };
  const begin = () => startDemo({ ...parts, settings, clock, lark, restart: () => restart(), advance: travel.advance });
  // Requests wait during a restart: an event that reached the closed bot would be lost for the visitor.
  let current = begin();
  const restart = async () => {
    await travel.interrupt(async () => {
      const { app } = await current;
      current = app.close().then(forget).then(begin);
      await greetNewGroup();
    });
    arrive();
  };
  const forget = async () => {
    files.forget();
    clock.restart();
    await post(url, 'reset', {});
    await post(url, 'clock', { now: clock.now().toISOString() } satisfies SetClock);
  };
  /**
   * The bot joins the group that is not bound yet and says how to bind it. Only a running bot can receive that event.
   */
  const greetNewGroup = async () => {
    if (!(await current).fresh) return;
    await post(url, `groups/${NEW_GROUP}/add-bot`, { as: DEMO_ADMIN }).catch((error: Error) =>
      log.warn({ error: error.message }, 'the bot could not join the new group'),
    );
  };

  server.removeAllListeners('request').on('request', (request, response) => {
    current.then(
      ({ app }) => app.handle(request, response),
      () => response.writeHead(503).end(),
    );
  });
  await greetNewGroup();
  arrive();
  return {
    async close() {
      travel.stop();
      await (await current).app.close();
      clock.close();
      end();
    },
  };
}

interface DemoOptions extends Parts {
  settings: Settings;
  clock: SandboxClock;
  lark: LarkSettings;
  restart: SandboxOptions['restart'];
  advance: SandboxOptions['advance'];
}

async function startDemo({ rules, calendar, log, adviser, settings, clock, lark, ...controls }: DemoOptions) {
  const quick = { ...rules.district, dispatch: { ...rules.district.dispatch, graceSeconds } };
  const app = await startApp({
    lark,
    databaseUrl: settings.databaseUrl,
    administrators: [DEMO_ADMIN, ...settings.administrators],
    rules: { ...rules, district: quick },
    calendar,
    clock,
    log,
    learning: settings.learning,
    adviser,
    tickRule: everySecond,
    sandbox: { pageDir: join(root, 'dist/web'), fakeLarkUrl: lark.baseUrl, ...controls },
  });
  return { app, fresh: await seedDistrict(app, settings.configDir) };
}

async function post(base: string, path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${base}/sandbox/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`the fake Feishu answered ${answer.status} to ${path}`);
}
