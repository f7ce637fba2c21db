import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SandboxPerson, SandboxPush } from './api.ts';
import { addInitialChats } from './chats/groups.ts';
import { type Control, createControl } from './control/control.ts';
import { serveControl } from './control/controlApi.ts';
import { ApiError } from './errors.ts';
import { createWebhookSender, type WebhookSender } from './events/webhookSender.ts';
import { sendJson } from './http/body.ts';
import { serveOpenApi } from './http/openApi.ts';
import { createLimiter } from './http/rateLimit.ts';
import { createTokens } from './http/tokens.ts';
import { createFileBytes } from './messages/fileBytes.ts';
import { createSaver, readState, type Saver } from './state.ts';
import type { InitialChat, World } from './world.ts';

export interface FakeLarkOptions {
  /** 0 or absent: any free port. It listens on 127.0.0.1 only. */
  port?: number;
  now(): Date;
  /** Lets the control API set the clock. */
  setNow?: (at: Date) => void;
  appId: string;
  appSecret: string;
  encryptKey: string;
  verificationToken: string;
  webhookUrl?: string;
  people: readonly SandboxPerson[];
  chats: readonly InitialChat[];
  /** Chats, messages and unanswered events survive in this JSON file; uploads beside it. */
  stateFile?: string;
  bot: { openId: string; name: string };
  rateLimits?: boolean;
  /** Events are sent unencrypted and unsigned. */
  plaintext?: boolean;
  /** As with the scope im:message.group_msg: the bot also gets group messages that do not mention it. */
  hearsEverything?: boolean;
  /** How long the bot may take to answer, real ms; 3000 as on the platform. */
  webhookTimeoutMs?: number;
}

export interface FakeLark extends Control {
  url: string;
  port: number;
  setWebhookUrl(url: string | undefined): void;
  /** Repeats the events whose next attempt is due by the injected clock. */
  tick(): Promise<void>;
  /** Resolves when no event is on its way to the bot. */
  idle(): Promise<void>;
  /** Writes the state and ends all connections. */
  close(): Promise<void>;
}

/** Starts a Feishu open platform on 127.0.0.1 that the unmodified SDK can talk to; docs/develop/feishu.md#fake. */
export async function startFakeLark(options: FakeLarkOptions): Promise<FakeLark> {
  const { world, saver } = createWorld(options);
  const control = createControl(world);
  const server = createServer((request, response) => {
    serve(world, control, { request, response }).catch((error: Error) => broken(error, response));
  });
  const port = await listen(server, options.port ?? 0);
  return {
    ...control,
    port,
    url: `http://127.0.0.1:${port}`,
    setWebhookUrl: world.sender.setUrl,
    tick: world.sender.tick,
    idle: world.sender.idle,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await saver.flush();
    },
  };
}

function createWorld(options: FakeLarkOptions): { world: World; saver: Saver } {
  const { now, setNow, appId, appSecret, verificationToken, bot, people, chats, stateFile } = options;
  const listeners = new Set<(event: SandboxPush) => void>();
  const saver = createSaver(stateFile, () => world.data);
  const world: World = {
    ...{ now, setNow, appId, appSecret, verificationToken, bot, people, initialChats: chats },
    hearsEverything: options.hearsEverything ?? false,
    data: readState(stateFile),
    bytes: createFileBytes(stateFile),
    tokens: createTokens(now),
    limiter: createLimiter(now, options.rateLimits ?? true),
    sender: sender(options, () => world, saver),
    faults: {},
    cardTokens: new Map(),
    calls: [],
    changed: () => saver.soon(),
    push(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  addInitialChats(world);
  return { world, saver };
}

function sender(options: FakeLarkOptions, world: () => World, saver: Saver): WebhookSender {
  const { now, encryptKey, plaintext = false, webhookTimeoutMs: timeoutMs = 3000 } = options;
  const changed = () => saver.soon();
  const made = createWebhookSender({
    now,
    encryptKey,
    plaintext,
    timeoutMs,
    changed,
    deliveries: () => world().data.deliveries,
  });
  made.setUrl(options.webhookUrl);
  return made;
}

async function serve(
  world: World,
  control: Control,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake-lark');
  if (url.pathname.startsWith('/sandbox/api/')) return serveControl({ world, control }, request, response);
  return serveOpenApi(world, request, response, url);
}

/** Answers a request that is too large or broken off, or a fault of the fake Feishu itself. */
function broken(error: Error, response: ServerResponse): void {
  if (response.headersSent || response.destroyed) return;
  const status = error instanceof ApiError ? error.status : 500;
  if (status === 500) console.error(error);
  sendJson(response, status, { code: status, msg: error.message }, { connection: 'close' });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
