import type { Context, Next } from 'koa';

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses what a foreign web page could make a browser on this machine do: a name that was rebound to 127.0.0.1 shows
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
