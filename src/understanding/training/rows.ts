import type { Example } from '../../domain/learning/examples.ts';
import type { Kind, Said } from '../../domain/texts/reading.ts';

/** One line of training/corpus (training/README.md). */
export interface Row {
  text: string;
  kind: Kind;
  /** Task force 1–18 of an appeal (of its first matter), 0 otherwise. */
  label: number;
  /** Task forces that are as right. */
  alt: readonly number[];
  sensitive: boolean;
  urgent: boolean;
  channel: string | null;
  /** Field and its words as they stand in the text. */
  spans: readonly (readonly [string, string])[];
  style?: string;
  /** Looks sensitive and is not. */
  nearly?: boolean;
  /** The words that make it sensitive, where one clause does. */
  clause?: string;
  /** Of several matters, each with its part of the text. */
  matters?: readonly RowMatter[];
  /** Looks like several matters and is one. */
  nosplit?: boolean;
}

export interface RowMatter {
  text: string;
  label: number;
  alt?: readonly number[];
  company?: string | null;
}

/** One line of training/corpus/intents.jsonl: how people say what the bot has a verb for. */
export interface IntentRow {
  text: string;
  intent: string;
  said_by?: Said['by'];
  quoting?: boolean;
}

/** Of a district's own measures and task forces: their words, which are about them. */
export interface Definition {
  text: string;
  label: number;
}

export interface Sources {
  rows: readonly Row[];
  /** Texts like those people send, for the calibration of confidence alone. */
  dev: readonly Row[];
  intents: readonly IntentRow[];
  definitions: readonly Definition[];
  /** What people corrected, oldest first; empty where the model is made of the repository alone. */
  examples: readonly Example[];
}
