import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { dataSource } from '../../ormconfig.ts';
import { type App, type AppOptions, startApp } from '../../src/app/app.ts';
import type { Database } from '../../src/db/database.ts';
import type { Person } from '../../src/domain/people/contacts.ts';
import { taskForce, townPrefix } from '../../src/domain/rules.ts';
import type { SandboxMessage } from '../../src/fakeLark/api.ts';
import { type FakeLark, type FakeLarkOptions, startFakeLark } from '../../src/fakeLark/fakeLark.ts';
import { privateChatId } from '../../src/fakeLark/ids.ts';
import { type LarkSettings, readRules } from '../../src/settings/settings.ts';
import { serve } from './bots.ts';
import { type Place, silent } from './databases.ts';

const { rules, calendar } = readRules('config');

/** Friday, a working morning. */
const morning = '2026-11-20T10:00:00+08:00';
export const forces = [1, 2, 3, 4, 5, 6];
export const specialists = ['阳光', '清泉', '石桥', '柳湾', '东塘', '西岭', '南渡', '北坝', '上林', '下沙'].map(
  (town, index) => ({ openId: `ou_specialist_${index}`, name: `${town}镇专员`, unit: `${townPrefix}${town}镇` }),
);
export const specialist = 'ou_specialist_0';
export const liaison = 'ou_liaison_3';
export const leader = 'ou_leader';
export const forceGroup = 'oc_force_3';
export const appealText = `@{${liaison}} 宏泰机械有限公司反映，申请变压器增容两个月未批复，联系人张经理 13900000001`;

function people(): Person[] {
  return [
    ...specialists.map(({ openId, name, unit }) => ({
      id: openId.slice(3),
      openId,
      name,
      memberships: [{ role: 'specialist' as const, unit }],
    })),
    ...forces.map((number) => ({
      id: `liaison_${number}`,
      openId: `ou_liaison_${number}`,
      name: `${taskForce(rules, number).name}专班联络员`,
      memberships: [{ role: 'liaison' as const, taskForce: number, unit: taskForce(rules, number).leadUnit }],
    })),
    { id: 'leader', openId: leader, name: '区领导', memberships: [{ role: 'leader' as const }] },
  ];
}

/** A bot in this process, behind a real HTTP server. */
export interface Bot extends App {
  url: string;
}

/** A district on a fake Feishu of the platform and a database that outlive the bots; the test owns the time. */
export interface Desk {
  readonly fakeLark: FakeLark;
  lark: LarkSettings;
  databaseUrl: string;
  now(): Date;
  forward(seconds: number): void;
  /** Starts a bot in this process and points the platform's events at it. */
  start(options?: Partial<AppOptions>): Promise<Bot>;
  /** A specialist submits an appeal in the private chat; gives the message id. */
  submits(text?: string, as?: string): string;
  /** What the bot said in this chat, or privately to this person. */
  heardBy(chatOrPerson: string): SandboxMessage[];
  /** uuids of all messages that the platform was asked to create, repeats included. */
  uuids(): string[];
  rows<Row>(sql: string): Promise<Row[]>;
  /** Nobody listens at the platform's address any more, until what it gives is called. */
  platformGone(): Promise<() => Promise<void>>;
  /** Ends the bot, the fake Feishu and the database. */
  end(): Promise<void>;
}

export interface DeskOptions {
  /** When it opens; else on a working morning. */
  at?: Date;
  /** The clock goes on by itself. */
  running?: boolean;
}

