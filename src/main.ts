import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppOptions } from './app/app.ts';
import { watchForHangs } from './app/hangWatch.ts';
import { createLog } from './log.ts';
import type { Log } from './ports/index.ts';
import { keepHeapSmall } from './settings/heap.ts';
import { modelFile } from './settings/modelStore.ts';
import { type LarkSettings, readRules, readSettings, type Settings, SettingsError } from './settings/settings.ts';

/** Once a minute: all work that falls due by the clock (docs/decisions/0005-clock-and-timetable.md). */
const everyMinute = '0 * * * * *';

const endLimitMs = 4_500;

interface Running {
  close(): Promise<void>;
}

async function main(): Promise<void> {
  keepHeapSmall();
  void watchForHangs();
  // A closed log pipe, or a full disk under the log, must not end the bot.
  process.stdout.on('error', () => undefined);
  const settings = readSettings(process.env);
  const { rules, calendar, warnings, refreshReader } = readRules(settings.configDir, settings.zone);
  const { lark, adviser } = settings;
  const keys = [lark?.appSecret, lark?.encryptKey, lark?.verificationToken, adviser?.apiKey];
  const secrets = keys.filter((one) => one !== undefined);
  const log = createLog(settings.logLevel, secrets);
  for (const warning of warnings) log.warn({}, warning);
  const server = await listen(settings);
  const { port } = server.address() as AddressInfo;
  const common = { rules, calendar, log, adviser, learning: settings.learning };
  const running = lark
    ? await startLive(server, { ...settings, lark }, { ...common, refreshReader })
    : await playSandbox(server, settings, common);
  endOnSignal(server, running, log);
  log.info({ port }, lark ? 'ready' : `ready: http://localhost:${port}/sandbox`);
}

type Common = Pick<AppOptions, 'rules' | 'calendar' | 'log' | 'adviser' | 'learning'>;

async function startLive(
  server: Server,
  settings: Settings & { lark: LarkSettings },
  { refreshReader, ...common }: Common & { refreshReader(): boolean },
): Promise<Running> {
  const { startApp } = await import('./app/app.ts');
  const { trainer } = await import('./app/trainer.ts');
  const clock = { now: () => new Date() };
  const { lark, databaseUrl, administrators, heartbeatUrl, configDir } = settings;
  const own = {
    lark,
    databaseUrl,
    administrators,
    heartbeatUrl,
    clock,
    tickRule: everyMinute,
    trainer: trainer({ file: modelFile, configDir, refresh: refreshReader }),
  };
  const app = await startApp({ ...common, ...own });
  server.off('request', starting).on('request', app.handle);
  return app;
}

/** The fake Feishu's process is started first, because it then loads at the same time as the bot. */
async function playSandbox(server: Server, settings: Settings, common: Common): Promise<Running> {
  const { setStage } = await import('./demo/stage.ts');
  const { port } = server.address() as AddressInfo;
  const stage = setStage(settings, { ...common, port });
  const { startSandbox } = await import('./demo/mode.ts');
  return startSandbox(server, settings, { ...common, stage });
}

/** Takes the port before anything else starts: a second bot on the same port ends here, with a clear message. */
function listen({ host, port }: Settings): Promise<Server> {
  const server = createServer();
  // Until the bot is ready, `starting` answers: health checks get an answer, and Feishu delivers again later.
  server.on('request', starting);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function starting(_request: IncomingMessage, response: ServerResponse): void {
  response
    .writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '5' })
    .end('{"ready":false,"starting":true}');
}

function endOnSignal(server: Server, running: Running, log: Log): void {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    // Even a hanging database must not keep a supervisor waiting; nothing is lost by exiting.
    setTimeout(() => process.exit(1), endLimitMs).unref();
    server.close(); // open requests are still answered
    await running.close().catch((error: Error) => log.error({ error: error.message }, 'the end was not clean'));
    process.exit(0);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

main().catch((error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') console.error('The port is taken. Set PORT to another one, such as PORT=3001.');
  else if (error instanceof SettingsError) console.error(error.message);
  else console.error(error.stack ?? error.message);
  process.exit(1);
});
