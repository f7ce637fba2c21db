import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Faults } from '../api.ts';
import { isObject } from '../cards/cardProblem.ts';
import { ApiError } from '../errors.ts';
import { concerns, cutOff, failBefore, failOnly, failSend, failToken, take } from '../faults.ts';
import { newId } from '../ids.ts';
import type { World } from '../world.ts';
import { readBody, sendBytes, sendJson } from './body.ts';
import type { Call, Reply } from './call.ts';
import { type Part, readMultipart } from './multipart.ts';
import { findRoute, type Route } from './routes.ts';

const MAX_BODY = 32 * 1024 * 1024;
const KEPT_CALLS = 20_000;
const HTML_PAGE = '<!DOCTYPE html><html><body><h1>Bad gateway</h1></body></html>';

interface Outcome {
  status: number;
  json?: Record<string, unknown>;
  headers?: Record<string, string>;
  reply?: Reply;
  html?: boolean;
}

/** Answers one call of the open platform: faults, token, limits, then the endpoint itself. */
export async function serveOpenApi(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { latencyMs } = world.faults;
  // A delayed answer must not keep the process alive.
  if (latencyMs) await delay(latencyMs, undefined, { ref: false });
  const raw = await readBody(request, MAX_BODY);
  const parts = readMultipart(request.headers['content-type'] ?? '', raw);
  const body = parts ? {} : parseBody(raw);
  const only = concerns(world.faults, concernedBy(world, url, body));
  if (only?.slowMs) await delay(only.slowMs, undefined, { ref: false });
  const outcome = await answer(world, request, url, { body, parts, only });
  logCall(world, request, url, { body: parts ? describe(parts) : body, outcome });
  const isToken = url.pathname.includes('tenant_access_token');
  const cut = outcome.status === 302 ? undefined : cutOff(world.faults, isToken);
  if (cut) writePart(response, outcome, cut);
  else write(world, response, outcome);
}

/** The chats and people a call is about: for a message, its chat and the person of a private chat. */
function concernedBy({ data }: World, { pathname }: URL, { receive_id }: Record<string, unknown>): string[] {
  const ids = pathname.split('/');
  const privatelyWith = (id: string) => {
    const chat = data.chats.get(id);
    return chat?.kind === 'private' ? chat.members : [];
  };
  const chats = [...ids.flatMap((id) => data.messages.get(id)?.chatId ?? []), String(receive_id ?? '')];
  return [...ids, ...chats, ...chats.flatMap(privatelyWith)];
}

/** Writes nothing or half of the answer, and leaves the connection open. */
function writePart(response: ServerResponse, { json }: Outcome, cut: 'silent' | 'halfBody'): void {
  if (cut === 'silent') return;
  const bytes = Buffer.from(JSON.stringify(json ?? {}));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.write(bytes.subarray(0, bytes.length / 2));
}

async function answer(
  world: World,
  request: IncomingMessage,
  url: URL,
  { body, parts, only }: { body: Record<string, unknown>; parts?: Part[]; only: Faults['only'] },
): Promise<Outcome> {
  const logId = newId('');
  try {
    const { route, params } = findRoute(request.method ?? 'GET', url.pathname);
    if (!route.open && failBefore(world.faults)) return { status: 200, html: true };
    if (route.open) failToken(world.faults);
    else admit(world, request, route);
    failOnly(only);
    const call: Call = { world, params, query: url.searchParams, body, parts };
    const reply = await route.handle(call);
    const json = reply.top ? { code: 0, msg: 'ok', ...reply.top } : { code: 0, msg: 'success', data: reply.data };
    return { status: 200, json, reply, headers: { 'x-tt-logid': logId } };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const json = { code: error.code, msg: error.message, error: { log_id: logId } };
    return { status: error.status, json, headers: { ...error.headers, 'x-tt-logid': logId } };
  }
}

function admit(world: World, request: IncomingMessage, route: Route): void {
  world.tokens.check(request.headers.authorization);
  world.limiter.api(route.name);
  if (route.sends) failSend(world.faults);
}

function write(world: World, response: ServerResponse, { status, json, headers, reply, html }: Outcome): void {
  if (reply?.created && take(world.faults, 'resetAfterCreate')) {
    response.socket?.resetAndDestroy();
  } else if (html) {
    sendBytes(response, 200, { bytes: Buffer.from(HTML_PAGE), type: 'text/html; charset=utf-8' });
  } else if (reply?.bytes) {
    sendBytes(response, 200, { bytes: reply.bytes, type: reply.contentType ?? 'application/octet-stream', headers });
  } else if (reply && json?.tenant_access_token === undefined && take(world.faults, 'truncated')) {
    const text = JSON.stringify(json);
    sendBytes(response, status, {
      bytes: Buffer.from(text.slice(0, text.length / 2)),
      type: 'application/json',
      headers,
    });
  } else {
    sendJson(response, status, json, headers);
  }
}

function parseBody(raw: Buffer): Record<string, unknown> {
  if (raw.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(raw.toString('utf8'));
    return isObject(parsed) ? parsed : {};
  } catch {
    return {}; // the endpoint then reports missing fields
  }
}

function logCall(
  world: World,
  request: IncomingMessage,
  url: URL,
  { body, outcome }: { body: unknown; outcome: Outcome },
): void {
  const { calls } = world;
  calls.push({
    n: (calls.at(-1)?.n ?? 0) + 1,
    at: world.now().toISOString(),
    method: request.method ?? 'GET',
    path: url.pathname + url.search,
    body: withoutSecrets(body),
    status: outcome.status,
    code: Number(outcome.json?.code ?? 0),
  });
  if (calls.length > KEPT_CALLS) calls.splice(0, calls.length - KEPT_CALLS / 2);
}

function withoutSecrets(body: unknown): unknown {
  if (!isObject(body)) return body;
  const { app_secret: _secret, token: _cardToken, ...rest } = body;
  return rest;
}

function describe(parts: Part[]): Record<string, unknown> {
  return Object.fromEntries(
    parts.map(({ name, filename, bytes }) => [
      name,
      filename === undefined ? bytes.toString('utf8').slice(0, 200) : { filename, size: bytes.length },
    ]),
  );
}
