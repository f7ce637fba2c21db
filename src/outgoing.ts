/** The answer to one outgoing call. */
export interface Answered {
  status: number;
  /** 200–299. */
  ok: boolean;
  headers: Headers;
  text: string;
}

export interface CallLimits {
  /** For connection, request, headers and the whole body together. */
  limitMs: number;
  /** Largest body that is read; default 4 MiB, far above any answer we need. */
  mostBytes?: number;
  /** Keeps the time; default: this process's timer. */
  timer?: Timer;
}

/** Calls `late` after so many ms, unless what it gives is called before. */
export type Timer = (ms: number, late: () => void) => () => void;

const realTimer: Timer = (ms, late) => {
  const timer = setTimeout(late, ms);
  return () => clearTimeout(timer);
};

const MOST_BYTES = 4 * 1024 * 1024;

/** The answer came too late or was too long. `code` is for logs; it contains nothing of the request. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
  readonly code: 'TIMEOUT' | 'TOO_LARGE';

  constructor(code: NoAnswer['code']) {
    super(code);
    this.code = code;
  }
}

/**
 * One outgoing call. It ends within its limit whatever the other side does, because we keep the time ourselves:
 * aborting fetch is not enough, since on Node 20 an abort can get lost while a body stalls. A redirect is returned like
 * any other answer unless `init` says to follow it: only the named address may get a token.
 */
export async function answerTo(
  url: string | URL,
  init: Omit<RequestInit, 'signal'>,
  { limitMs, mostBytes = MOST_BYTES, timer = realTimer }: CallLimits,
): Promise<Answered> {
  const giveUp = new AbortController();
  let inTime = () => {};
  const late = new Promise<never>((_resolve, reject) => {
    inTime = timer(limitMs, () => reject(new NoAnswer('TIMEOUT')));
  });
  const asked = fetch(url, { redirect: 'manual', ...init, signal: giveUp.signal }).then(async (response) => {
    const { status, ok, headers } = response;
    return { status, ok, headers, text: await textOf(response, mostBytes) };
  });
  try {
    return await Promise.race([asked, late]);
  } catch (error) {
    asked.catch(() => undefined); // nobody waits for it any more
    giveUp.abort();
    throw error;
  } finally {
    inTime();
  }
}

async function textOf({ body }: Response, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > mostBytes) throw new NoAnswer('TOO_LARGE');
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
