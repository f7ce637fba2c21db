import { answerTo, NoAnswer, type Timer } from '../../outgoing.ts';
import type { AdviceOutcome, AdviceQuestion, Adviser } from '../../ports/adviser.ts';
import type { Clock, Log } from '../../ports/index.ts';
import { proposalIn } from './answer.ts';
import { circuit } from './circuit.ts';
import { requestFor } from './request.ts';

export interface AdviserOptions {
  /** Of an OpenAI-compatible service, without a trailing slash: `/chat/completions` follows. */
  baseUrl: string;
  apiKey: string;
  model: string;
  clock: Clock;
  log: Log;
  /** Counts one question by its outcome. */
  count(outcome: AdviceOutcome): void;
  /** Keeps the time of a call; default: this process's timer. */
  timer?: Timer;
}

/** From the connection to the end of the body; a person waits so long for his receipt at most. */
const limitMs = 2_000;
/** A press has two seconds for everything. */
const atOnceMs = 1_000;
/** An answer is some hundred bytes; what a model thinks aloud is not read. */
const mostBytes = 32 * 1024;
/** More at a time are not asked: after an outage many messages may come at once. */
const mostAtOnce = 8;

/**
 * Asks a language model (docs/decisions/0026-asking-a-language-model.md). Nothing of question, answer or key is logged;
 * every failure is the same to the asker, who goes on without.
 */
export function createAdviser(options: AdviserOptions): Adviser {
  const { clock, log, count } = options;
  const { mayAsk, begun, tried } = circuit(clock, log);
  let asking = 0;
  return {
    ready: () => mayAsk() && asking < mostAtOnce,
    async propose(question) {
      if (!mayAsk() || asking >= mostAtOnce) {
        count('spared');
        return undefined;
      }
      asking += 1;
      begun();
      const { outcome, proposal } = await ask(options, question);
      asking -= 1;
      tried(outcome);
      count(outcome);
      return proposal;
    },
  };
}

interface Asked {
  outcome: Exclude<AdviceOutcome, 'spared'>;
  proposal?: number;
}

async function ask({ baseUrl, apiKey, model, timer }: AdviserOptions, question: AdviceQuestion): Promise<Asked> {
  try {
    const init = {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(requestFor(model, question)),
    };
    const limits = { limitMs: question.atOnce ? atOnceMs : limitMs, mostBytes, timer };
    const { ok, text } = await answerTo(`${baseUrl}/chat/completions`, init, limits);
    // A redirect is not followed: only the named address gets the key and the words.
    return ok ? readAs(proposalIn(text, question.choices)) : { outcome: 'down' };
  } catch (error) {
    if (!(error instanceof NoAnswer)) return { outcome: 'down' };
    return { outcome: error.code === 'TIMEOUT' ? 'late' : 'malformed' };
  }
}

function readAs(proposal: number | 'none' | undefined): Asked {
  if (proposal === undefined) return { outcome: 'malformed' };
  return proposal === 'none' ? { outcome: 'undecided' } : { outcome: 'answered', proposal };
}
