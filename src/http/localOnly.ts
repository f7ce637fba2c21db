import type { Context, Next } from 'koa';

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses requests that a foreign web page makes a browser on this machine send: a name rebound to 127.0.0.1 is visible
 * in `Host`, a cross-site POST in `Origin`.
 */
export async function localOnly(ctx: Context, next: Next): Promise<void> {
  const origin = ctx.get('Origin');
  if (isLocal(`http://${ctx.get('Host')}`) && (origin === '' || isLocal(origin))) return next();
  ctx.status = 403;
  ctx.body = { error: 'only from this machine' };
}

function isLocal(url: string): boolean {
  return URL.canParse(url) && LOCAL.has(new URL(url).hostname);
}
