import { z } from 'zod';
import type { Click, Faults, NewGroup, Redeliver, Say } from '../api.ts';
import { ControlRefusal } from '../errors.ts';

const saySchema = z.object({
  as: z.string(),
  chat: z.string(),
  text: z.string().max(150_000).optional(),
  asPost: z.boolean().optional(),
  attachments: z
    .array(z.object({ type: z.enum(['image', 'file', 'audio', 'media']), name: z.string().min(1) }))
    .optional(),
  replyTo: z.string().optional(),
  inThread: z.boolean().optional(),
});
const clickSchema = z.object({
  as: z.string(),
  messageId: z.string(),
  value: z.unknown(),
  form: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
});
const groupSchema = z.object({
  as: z.string(),
  name: z.string(),
  members: z.array(z.string()),
  external: z.boolean().optional(),
});
const redeliverSchema = z.object({ messageId: z.string(), newEventId: z.boolean() });
const count = z.number().int().min(0).optional();
const faultsSchema = z.strictObject({
  latencyMs: count,
  serverErrors: count,
  resetAfterCreate: count,
  revokeToken: z.boolean().optional(),
  tooMany: count,
  resetSeconds: count,
  truncated: count,
  html: count,
  code: count,
  codeMsg: z.string().optional(),
  codeCount: count,
  dlp: z.boolean().optional(),
  silent: count,
  halfBody: count,
  redirects: count,
  tokenSilent: count,
  tokenHalfBody: count,
  tokenErrors: count,
  only: z
    .strictObject({
      to: z.array(z.string()),
      answer: z.union([z.literal(500), z.literal(429)]).optional(),
      slowMs: count,
    })
    .optional(),
});

export const readSay = (body: unknown): Say => read(saySchema, body);
export const readClick = (body: unknown): Click => read(clickSchema, body);
export const readGroup = (body: unknown): NewGroup => read(groupSchema, body);
export const readRedeliver = (body: unknown): Redeliver => read(redeliverSchema, body);
export const readFaults = (body: unknown): Faults => read(faultsSchema, body);

/** A required text of the body. */
export function textOf(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new ControlRefusal(`缺少 ${name}。`);
  return value;
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path }) => path.join('.') || '请求体');
  throw new ControlRefusal(`请求内容不对：${[...new Set(fields)].join('、')}。`);
}
