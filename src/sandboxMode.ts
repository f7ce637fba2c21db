import type { Server } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, startApp } from './app.ts';
import { readBinding } from './chat/intents/binding.ts';
import { importRoster } from './commands/importRoster.ts';
import type { Calendar } from './domain/calendar.ts';
import { readRoster } from './domain/roster.ts';
import type { Rules } from './domain/rules.ts';
import type { Log } from './ports.ts';
import { graceSeconds, type SetClock } from './sandbox/api.ts';
import { DEMO_ADMIN, demoDistrict, NEW_GROUP } from './sandbox/demoDistrict.ts';
import { readDistrictFiles } from './sandbox/demoUnits.ts';
import type { SandboxClock, Stage } from './sandboxStage.ts';
import type { LarkSettings, Settings } from './settings.ts';

interface Parts {
  rules: Rules;
  calendar: Calendar;
  log: Log;
}

const everySecond = '* * * * * *';
const root = fileURLToPath(new URL(extname(import.meta.url) === '.ts' ? '..' : '../..', import.meta.url));

/**
 * `npm start` without credentials: the whole bot against the stand-in of the platform, a process of its own, with demo
 * people, groups and a chat page. The bot only sees another base URL. Chats, appeals and clock stay in `data/sandbox*`.
 */
export async function startSandbox(
  server: Server,
  settings: Settings,
  { stage, ...parts }: Parts & { stage: Stage },
): Promise<{ close(): Promise<void> }> {
  const { log } = parts;
  const { files, clock, end } = stage;
  const url = await stage.url;
  const lark = { ...stage.lark, baseUrl: url };
  const begin = () => startDemo({ ...parts, settings, clock, lark, restart: () => restart() });
  // Requests wait while it begins anew: an event that met the closed bot would be lost for the visitor.
  let current = begin();
  const restart = async () => {
    const { app } = await current;
    current = app.close().then(forget).then(begin);
    await greetNewGroup();
  };
  const forget = async () => {
    files.forget();
    clock.restart();
    await post(url, 'reset', {});
    await post(url, 'clock', { now: clock.now().toISOString() } satisfies SetClock);
  };
  /** The bot joins the group that is still to be bound, and says how: only a running bot can hear of that. */
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
  return {
    async close() {
      await (await current).app.close();
      end();
    },
  };
}

interface DemoOptions extends Parts {
  settings: Settings;
  clock: SandboxClock;
  lark: LarkSettings;
  restart(): Promise<void>;
}

async function startDemo({ rules, calendar, log, settings, clock, lark, restart }: DemoOptions) {
  const quick = { ...rules.district, dispatch: { ...rules.district.dispatch, graceSeconds } };
  const app = await startApp({
    lark,
    databaseUrl: settings.databaseUrl,
    administrators: [DEMO_ADMIN, ...settings.administrators],
    rules: { ...rules, district: quick },
    calendar,
    clock,
    log,
    tickRule: everySecond,
    sandbox: { pageDir: join(root, 'dist/web'), standInUrl: lark.baseUrl, restart },
  });
  return { app, fresh: await seed(app, settings.configDir) };
}

/** The demo roster and the groups' bindings, once. Resolves to whether the database was empty. */
async function seed({ transact, deps }: App, configDir: string): Promise<boolean> {
  const { taskForces, units } = readDistrictFiles(configDir);
  const { people, chats } = demoDistrict(taskForces, units);
  const header = ['专班序号', '角色', '单位', '层级', '职务', '姓名', '手机', 'open_id'];
  const lines = people.flatMap(({ roster, name, mobile, openId }) =>
    roster.map(({ taskForce = '', role, unit = '', tier = '', title = '' }) =>
      [taskForce, role, unit, tier, title, name, mobile, openId].map(String),
    ),
  );
  const { people: rows, faults } = readRoster([header, ...lines], deps.rules);
  if (faults.length > 0) throw new Error(`the demo roster has ${faults.length} faults, first in row ${faults[0]?.row}`);
  return transact(async (store) => {
    if ((await store.people({})).length > 0) return false;
    await importRoster({ store, newId: deps.newId }, rows);
    for (const { chatId: id, name, external = false, botIsMember = true, binding } of chats) {
      if (!botIsMember) continue;
      await store.saveChat({ id, name, external, alive: true, bindings: [] });
      if (binding) await store.bind(id, readBinding(binding.replace(/^绑定/, ''), deps.rules));
    }
    return true;
  });
}

async function post(base: string, path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${base}/sandbox/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`the stand-in answered ${answer.status} to ${path}`);
}
