import type { IncomingMessage } from 'node:http';
import Router from '@koa/router';
import { localOnly } from './localOnly.ts';
import { serveFile } from './pages.ts';
import { proxy } from './proxy.ts';

export interface SandboxOptions {
  /** Where Vite put the page (base `/sandbox/`). */
  pageDir: string;
  /** Origin of the fake Feishu, such as `http://127.0.0.1:40123`. */
  fakeLarkUrl: string;
  /** 【重新开始】: forgets chats, appeals and clock on both sides. */
  restart(): Promise<void>;
  /**
   * Moves time forward as asked (`Advance` of the control API); resolves with the new time, or with the reason why time
   * was not moved.
   */
  advance(ask: unknown): Promise<{ now: string } | { refused: string }>;
}

/** Longer than any valid request. */
const bodyLimit = 10_000;

/** The page at `/sandbox` and the control API of the fake Feishu behind it, for browsers on this machine only. */
export function sandboxRoutes({
  pageDir,
  fakeLarkUrl,
  restart,
  advance,
}: SandboxOptions): ReturnType<Router['routes']> {
  const router = new Router();
  router.use(localOnly);
  router.post('/sandbox/api/restart', async (ctx) => {
    await restart();
    ctx.body = {};
  });
  router.post('/sandbox/api/advance', async (ctx) => {
    const moved = await advance(await readAsk(ctx.req));
    if ('refused' in moved) ctx.status = 400;
    ctx.body = 'refused' in moved ? { error: moved.refused } : moved;
  });
  router.all('/sandbox/api/{*path}', (ctx) => proxy(ctx, fakeLarkUrl));
  router.get(['/sandbox', '/sandbox/{*path}'], async (ctx) => {
    if (await serveFile(ctx, pageDir, ctx.params.path ?? '')) return;
    if (ctx.params.path) return;
    ctx.status = 503;
    ctx.type = 'text/plain; charset=utf-8';
    ctx.body = 'The page is not built yet. Run: npx vite build -c src/web/vite.config.ts\n';
  });
  return router.routes();
}

/** The JSON of the body; undefined when the body is not JSON. */
async function readAsk(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) if (text.length < bodyLimit) text += chunk;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
