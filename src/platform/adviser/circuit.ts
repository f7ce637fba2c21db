import type { AdviceOutcome } from '../../ports/adviser.ts';
import type { Clock, Log } from '../../ports/index.ts';

/** After so many failures in a row it is left alone for so long. */
const failuresBefore = 3;
const restMs = 300_000;

const failures: ReadonlySet<AdviceOutcome> = new Set(['late', 'malformed', 'down']);

interface Circuit {
  mayAsk(): boolean;
  /** A question is under way; `tried` follows. */
  begun(): void;
  tried(outcome: AdviceOutcome): void;
}

/**
 * Leaves alone what does not answer: otherwise every unsure appeal waits for nothing. After its rest one question tries
 * it, and the others are asked when that one was answered. The log tells when a rest begins and when it was the last.
 */
export function circuit(clock: Clock, log: Log): Circuit {
  let failed = 0;
  let restsFrom: number | undefined;
  let trying = false;
  const isOver = (from: number, now: number) => now >= from + restMs || now < from; // a clock may be set back
  return {
    mayAsk: () => restsFrom === undefined || (!trying && isOver(restsFrom, clock.now().getTime())),
    begun() {
      trying = restsFrom !== undefined;
    },
    tried(outcome) {
      trying = false;
      if (!failures.has(outcome)) {
        if (restsFrom !== undefined) log.info({}, 'the language model answers again');
        [failed, restsFrom] = [0, undefined];
        return;
      }
      failed += 1;
      if (failed < failuresBefore) return;
      if (restsFrom === undefined)
        log.warn({ outcome, restSeconds: restMs / 1_000 }, 'the language model is left alone for a while');
      restsFrom = clock.now().getTime();
    },
  };
}
