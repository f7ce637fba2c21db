import type { Relation } from '../../domain/policy.ts';
import { numberList } from '../numbers.ts';
import type { Reply, Turn } from '../turn.ts';

export type Words = Record<string, string | undefined>;

/** One thing a person can say: an example that works, a pattern, and what it does. */
export interface Intent {
  name: string;
  /** Shown by 帮助 and tried by a test: it means this intent and no earlier one. */
  example: string;
  /** What 帮助 says about it; absent for words that only buttons say. */
  help?: string;
  /** Whose 帮助 lists it. */
  who: readonly Relation[] | 'everyone';
  pattern: RegExp;
  /** Form fields it takes; a press with any other is refused. */
  fields?: readonly string[];
  run(turn: Turn, words: Words): Promise<Reply>;
}

const list = `全部|${numberList}`;

/** "签收", "签收 003", "003、005 签收": words and numbers in either order, nothing after. */
export function bareVerb(words: string): RegExp {
  return new RegExp(`^(?:(?<before>${list})\\s*)?(?:${words})(?:\\s*(?<after>${list}))?\\s*[。.!！?？]?$`);
}

/** "方案:…", "方案 003:…", "003 方案 …": the text follows a colon, or a number and a blank. */
export function verbWithText(words: string): RegExp {
  const colon = `(?:(?<before>${list})\\s*)?(?:${words})(?:\\s*(?<after>${list}))?\\s*(?:[:：]\\s*(?<text>[\\s\\S]*))?`;
  const loose = `(?:${words})\\s*(?<after2>${list})[\\s,，]+(?<text2>[\\s\\S]+)`;
  const looser = `(?<before3>${list})\\s*(?:${words})[\\s,，]+(?<text3>[\\s\\S]+)`;
  return new RegExp(`^(?:${colon}|${loose}|${looser})$`);
}

export function numbersIn(words: Words): string | undefined {
  return words.before ?? words.after ?? words.after2 ?? words.before3;
}

export function textIn(words: Words): string {
  return (words.text ?? words.text2 ?? words.text3 ?? '').trim();
}
