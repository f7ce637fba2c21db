import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from 'koa';
import { type Answer, type AnswerOptions, MALFORMED, webhookAnswer } from './answer.ts';
import { readBody } from './body.ts';

export interface WebhookOptions extends AnswerOptions {
  /** Largest body in bytes, default 1 MiB. */
  limit?: number;
}

const LIMIT = 1024 * 1024;
const TYPE = 'application/json; charset=utf-8';
const TOO_LARGE: Answer = { status: 413, body: '{"error":"too large"}' };
const NOT_POST: Answer = { status: 405, body: '{"error":"POST only"}' };

/**
 * Koa middleware for `POST /webhook/lark`. Mount it before any body parser, because the signature covers the raw bytes.
 */
export function larkWebhook(
  options: WebhookOptions,
): (ctx: Pick<Context, 'req' | 'status' | 'body' | 'set'>) => Promise<void> {
  const serve = server(options);
  return async (ctx) => {
    const { status, body } = await serve(ctx.req);
    ctx.status = status;
    ctx.set('Content-Type', TYPE);
    if (status === 405) ctx.set('Allow', 'POST');
    if (status === 413) ctx.set('Connection', 'close');
    ctx.body = body;
  };
}

/** The same for a bare `node:http` server, which saves Koa's cost per request. */
export function larkListener(options: WebhookOptions): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const serve = server(options);
  return async (req, res) => {
    const { status, body } = await serve(req);
    const headers: Record<string, string | number> = {
      'Content-Type': TYPE,
      'Content-Length': Buffer.byteLength(body),
    };
    if (status === 405) headers.Allow = 'POST';
    if (status === 413) headers.Connection = 'close';
    res.writeHead(status, headers).end(body);
  };
}

function server(options: WebhookOptions): (req: IncomingMessage) => Promise<Answer> {
  const answer = webhookAnswer(options);
  return async (req) => {
    if (req.method !== 'POST') return NOT_POST;
    const body = await readBody(req, options.limit ?? LIMIT);
    if (typeof body !== 'string') return answer(req.headers, body);
    // Nobody reads the answer to an aborted request, but some answer is needed.
    if (body === 'aborted') return MALFORMED;
    options.count('too_large');
    return TOO_LARGE;
  };
}
