import Router from '@koa/router';
import { localOnly } from './localOnly.ts';
import { serveFile } from './pages.ts';
import { proxy } from './proxy.ts';

export interface SandboxOptions {
  /** Where Vite put the page (base `/sandbox/`). */
  pageDir: string;
  /** Origin of the stand-in, such as `http://127.0.0.1:40123`. */
  standInUrl: string;
  /** 【重新开始】: forgets chats, appeals and clock on both sides. */
  restart(): Promise<void>;
}

/** The page at `/sandbox` and the control API of the stand-in behind it, for browsers on this machine only. */
export function sandboxRoutes({ pageDir, standInUrl, restart }: SandboxOptions): ReturnType<Router['routes']> {
  const router = new Router();
  router.use(localOnly);
  router.post('/sandbox/api/restart', async (ctx) => {
    await restart();
    ctx.body = {};
  });
  router.all('/sandbox/api/{*path}', (ctx) => proxy(ctx, standInUrl));
  router.get(['/sandbox', '/sandbox/{*path}'], async (ctx) => {
    if (await serveFile(ctx, pageDir, ctx.params.path ?? '')) return;
    if (ctx.params.path) return;
    ctx.status = 503;
    ctx.type = 'text/plain; charset=utf-8';
    ctx.body = 'The page is not built yet. Run: npx vite build -c src/web/vite.config.ts\n';
  });
  return router.routes();
}
