import type { Verb } from '../../domain/verbs.ts';
import type { PhraseName } from '../../presenters/words/verbs.ts';
import { numberList } from '../reading/numberWords.ts';
import type { Reply, Turn } from '../turn.ts';

export type Words = Record<string, string | undefined>;

/** One way to say something: its pattern, and what is done. Its example is in presenters/words/verbs.ts. */
export interface Intent {
  name: PhraseName;
  /**
   * The verb whose row (domain/verbs.ts) says who may do it, which form and fields it has, and whether it can be
   * undone.
   */
  verb: Verb;
  pattern: RegExp;
  run(turn: Turn, words: Words): Promise<Reply>;
}

const list = `全部|${numberList}`;
/** Polite words and tense before a verb: 请签收001, 我要撤回001, 已签收001, 把001改派给… */
const opening = '(?:(?:请帮我|请|麻烦|帮我|我要|我想|我们?已经?|已经?|把)\\s*)?';
/** 签收了, 撤回这个诉求, 签收001诉求: what may follow a verb without adding meaning. */
const told = '(?:了(?!\\s*[?？]))?';
const object = '(?:\\s*(?:这个|这件|该|本|此)?(?:诉求|件)|这个)?';
/** A question is not a report: 进展 什么时候有. */
const noQuestion = '(?![\\s\\S]*(?:[?？]|吗|呢|怎么样|如何|怎么办)[。]?\\s*$)';

/** Numbers before or after the verb, but not both: 全部签收 003 means two things. */
function numbered(words: string): string {
  return `(?:(?<before>${list})\\s*(?:${words})${told}|(?:${words})${told}(?:\\s*(?<after>${list}))?)`;
}

/** "签收", "签收 003", "003、005 签收", "请签收001诉求": words and numbers in either order, nothing else. */
export function bareVerb(words: string): RegExp {
  return new RegExp(`^${opening}${numbered(words)}${object}\\s*[。.!！?？]?$`);
}

/** The text after blanks and commas, which are not part of it. */
const textBehind = '[^\\s,，][\\s\\S]*';

/**
 * "方案:…", "方案 003:…", "003 方案 …", "方案 …": the text follows a colon, a number and a blank, or only a blank or comma.
 * `gap`: what may separate verb and text when there is no number. `next`: what may directly follow a number. `not`:
 * what the text must not begin with, because a number alone is not text (方案 12). Gap and text share no character, and
 * lookaheads over the whole text come after a word, so there is only one way to match.
 */
export function verbWithText(
  words: string,
  { gap = '[\\s,，]+', next: begins = '[到给至由]', not = '\\d' } = {},
): RegExp {
  const colon = `${numbered(words)}${object}\\s*(?:[:：](?<text>[\\s\\S]*))?`;
  const next = `(?:[\\s,，]+|(?=${begins}))`;
  const loose = `(?:${words})\\s*(?<after2>${list})${next}(?<text2>${textBehind})`;
  const looser = `(?<before3>${list})\\s*(?:${words})${next}(?<text3>${textBehind})`;
  const loosest = `(?:${words})${noQuestion}${gap}(?!${not})(?<text4>${textBehind})`;
  return new RegExp(`^${opening}(?:${colon}|${loose}|${looser}|${loosest})$`);
}

export function numbersIn(words: Words): string | undefined {
  return words.before ?? words.after ?? words.after2 ?? words.before3;
}

export function textIn(words: Words): string {
  return (words.text ?? words.text2 ?? words.text3 ?? words.text4 ?? '').trim();
}
