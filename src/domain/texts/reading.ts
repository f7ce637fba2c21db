import type { Channel } from '../appeal/parts.ts';
import type { Memory } from '../learning/memory.ts';

/** What is understood of a text that people wrote; `src/understanding` reads it (docs/develop/understanding.md). */
export interface Reader {
  /** Pure: the same text gives the same, without network, clock or state. */
  read(text: string, said?: Said): Understanding;
  /** Up to three words of the matter that speak for a task force, strongest first. */
  reasonsFor(matter: Matter, taskForce: number): string[];
  /** Names in a text; likewise pure, and quick for a text that was asked about lately. */
  namesIn(text: string): NamesIn;
  /** Confidence in a task force from which on an appeal goes there without a question. */
  dispatchFrom: number;
  /** An empty memory of corrections, which weighs words as this reader does. */
  newMemory(): Memory;
}

/** Circumstances of what is said. */
export interface Said {
  by?: 'handler' | 'submitter' | 'leader' | 'centre';
  /** It answers or quotes a card. */
  quoting?: boolean;
}

/** What a message is for, whoever says it. */
export type Kind =
  | 'appeal'
  | 'progress'
  | 'plan'
  | 'result'
  | 'ack'
  | 'question'
  | 'correction'
  | 'command'
  | 'thanks'
  | 'chitchat'
  | 'notice';

/** One text, read. Positions are UTF-16 units of the text as people wrote it. */
export interface Understanding {
  kind: Kind;
  /** Its matters in the order of the text; of what is no appeal one, too: it may be made one. */
  matters: readonly [Matter, ...Matter[]];
  sensitivity: Sensitivity;
  /** What of the bot's verbs its words ask for (names of training/corpus/intents.jsonl), with confidence 0–1. */
  verb: { name: string; confidence: number };
}

/** Who is named in a text, and which firms: places of it, in its order. */
export interface NamesIn {
  people: readonly Place[];
  firms: readonly Place[];
  /** What may be a name, if a word beside it says so, too; `people` and more. */
  maybe: readonly Place[];
}

/** From its first UTF-16 unit up to the one behind its last. */
export interface Place {
  from: number;
  to: number;
}

/** In confidence: sure, suspected (people look at it before anybody else does) or not at all. */
export interface Sensitivity {
  level: 'sure' | 'suspected' | 'none';
  /** Above 0: leans towards sensitive. */
  score: number;
  /** The words that did it. */
  words: readonly string[];
}

/** One problem of one company. */
export interface Matter {
  text: string;
  from: number;
  /** Even, with one sign for each field: what `reasonsFor` looks for words in. */
  bare: string;
  /** All task forces, likeliest first. */
  ranking: readonly [Ranked, ...Ranked[]];
  company?: string;
  contact?: string;
  /** As written, mobiles first. */
  phones: readonly string[];
  /** As written. */
  town?: string;
  channel: Channel;
  urgent: boolean;
  /** A few words to tell matters apart in a list; numbers and names in it are hidden. */
  title: string;
}

/** A task force a matter may belong to. */
export interface Ranked {
  taskForce: number;
  /** 0–1; calibrated: of those with 0.9, nine in ten are right. */
  confidence: number;
}
