import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Timer } from '../../src/outgoing.ts';
import type { Log } from '../../src/ports/index.ts';
import { serve } from './bots.ts';

/** One request as it came to the stub. */
interface AskedOf {
  path: string;
  method: string;
  authorization?: string;
  body: string;
}

/** How the stub answers; one that does nothing leaves the line open. */
type Answer = (response: ServerResponse) => void;

/** A language model on 127.0.0.1 that says what a test wants it to say, and keeps what it was asked. */
export interface ModelStub {
  url: string;
  asked: AskedOf[];
  /** The words of people in all it was asked. */
  texts(): string[];
  answers: Answer;
  /** Resolves when so many questions have come in, each of them once its answer has begun. */
  came(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function modelStub(answers: Answer = says('{"taskForce": 3}')): Promise<ModelStub> {
  const asked: AskedOf[] = [];
  let waiting: { count: number; tell(): void }[] = [];
  const server = await serve(async (request, response) => {
    const { url: path = '', method = '', headers } = request;
    const body = await bodyOf(request);
    asked.push({ path, method, authorization: headers.authorization, body });
    stub.answers(response);
    for (const one of waiting) if (asked.length >= one.count) one.tell();
    waiting = waiting.filter(({ count }) => asked.length < count);
  });
  const stub: ModelStub = {
    ...server,
    asked,
    answers,
    texts: () => asked.map(({ body }) => JSON.parse(JSON.parse(body).messages.at(-1).content).appeal),
    came: (count) =>
      asked.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push({ count, tell: resolve });
          }),
  };
  return stub;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** A whole chat completion with this content. */
export function says(content: string): Answer {
  return sends(200, completion(content));
}

export function completion(content: string): string {
  return JSON.stringify({ id: 'c', object: 'chat.completion', choices: [{ index: 0, message: { content } }] });
}

/** Any answer at all. */
export function sends(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return (response) => void response.writeHead(status, headers).end(body);
}

/** A timer that only the test moves. */
export interface HandTimer {
  timer: Timer;
  /** Limits that were set, ms; also those that were met. */
  limits: number[];
  /** The time of everything under way is up. */
  runOut(): void;
}

export function handTimer(): HandTimer {
  const running = new Set<() => void>();
  const limits: number[] = [];
  return {
    limits,
    timer(ms, late) {
      limits.push(ms);
      running.add(late);
      return () => running.delete(late);
    },
    runOut() {
      for (const late of [...running]) late();
    },
  };
}

/** A log that keeps its lines. */
export function keptLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const keep = (facts: object, message: string) => void lines.push(JSON.stringify({ ...facts, message }));
  return { log: { info: keep, warn: keep, error: keep }, lines };
}
