import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import type { Context } from 'koa';

/** Vite's files have a hash in their name; only the page that names them must be fetched again. */
const CACHE = { page: 'no-cache', asset: 'public, max-age=31536000, immutable' };

/**
 * Serves one file of `dir`; '' is index.html. False when there is no such file, and for anything outside `dir` (through
 * `..`, an encoded slash or a NUL byte).
 */
export async function serveFile(ctx: Context, dir: string, name: string): Promise<boolean> {
  const root = resolve(dir);
  const file = resolve(root, name === '' ? 'index.html' : name);
  if (!file.startsWith(root + sep) || file.includes('\0')) return false;
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return false;
  const isPage = extname(file) === '.html';
  ctx.set('Cache-Control', isPage ? CACHE.page : CACHE.asset);
  ctx.type = extname(file);
  ctx.length = found.size;
  ctx.body = createReadStream(file);
  return true;
}
