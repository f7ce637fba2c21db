import type { IncomingMessage } from 'node:http';

/** For how long, and how much of, an oversized body is read and thrown away before the sender is answered. */
const DRAIN_MS = 10_000;
const DRAIN_BYTES = 64 * 1024 * 1024;

export type Body = Buffer | 'too_large' | 'aborted';

/**
 * The raw bytes of a request. A body above the limit is drained first: a socket closed with unread bytes is reset,
 * and the sender would never see the 413.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let drain: NodeJS.Timeout | undefined;
    const finish = (body: Body) => {
      clearTimeout(drain);
      resolve(body);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else drain ??= setTimeout(finish, DRAIN_MS, 'too_large');
      if (size > DRAIN_BYTES) finish('too_large');
    });
    request.on('end', () => finish(size > limit ? 'too_large' : join(chunks)));
    request.on('close', () => finish('aborted'));
    request.on('error', () => finish('aborted'));
  });
}

function join(chunks: Buffer[]): Buffer {
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}
