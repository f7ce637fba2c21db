import type { Verb } from '../../domain/verbs.ts';
import type { PhraseName } from '../../presenters/words/verbs.ts';
import { numberList } from '../reading/numberWords.ts';
import type { Reply, Turn } from '../turn.ts';

export type Words = Record<string, string | undefined>;

/** One way to say something: what it looks like, and what is done. Its example stands in presenters/words/verbs.ts. */
export interface Intent {
  name: PhraseName;
  /** What it does, as the catalogue knows it: who may, which form and fields, whether it can be taken back. */
  verb: Verb;
  pattern: RegExp;
  run(turn: Turn, words: Words): Promise<Reply>;
}

const list = `全部|${numberList}`;
/** Courtesy and tense before a verb: 请签收001, 我要撤回001, 已签收001, 把001改派给… */
const opening = '(?:(?:请帮我|请|麻烦|帮我|我要|我想|我们?已经?|已经?|把)\\s*)?';
/** 签收了, 撤回这个诉求, 签收001诉求: what follows a verb and says no more. */
const told = '(?:了(?!\\s*[?？]))?';
const object = '(?:\\s*(?:这个|这件|该|本|此)?(?:诉求|件)|这个)?';
/** A question is no report: 进展 什么时候有. */
const noQuestion = '(?![\\s\\S]*(?:[?？]|吗|呢|怎么样|如何|怎么办)[。]?\\s*$)';

/** The numbers before the verb or behind it, not both: 全部签收 003 says two things. */
function numbered(words: string): string {
  return `(?:(?<before>${list})\\s*(?:${words})${told}|(?:${words})${told}(?:\\s*(?<after>${list}))?)`;
}

/** "签收", "签收 003", "003、005 签收", "请签收001诉求": words and numbers in either order, nothing else. */
export function bareVerb(words: string): RegExp {
  return new RegExp(`^${opening}${numbered(words)}${object}\\s*[。.!！?？]?$`);
}

/** What stands behind blanks and commas, none of which is a part of it. */
const textBehind = '[^\\s,，][\\s\\S]*';

/**
 * "方案:…", "方案 003:…", "003 方案 …", "方案 …": the text follows a colon, a number and a blank, or a blank or comma
 * alone. `gap` is all that may stand there when no number is named, `next` what may follow at once where one is, `not`
 * what the text never begins with: a bare number is no text, 方案 12. Gap and text have no sign in common, and what
 * looks at the whole text stands behind a word: so there is one way to read it.
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
