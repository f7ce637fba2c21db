import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { Context } from 'koa';

/** Belong to one connection, not to the message (RFC 9110 §7.6.1). */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** Hands the request to `base` with the same path and streams both ways, so that Server-Sent Events pass as they come. */
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
  // An EventSource counts as open once it has the headers, not only with the first event.
  ctx.flushHeaders();
}

function forward(ctx: Context, base: URL): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method, url: path } = ctx;
    const headers = { ...endToEnd(ctx.headers), host: base.host };
    const upstream = request({ host: base.hostname, port: base.port, method, path, headers }, resolve);
    upstream.on('error', reject);
    // A page that is closed must not leave its stream of events open behind us.
    ctx.res.on('close', () => upstream.destroy());
    ctx.req.pipe(upstream);
  });
}

function endToEnd(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(([name, value]) => value !== undefined && !HOP_BY_HOP.includes(name));
  return Object.fromEntries(kept) as Record<string, string | string[]>;
}
