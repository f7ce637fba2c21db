import { ApiError } from '../errors.ts';

/** Requests in a sliding window; refused requests do not count. */
class Window {
  private hits: number[] = [];
  readonly limit: number;
  private readonly spanMs: number;

  constructor(limit: number, spanMs: number) {
    this.limit = limit;
    this.spanMs = spanMs;
  }

  /** Milliseconds until one more fits; 0 when it fits now. A clock that was set back must not lock the window. */
  wait(now: number): number {
    const firstInside = this.hits.findIndex((hit) => hit > now - this.spanMs && hit <= now);
    this.hits = firstInside < 0 ? [] : this.hits.slice(firstInside).filter((hit) => hit <= now);
    const oldest = this.hits[this.hits.length - this.limit];
    return oldest === undefined ? 0 : oldest + this.spanMs - now;
  }

  add(now: number): void {
    this.hits.push(now);
  }
}

export interface Limiter {
  /**
   * 50 per second and 1000 per minute for each API of the app, else HTTP 429 with 99991400
   * (docs/develop/feishu.md#limits).
   */
  api(name: string): void;
  /** 5 per second to each of the targets (a chat, a person, a message), else 230020. All or none are counted. */
  targets(keys: string[]): void;
}

export function createLimiter(now: () => Date, enabled: boolean): Limiter {
  const windows = new Map<string, Window[]>();
  const windowsOf = (key: string, make: () => Window[]) => {
    const found = windows.get(key) ?? make();
    windows.set(key, found);
    return found;
  };
  return {
    api(name) {
      if (!enabled) return;
      const at = now().getTime();
      const pair = windowsOf(`api ${name}`, () => [new Window(50, 1000), new Window(1000, 60_000)]);
      for (const window of pair) {
        const wait = window.wait(at);
        if (wait > 0) throw tooMany(Math.ceil(wait / 1000), window.limit);
      }
      for (const window of pair) window.add(at);
    },
    targets(keys) {
      if (!enabled) return;
      const at = now().getTime();
      const all = [...new Set(keys)].flatMap((key) => windowsOf(`to ${key}`, () => [new Window(5, 1000)]));
      if (all.some((window) => window.wait(at) > 0)) {
        throw new ApiError(230020, 'This operation triggers the frequency limit.');
      }
      for (const window of all) window.add(at);
    },
  };
}

/** The answer above an API's limit; `resetSeconds` says how long to wait. */
export function tooMany(resetSeconds: number, limit = 50): ApiError {
  const headers = { 'x-ogw-ratelimit-limit': String(limit), 'x-ogw-ratelimit-reset': String(resetSeconds) };
  return new ApiError(99991400, 'request trigger frequency limit', { status: 429, headers });
}
