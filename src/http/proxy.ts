import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { Context } from 'koa';

/** Headers that belong to one connection, not to the message (RFC 9110 §7.6.1). */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/**
 * Passes the request on to `base` with the same path and streams both ways, which lets Server-Sent Events through at
 * once.
 */
export async function proxy(ctx: Context, base: string): Promise<void> {
  const answer = await forward(ctx, new URL(base)).catch(() => undefined);
  if (!answer) {
    ctx.status = 502;
    ctx.body = { error: 'the fake Feishu does not answer' };
    return;
  }
  ctx.status = answer.statusCode ?? 502;
  ctx.set(endToEnd(answer.headers));
  ctx.body = answer;
  // Sends the headers now: an EventSource is open when it has them, and the first event may come much later.
  ctx.flushHeaders();
}

function forward(ctx: Context, base: URL): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method, url: path } = ctx;
    const headers = { ...endToEnd(ctx.headers), host: base.host };
    const upstream = request({ host: base.hostname, port: base.port, method, path, headers }, resolve);
    upstream.on('error', reject);
    // When a page is closed, its stream of events to the fake Feishu must end too.
    ctx.res.on('close', () => upstream.destroy());
    ctx.req.pipe(upstream);
  });
}

function endToEnd(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(([name, value]) => value !== undefined && !HOP_BY_HOP.includes(name));
  return Object.fromEntries(kept) as Record<string, string | string[]>;
}
