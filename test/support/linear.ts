import { runInThisContext } from 'node:vm';

type Read = (text: string) => unknown;

/** An adversarial text of any length. */
export interface Growing {
  name: string;
  of(length: number): string;
}

/** `before`, the unit again and again, `behind`. */
export function repeated(unit: string, before = '', behind = ''): Growing {
  const name = [before, `${JSON.stringify(unit)} …`, behind].filter(Boolean).join(' + ');
  return { name, of: (length) => before + unit.repeat(Math.max(1, Math.floor(length / unit.length))) + behind };
}

/** Milliseconds of this process at which a text is worth a second look. */
const cheap = 0.6;
const short = 1_200;
const factor = 8;
/** Readings that take longer by the clock are stopped, since they may never end: V8 can stop a pattern in the middle. */
const hangs = 60_000;

declare global {
  var inTime: (() => void) | undefined;
}

/**
 * The texts that cost `read` more than their length. Most cost next to nothing and are let go at once; of the others
 * eight times the length may cost 24 times as much, where a square costs 64 times: long texts leave the caches of the
 * processor, which is no fault of theirs. What counts is work, not the clock: the machine may do much else.
 */
export function superLinear(read: Read, texts: Growing[]): string[] {
  const faults: string[] = [];
  let tried = '';
  globalThis.inTime = () => {
    for (const text of texts) {
      tried = text.name;
      faults.push(...growth(read, text));
    }
  };
  try {
    runInThisContext('inTime()', { timeout: hangs });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    faults.push(`${tried}: does not end`);
  } finally {
    globalThis.inTime = undefined;
  }
  return faults;
}

function growth(read: Read, { name, of }: Growing): string[] {
  if (cost(read, of(short)) < cheap) return [];
  if (least(read, of(short)) < cheap) return [];
  if (least(read, of(factor * short)) <= 3 * factor * least(read, of(short))) return [];
  // A machine that does much else disturbs three runs in a row now and then, ten hardly ever.
  const [before, after] = [least(read, of(short), 10), least(read, of(factor * short), 10)];
  if (after <= 3 * factor * before) return [];
  return [`${name}: ${short} characters ${before.toFixed(1)} ms, ${factor * short} ${after.toFixed(0)} ms`];
}

/** The least of some runs: what disturbs a run only adds to it. */
function least(read: Read, text: string, runs = 3): number {
  return Math.min(...Array.from({ length: runs }, () => cost(read, text)));
}

/** Milliseconds of work. What the words are refused for does not matter here. */
export function cost(read: Read, text: string): number {
  const before = process.cpuUsage();
  try {
    read(text);
  } catch (error) {
    if (isTimeout(error)) throw error;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function isTimeout(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
