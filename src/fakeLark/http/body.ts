import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from '../errors.ts';

/** The raw body; HTTP 413 above the limit. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new ApiError(413, 'request entity too large', { status: 413 });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  json: unknown,
  headers: Record<string, string> = {},
): void {
  sendBytes(response, status, {
    bytes: Buffer.from(JSON.stringify(json ?? {})),
    type: 'application/json; charset=utf-8',
    headers,
  });
}

interface Content {
  bytes: Buffer;
  type: string;
  headers?: Record<string, string>;
}

export function sendBytes(response: ServerResponse, status: number, { bytes, type, headers = {} }: Content): void {
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length, ...headers });
  response.end(bytes);
}
