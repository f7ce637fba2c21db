import type { Measured } from '../domain/learning/comparison.ts';
import type { Example } from '../domain/learning/examples.ts';
import type { Instant } from '../domain/time/instant.ts';

/** What a new model learns from, and is tried with. Its words are masked: a name that neither the reader nor the masks find may remain. */
export interface Lessons {
  /** Oldest first. */
  examples: readonly Example[];
  /** Appeals that were answered where they went first. */
  confirmed: readonly { text: string; taskForce: number }[];
}

/** Figures of the model in use and of the candidate, on the same texts. */
export interface Trained {
  before: Measured;
  after: Measured;
}

/** Learns aside, without keeping anybody waiting, and keeps the models (docs/develop/understanding.md#learning). */
export interface Trainer {
  /** The machine its models lie on; several processes there share them. */
  place: string;
  /** Examples up to this instant were learned, refused or rolled back: only a newer one calls for training. */
  considered(): Instant | undefined;
  /** Makes a candidate in a process of its own; rejects when it cannot. */
  train(lessons: Lessons): Promise<Trained>;
  /** The candidate becomes the model in use; the one before stays for a rollback. */
  take(): void;
  /** The candidate is dropped, and not made again of examples up to this instant. */
  refuse(upTo: Instant): void;
  /** Uses the model that lies there now; true when it is another one; one that cannot be read changes nothing. */
  refresh(): boolean;
  /** A training that runs is given up; it rejects. */
  stop(): void;
}
