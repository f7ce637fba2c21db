import type { Measured } from '../domain/learning/comparison.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Linear } from './learning/linear.ts';
import type { Tagger } from './learning/tagger.ts';

/** All that was learned from training/; `npm run train` makes it, `readModel` and `writeModel` keep it. */
export interface Model {
  /** Of what it was made (scripts/train.ts): a model of other sources is made anew. */
  sources: string;
  /** What of people's corrections it learned besides (docs/develop/understanding.md#learning). */
  learned?: { examples: number; upTo: Instant };
  /** Figures of a model made in the same way of four fifths of the texts, on the fifth that it did not see. */
  measured: Measured;
  /** These figures of the model of the repository alone, from which corrections led here; absent: its own. */
  base?: Measured;
  taskForce: Linear;
  kind: Linear;
  verb: Linear;
  /** Of a whole text, and of one clause. */
  sensitive: Linear;
  sensitiveClause: Linear;
  urgent: Linear;
  channel: Linear;
  /** Whether a text holds several matters; whether another begins behind a boundary. */
  several: Linear;
  boundary: Linear;
  fields: Tagger;
  /** Who says each verb (`Said.by`). */
  sayers: Readonly<Record<string, readonly string[]>>;
  /** Found by cross-validation. */
  calibration: Calibration;
}

export interface Calibration {
  /** Scores of task forces times this, through softmax, are probabilities. */
  taskForce: number;
  verb: number;
  /** From this lead of 'appeal' over any other kind on, a text is an appeal. */
  appealFrom: number;
  /** Blend of whole text and worst clause: from here on in confidence, from here on suspected. */
  sensitiveFrom: number;
  suspectedFrom: number;
  urgentFrom: number;
  severalFrom: number;
  boundaryFrom: number;
  /** Confidence from which on an appeal is dispatched without asking. */
  dispatchFrom: number;
}
