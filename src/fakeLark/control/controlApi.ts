import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject } from '../cards/cardProblem.ts';
import { ApiError, ControlRefusal } from '../errors.ts';
import { readBody, sendBytes, sendJson } from '../http/body.ts';
import { routeTable } from '../http/routeTable.ts';
import type { World } from '../world.ts';
import type { Control } from './control.ts';
import { readClick, readFaults, readGroup, readRedeliver, readSay, textOf } from './controlBodies.ts';

const PREFIX = '/sandbox/api/';
const HEARTBEAT_MS = 20_000;

interface ControlCall {
  params: string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
}
type Answerer = (control: Control, asked: ControlCall) => unknown;

/** Calls without a result answer `{}`. */
const table: Record<string, Answerer> = {
  'GET /state': (control) => control.state(),
  'GET /chats/:id/messages': (control, { params, query }) => control.messages(params[0] ?? '', afterOf(query)),
  'GET /calls': (control, { query }) => control.calls(afterOf(query)),
  'POST /say': (control, { body }) => control.say(readSay(body)),
  'POST /click': (control, { body }) => control.click(readClick(body)),
  'POST /groups': (control, { body }) => control.createGroup(readGroup(body)),
  'POST /groups/:id/add-bot': (control, { params, body }) => control.addBot(params[0] ?? '', textOf(body, 'as')),
  'POST /groups/:id/remove-bot': (control, { params, body }) => control.removeBot(params[0] ?? '', textOf(body, 'as')),
  'POST /groups/:id/disband': (control, { params, body }) => control.disband(params[0] ?? '', textOf(body, 'as')),
  'POST /recall': (control, { body }) => control.recall(textOf(body, 'as'), textOf(body, 'messageId')),
  'POST /enter': (control, { body }) => control.enter(textOf(body, 'as')),
  'POST /fail': (control, { body }) => control.fail(readFaults(body)),
  'POST /redeliver': (control, { body }) => control.redeliver(readRedeliver(body)),
  'POST /challenge': (control) => control.challenge(),
  'POST /clock': (control, { body }) =>
    control.setClock(new Date(textOf(body, 'now')), 'movingTo' in body ? textOf(body, 'movingTo') : undefined),
  'POST /reset': (control) => control.reset(),
};

const rowOf = routeTable(table, '/sandbox/api');

/** Answers one call of the control API (api.ts). */
export async function serveControl(
  { world, control }: { world: World; control: Control },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake-lark');
  const path = url.pathname.slice(PREFIX.length);
  if (request.method === 'GET' && path === 'events') return streamEvents(control, response);
  try {
    const file = /^files\/([\w-]+)$/.exec(path)?.[1];
    if (request.method === 'GET' && file) return await sendFile(world, file, response);
    const { answer, params } = find(request.method ?? 'GET', url.pathname);
    const body = readJson(await readBody(request, 1024 * 1024));
    sendJson(response, 200, (await answer(control, { params, query: url.searchParams, body })) ?? {});
  } catch (error) {
    if (!(error instanceof ControlRefusal) && !(error instanceof ApiError)) throw error;
    sendJson(response, error.status, { error: error.message });
  }
}

function find(method: string, path: string): { answer: Answerer; params: string[] } {
  const found = rowOf(method, path);
  if (!found) throw new ControlRefusal('没有这个接口。', 404);
  return { answer: found.value, params: found.params };
}

function afterOf(query: URLSearchParams): number {
  const after = Number(query.get('after') ?? 0);
  if (!Number.isInteger(after) || after < 0) throw new ControlRefusal('after 应为非负整数。');
  return after;
}

function readJson(raw: Buffer): Record<string, unknown> {
  if (raw.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(raw.toString('utf8'));
    if (isObject(parsed)) return parsed;
  } catch {
    // refused below
  }
  throw new ControlRefusal('请求体应为 JSON 对象。');
}

function streamEvents(control: Control, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  response.write(': ready\n\n');
  const stop = control.subscribe((event) => response.write(`data: ${JSON.stringify(event)}\n\n`));
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  response.on('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}

/** Sends an upload or attachment, for the page to show or save. */
async function sendFile(world: World, key: string, response: ServerResponse): Promise<void> {
  const file = world.data.files.get(key);
  if (!file) throw new ControlRefusal('没有这个文件。', 404);
  const bytes = await world.bytes.get(file);
  const headers = {
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
  };
  const type = file.kind === 'image' ? 'image/png' : 'application/octet-stream';
  sendBytes(response, 200, { bytes, type, headers });
}