export async function openDesk(
  place: Place,
  { at = new Date(morning), running = false }: DeskOptions = {},
): Promise<Desk> {
  let time = at.getTime();
  const opened = Date.now();
  const now = () => new Date(time + (running ? Date.now() - opened : 0));
  const keys = {
    appId: `cli_${randomBytes(8).toString('hex')}`,
    appSecret: randomBytes(16).toString('hex'),
    encryptKey: randomBytes(16).toString('hex'),
    verificationToken: randomBytes(16).toString('hex'),
  };
  const folder = await mkdtemp(join(tmpdir(), 'appeal-desk-'));
  // A loaded machine is no silent bot: what the fake Feishu waits for is real time.
  const webhookTimeoutMs = 60_000;
  const platform = { ...keys, now, webhookTimeoutMs, ...district(), stateFile: join(folder, 'chats.json') };
  let fakeLark = await startFakeLark(platform);
  await place.begin(seed);
  const lark: LarkSettings = { ...keys, baseUrl: fakeLark.url, transport: 'webhook' };
  const database = beside(place.url);
  const closing: (() => Promise<void>)[] = [];
  return {
    ...{ lark, now, databaseUrl: place.url },
    get fakeLark() {
      return fakeLark;
    },
    forward(seconds) {
      time += seconds * 1000;
    },
    async start(more) {
      const common = { lark, databaseUrl: place.url, administrators: [], rules, calendar, log: silent };
      const app = await startApp({ ...common, clock: { now }, ...more });
      const server = await serve(app.handle);
      fakeLark.setWebhookUrl(`${server.url}/webhook/lark`);
      const close = async () => {
        await server.close();
        await app.close();
      };
      closing.push(close);
      return { ...app, url: server.url, close };
    },
    submits: (text = appealText, as = specialist) => fakeLark.say({ as, chat: 'bot', text }).messageIds[0] ?? '',
    heardBy: (id) => fakeLark.messages(id.startsWith('ou_') ? privateChatId(id) : id).messages.filter(isBots),
    uuids: () => fakeLark.calls().flatMap(({ method, path, body }) => (isCreation(method, path) ? uuidOf(body) : [])),
    rows: database.rows,
    async platformGone() {
      const { port } = fakeLark;
      await fakeLark.close();
      return async () => {
        fakeLark = await startFakeLark({ ...platform, port });
      };
    },
    async end() {
      for (const close of closing) await close();
      await fakeLark.close();
      await database.close();
      await place.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function district(): Pick<FakeLarkOptions, 'people' | 'chats' | 'bot'> {
  const everybody = people().map(({ openId = '', name }, index) => ({
    ...{ openId, name, label: name },
    mobile: `1390000${String(index).padStart(4, '0')}`,
  }));
  const chats = forces.map((number) => ({
    chatId: `oc_force_${number}`,
    name: `${taskForce(rules, number).name}专班`,
    members: [`ou_liaison_${number}`],
    botIsMember: true,
    external: false,
  }));
  return { people: everybody, chats, bot: { openId: 'ou_bot', name: '诉求管家' } };
}

async function seed(database: Database): Promise<void> {
  await database.transact(async (store) => {
    for (const person of people()) await store.savePerson(person);
    for (const number of forces) {
      const id = `oc_force_${number}`;
      await store.saveChat({ id, name: id, external: false, alive: true, bindings: [] });
      await store.bind(id, { kind: 'task-force', taskForce: number });
    }
  });
}

const isBots = ({ senderIsBot }: SandboxMessage) => senderIsBot;

function isCreation(method: string, path: string): boolean {
  return method === 'POST' && path.startsWith('/open-apis/im/v1/messages');
}

function uuidOf(body: unknown): string[] {
  return [(body as { uuid?: string }).uuid ?? ''];
}

/** A connection of the test's own, opened when it is first asked. */
function beside(url: string) {
  let source: Promise<DataSource> | undefined;
  return {
    async rows<Row>(sql: string): Promise<Row[]> {
      source ??= dataSource(url, { poolSize: 1 }).initialize();
      return (await source).query(sql);
    },
    close: async () => (await source)?.destroy(),
  };
}

/** What a reader sees first: the title of a card, or the words of a text. */
export function headOf({ content }: SandboxMessage): string {
  const { header, text } = content as { header?: { title?: { content?: string } }; text?: string };
  return header?.title?.content ?? text ?? '';
}

/** The value of the card's button of this name, as its press sends it; undefined when it has none. */
export function buttonOf({ content }: SandboxMessage, label: string): unknown {
  const found = find(content, (one) => one.tag === 'button' && textOf(one) === label);
  return (found?.behaviors as { value: unknown }[] | undefined)?.[0]?.value;
}

type Json = Record<string, unknown>;

function textOf({ text }: Json): unknown {
  return (text as Json | undefined)?.content;
}

function find(node: unknown, wanted: (one: Json) => boolean): Json | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if (wanted(node as Json)) return node as Json;
  for (const child of Object.values(node)) {
    const found = find(child, wanted);
    if (found) return found;
  }
  return undefined;
}
