import type { Veiled } from '../domain/texts/veil.ts';

/** Somebody outside of the house who may be asked where an appeal belongs; what he says is a proposal and no more. */
export interface Adviser {
  /** Whether to ask now: after repeated failures he is left alone for a while. */
  ready(): boolean;
  /**
   * The number of one of the choices. Undefined when there is no such answer in time; never throws, and never takes
   * longer than two seconds.
   */
  propose(question: AdviceQuestion): Promise<number | undefined>;
}

export interface AdviceQuestion {
  text: Veiled;
  choices: readonly Choice[];
  /** Somebody waits at the screen, as after a press: half of the time. */
  atOnce?: boolean;
}

/** A task force, with a few words of companies that speak for it. */
export interface Choice {
  number: number;
  name: string;
  words: readonly string[];
}

/**
 * What became of a question: `answered` with a task force, `undecided` when he knows of none, `late` or too long,
 * `malformed` when the answer is not one number of the list, `down`, and `spared` when he was not asked: at rest, or busy.
 */
export type AdviceOutcome = 'answered' | 'undecided' | 'late' | 'malformed' | 'down' | 'spared';
