import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, type AppOptions, startApp } from './app.ts';
import { readBinding } from './chat/intents/binding.ts';
import { importRoster } from './commands/importRoster.ts';
import { type Calendar, withinHours, workdayFrom } from './domain/calendar.ts';
import { chinaDate, instantOf } from './domain/chinaTime.ts';
import { readRoster } from './domain/roster.ts';
import type { Rules } from './domain/rules.ts';
import type { Log } from './ports.ts';
import { graceSeconds, type SetClock } from './sandbox/api.ts';
import { DEMO_ADMIN, demoDistrict, NEW_GROUP } from './sandbox/demoDistrict.ts';
import { readDistrictFiles } from './sandbox/demoUnits.ts';
import type { LarkSettings, Settings } from './settings.ts';

interface Parts {
  rules: Rules;
  calendar: Calendar;
  log: Log;
  port: number;
}

const everySecond = '* * * * * *';
const morning = '09:05';
const root = fileURLToPath(new URL(extname(import.meta.url) === '.ts' ? '..' : '../..', import.meta.url));

/**
 * `npm start` without credentials: the whole bot against the stand-in of the platform, a process of its own, with demo
 * people, groups and a chat page. The bot only sees another base URL. Chats, appeals and clock stay in `data/sandbox*`.
 */
export async function startSandbox(
  server: Server,
  settings: Settings,
  parts: Parts,
): Promise<{ close(): Promise<void> }> {
  const { rules, calendar, log, port } = parts;
  const files = sandboxFiles(settings);
  const clock = sandboxClock(files.clock, rules, calendar);
  const lark: LarkSettings = {
    appId: 'cli_5a4db0c5a4db0c00',
    appSecret: randomBytes(16).toString('hex'),
    encryptKey: randomBytes(16).toString('hex'),
    verificationToken: randomBytes(16).toString('hex'),
    baseUrl: '',
    transport: 'webhook',
  };
  const standIn = await startStandInProcess(lark, {
    SANDBOX_STATE: files.chats,
    SANDBOX_CLOCK_OFFSET_MS: String(clock.offsetMs()),
    WEBHOOK_URL: `http://127.0.0.1:${port}/webhook/lark`,
    CONFIG_DIR: settings.configDir,
  });
  const begin = () =>
    startDemo({ ...parts, settings, clock, lark: { ...lark, baseUrl: standIn.url }, log, restart: () => restart() });
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
    await post(standIn.url, 'reset', {});
    await post(standIn.url, 'clock', { now: clock.now().toISOString() } satisfies SetClock);
  };
  /** The bot joins the group that is still to be bound, and says how: only a running bot can hear of that. */
  const greetNewGroup = async () => {
    if (!(await current).fresh) return;
    await post(standIn.url, `groups/${NEW_GROUP}/add-bot`, { as: DEMO_ADMIN }).catch((error: Error) =>
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
      standIn.end();
    },
  };
}

interface DemoOptions extends Parts {
  settings: Settings;
  clock: AppOptions['clock'];
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

interface SandboxFiles {
  clock: string;
  chats: string;
  forget(): void;
}

function sandboxFiles({ databaseUrl }: Settings): SandboxFiles {
  const path = databaseUrl.startsWith('sqlite:') ? databaseUrl.slice('sqlite:'.length) : 'data/sandbox.sqlite';
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const [clock, chats] = [join(folder, 'sandbox-clock.json'), join(folder, 'sandbox-chats.json')];
  const forget = () => {
    for (const file of [clock, path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
  };
  return { clock, chats, forget };
}

/** Real time moved to a working morning, so that the first visit finds people at work. */
function sandboxClock(file: string, rules: Rules, calendar: Calendar) {
  const fresh = () => {
    const today = chinaDate(new Date());
    return Date.parse(instantOf(workdayFrom(today, calendar), morning)) - Date.now();
  };
  const saved = existsSync(file) ? Number(JSON.parse(readFileSync(file, 'utf8')).offsetMs) : Number.NaN;
  let offset = Number.isFinite(saved) ? saved : fresh();
  const now = () => new Date(Date.now() + offset);
  const keep = () => writeFileSync(file, JSON.stringify({ offsetMs: offset }));
  // Left alone over night it would be closed; it goes on at the next opening, never back.
  offset += Date.parse(withinHours(now().toISOString(), rules.district.dispatch, calendar)) - now().getTime();
  keep();
  return {
    now,
    offsetMs: () => offset,
    restart() {
      offset = fresh();
      keep();
    },
  };
}

async function startStandInProcess(
  lark: LarkSettings,
  env: Record<string, string>,
): Promise<{ url: string; end(): void }> {
  const entry = fileURLToPath(new URL(`./sandbox/main${extname(import.meta.url)}`, import.meta.url));
  const child = fork(entry, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...env,
      LARK_APP_ID: lark.appId,
      LARK_APP_SECRET: lark.appSecret,
      LARK_ENCRYPT_KEY: lark.encryptKey,
      LARK_VERIFICATION_TOKEN: lark.verificationToken,
    },
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk;
      if (said.includes('\n')) resolve(JSON.parse(said.slice(0, said.indexOf('\n'))).url);
    });
    child.once('exit', (code) => reject(new Error(`the stand-in ended with code ${code}`)));
  });
  return { url, end: () => child.kill('SIGTERM') };
}

async function post(base: string, path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${base}/sandbox/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`the stand-in answered ${answer.status} to ${path}`);
}
