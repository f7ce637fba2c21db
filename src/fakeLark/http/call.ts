import { invalidField } from '../errors.ts';
import type { World } from '../world.ts';
import type { Part } from './multipart.ts';

/** One authenticated call of the open platform. */
export interface Call {
  world: World;
  /** Path parameters in order. */
  params: string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
  parts?: Part[];
}

export interface Reply {
  /** Goes under `data`, unless `top` puts it at the top level. */
  data?: unknown;
  top?: Record<string, unknown>;
  bytes?: Buffer;
  contentType?: string;
  /** A message was created: at this point a connection may be reset on purpose. */
  created?: boolean;
}

/** A text of the body; throws 99992402 when it is missing. */
export function textField(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw invalidField(name);
  return value;
}

/** The page of a list that `page_size` (≤100) and `page_token` ask for. */
export function pageOf<T>(items: T[], query: URLSearchParams): { items: T[]; has_more: boolean; page_token: string } {
  const size = Number(query.get('page_size') ?? 20);
  const from = Number(query.get('page_token') || 0);
  if (!Number.isInteger(size) || size < 1 || size > 100) throw invalidField('page_size');
  if (!Number.isInteger(from) || from < 0) throw invalidField('page_token');
  const more = from + size < items.length;
  return { items: items.slice(from, from + size), has_more: more, page_token: more ? String(from + size) : '' };
}
