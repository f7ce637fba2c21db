/**
 * The rooms of src and which may import which. What is not named here is refused by `npm run check:rooms`
 * (dependencyCruiser.mjs), drawn in docs/develop/architecture.md (`npm run rooms:draw`) and tried pair by pair in
 * test/rooms.spec.ts. Rooms above come first; nobody imports upwards.
 *
 * `core`: modules of Node itself. `packages`: what package.json lists; type imports count as imports.
 */
export interface Room {
  holds: string;
  imports: string[];
  packages?: string[];
  core?: boolean;
}

export const rooms: Record<string, Room> = {
  'main.ts': { holds: 'starts, listens, ends', imports: ['app', 'demo', 'settings', 'ports', 'log.ts'], core: true },
  demo: {
    holds: 'the sandbox around a whole bot: moving clock, seeded past, its process beside the fake Feishu',
    imports: ['app', 'http', 'jobs', 'chat', 'commands', 'presenters', 'settings', 'ports', 'domain', 'fakeLark'],
    packages: ['zod'],
    core: true,
  },
  app: {
    holds: 'joins everything: the only room that knows all others',
    imports: [
      ...['http', 'jobs', 'chat', 'db', 'platform/lark', 'platform/adviser', 'platform'],
      ...['presenters', 'settings', 'ports', 'domain'],
    ],
    packages: ['node-schedule'],
    core: true,
  },
  http: {
    holds: 'webhook, health, metrics, the page',
    imports: ['ports'],
    packages: ['koa', '@koa/router', 'koa-helmet', 'prom-client'],
    core: true,
  },
  jobs: {
    holds: 'what works by itself: inbox, outbox, reminders, timetable, reports, the tick',
    imports: ['chat', 'reporting', 'commands', 'notices', 'presenters', 'ports', 'domain', 'outgoing.ts'],
    core: true,
  },
  chat: {
    holds: 'from words and presses to commands and answers',
    imports: ['reporting', 'commands', 'notices', 'presenters', 'ports', 'domain'],
    packages: ['luxon'],
  },
  reporting: { holds: 'figures of a moment and a span, made into reports', imports: ['presenters', 'ports', 'domain'] },
  commands: {
    holds: 'one file for each thing a person can do: one decision, one record',
    imports: ['notices', 'presenters', 'ports', 'domain'],
  },
  notices: { holds: 'who is told what of an event', imports: ['presenters', 'ports', 'domain'] },
  'platform/lark': {
    holds: 'Feishu: formats, signatures, limits, error codes',
    imports: ['platform', 'presenters', 'ports', 'domain', 'log.ts', 'outgoing.ts'],
    packages: ['@larksuiteoapi/node-sdk', 'koa'],
    core: true,
  },
  'platform/adviser': {
    holds: 'the optional language model: how it is asked, what counts as its answer, when it is left alone',
    imports: ['ports', 'outgoing.ts'],
    packages: ['zod'],
  },
  platform: { holds: 'what is the same for every chat platform', imports: ['ports'] },
  db: {
    holds: 'tables, queues and transactions on SQLite and PostgreSQL',
    imports: ['ports', 'domain', 'ormconfig.ts'],
    packages: ['typeorm'],
    core: true,
  },
  'ormconfig.ts': {
    holds: 'the one place that names a database driver',
    imports: ['db'],
    packages: ['typeorm'],
    core: true,
  },
  'log.ts': { holds: 'the log, and what never stands in it', imports: ['ports'], packages: ['pino'] },
  'outgoing.ts': { holds: 'every call to the outside ends within its limit', imports: [] },
  ports: { holds: 'what the inner rooms ask of the outer ones', imports: ['presenters', 'domain'] },
  presenters: { holds: 'all words people read: texts, cards, reports', imports: ['domain'] },
  settings: {
    holds: 'environment, configuration files and the learned model, read and checked',
    imports: ['understanding', 'domain'],
    packages: ['zod', 'yaml', 'luxon'],
    core: true,
  },
  understanding: {
    holds: 'reads what people write: models, what they learned, how they learn; no input or output',
    imports: ['domain'],
  },
  domain: {
    holds: 'the rules: pure, no input or output, no clock of its own',
    imports: [],
    packages: ['luxon', 'cron-parser'],
  },
  web: {
    holds: 'the sandbox page: Vue, knows only the control API of the fake Feishu',
    imports: ['fakeLark'],
    packages: ['vue', 'vite', '@vitejs/plugin-vue'],
    core: true,
  },
  fakeLark: {
    holds: 'a Feishu to try and test against, without anything of the bot',
    imports: [],
    packages: ['zod', 'yaml', '@koa/router'],
    core: true,
  },
};

/** Where a room lies: a folder of src, a file in it, or a file of the top level. */
export function placeOf(room: string): string {
  if (room === 'ormconfig.ts') return '^ormconfig\\.ts$';
  if (room.endsWith('.ts')) return `^src/${room.replace('.', '\\.')}$`;
  // What lies in a room of its own within this one is not of this one.
  const inner = Object.keys(rooms).filter((other) => other.startsWith(`${room}/`));
  const without = inner.map((other) => `(?!${other.slice(room.length + 1)}/)`).join('');
  return `^src/${room}/${without}`;
}
