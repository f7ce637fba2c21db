import Router from '@koa/router';
import Koa, { type Context, type Middleware, type Next } from 'koa';
import helmet from 'koa-helmet';
import type { Log } from '../ports/index.ts';
import { type HealthChecks, readiness } from './health.ts';
import type { Metrics } from './metrics.ts';
import { type SandboxOptions, sandboxRoutes } from './sandbox.ts';

export interface HttpOptions {
  /** Answers `POST /webhook/lark` from the raw bytes; absent on the long connection. */
  webhook?: (ctx: Context) => Promise<void>;
  health: HealthChecks;
  metrics: Metrics;
  log: Log;
  /** Present only in the sandbox: its page and its control API. */
  sandbox?: SandboxOptions;
}

/**
 * The app with all its addresses (docs/operate/operation.md#addresses). Unknown paths get 404 and faults 500, both as
 * JSON without details.
 */
export function httpApp(options: HttpOptions): Koa {
  const { webhook, log, sandbox } = options;
  const app = new Koa();
  app.on('error', (error: NodeJS.ErrnoException) => {
    // A browser that closes the stream of events is not a fault.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') log.error({ error: error.name }, 'an HTTP answer broke off');
  });
  app.use(lastResort(log));
  // First, because the one busy address must not pay for the headers of pages. It answers before Koa's router is used.
  if (webhook) app.use(only('/webhook/lark', webhook));
  app.use(securityHeaders(sandbox !== undefined));
  app.use(notFound);
  if (sandbox) app.use(sandboxRoutes(sandbox));
  app.use(operatorRoutes(options).routes());
  return app;
}

function only(path: string, serve: (ctx: Context) => Promise<void>): Middleware {
  return (ctx, next) => (ctx.path === path ? serve(ctx) : next());
}

function lastResort(log: Log): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const status = statusOf(error);
      if (status >= 500) {
        const { name, stack } = error instanceof Error ? error : new Error('not an error');
        log.error({ path: ctx.path, error: name, stack }, 'an HTTP request failed');
      }
      answerJson(ctx, status, status >= 500 ? 'internal' : 'bad request');
    }
  };
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

async function notFound(ctx: Context, next: Next): Promise<void> {
  await next();
  if (ctx.status === 404 && (ctx.body === undefined || ctx.body === null)) answerJson(ctx, 404, 'not found');
}

function answerJson(ctx: Context, status: number, error: string): void {
  ctx.status = status;
  ctx.body = { error };
}

/** The sandbox is plain http on this machine: neither HSTS nor an upgrade to https may lock its page out. */
function securityHeaders(isSandbox: boolean): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: !isSandbox,
  });
}

function operatorRoutes({ health, metrics, sandbox }: HttpOptions): Router {
  const router = new Router();
  router.get('/', (ctx) => {
    if (sandbox) return ctx.redirect('/sandbox');
    ctx.type = 'text/plain; charset=utf-8';
    ctx.body = 'appeal-desk is running\n';
  });
  router.get('/healthz', (ctx) => {
    ctx.body = { ok: true };
  });
  router.get('/readyz', async (ctx) => {
    const report = await readiness(health);
    ctx.status = report.ready ? 200 : 503;
    ctx.set('Cache-Control', 'no-store');
    ctx.body = report;
  });
  router.get('/metrics', async (ctx) => {
    const { type, text } = await metrics.render();
    ctx.type = type;
    ctx.body = text;
  });
  return router;
}
