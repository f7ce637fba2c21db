import { maskAccounts, maskAddresses } from './maskAddresses.ts';
import { isRole, maskName, maskNames, maskNicknames } from './maskNames.ts';
import { maskNumbers } from './maskNumbers.ts';
import { wordsLikeNames } from './names.ts';
import { plainText } from './plainText.ts';
import type { Place, Reader } from './reading.ts';

/** What is known of a text's appeal. */
export interface Known {
  /** Names of people, hidden wherever they stand. */
  people?: readonly (string | undefined)[];
  /** The firm, which keeps its name even where that is a person's. */
  firm?: string;
}

/** A shorter firm's name may be a person's. */
const shortestFirm = 4;
const shortestName = 2;
/** What else is told to be a firm may be anybody. */
const isFirm = /(?:公司|集团|企业|合作社|中心|超市|事务所|[厂店馆行坊园社铺屋场部院所庄吧])$/;
/** 周三 is a day. */
const everyday = new RegExp(`^(?:${wordsLikeNames})$`);
/** Behind a hidden number: 0553-****0000转8012. */
const extension = /(\*{4}\d{4}\s?(?:转|分机)\s?)\d{1,5}/g;

type Names = Pick<Reader, 'namesIn'>;

/**
 * Words of people for everybody in a group (docs/develop/domain.md#masking): names that the reader finds or that are
 * known, and names, numbers and accounts that have an exact form, whether the reader finds them or not.
 */
export function maskWords(written: string, reader: Names, known: Known = {}): string {
  const text = plainText(written);
  const { people: all, firms, maybe } = reader.namesIn(text);
  const people = all.filter((place) => !isPartOfWord(text, place));
  const words = ({ from, to }: Place) => text.slice(from, to);
  const found = people.map(words).filter(isNamed);
  const kept = [...firms.map(words).filter((firm) => firm.length >= shortestFirm), ...firmOf(known)];
  // 燕主任 may be all that the reader finds of 吴海燕主任: the exact forms have the first word there. Of 小李经理 they
  // would take 李经理 for the name.
  const isWhole = ({ from, to }: Place) =>
    /^[老小阿]/.test(text.slice(from, to)) || !maybe.some((one) => one.from < from && from <= one.to);
  const whole = people.filter(isWhole).map(words).filter(isNamed);
  const shown = withoutNames(withoutKnown(text, known), whole, kept);
  return withoutKnown(withoutNames(maskForms(shown, reader, { text, kept }), found, kept), known);
}

/**
 * Words that the bot made, perhaps around those of people: the exact forms alone, and known names. A sentence of the
 * bot is none that the reader learned to read.
 */
export function maskMessage(written: string, reader: Names, known: Known): string {
  const text = plainText(written);
  return withoutKnown(maskForms(withoutKnown(text, known), reader, { text }), known);
}

/** limin of limin1234 is no name, but half of an account. */
function isPartOfWord(text: string, { from, to }: Place): boolean {
  const joins = (at: number) => /^\w\w$/.test(text.slice(at - 1, at + 1));
  return joins(from) || joins(to);
}

function withoutKnown(text: string, known: Known): string {
  return withoutNames(text, (known.people ?? []).filter(isNamed), firmOf(known));
}

function firmOf({ firm = '' }: Known): string[] {
  return [...firm].length >= shortestFirm && isFirm.test(firm) ? [firm] : [];
}

function isNamed(name: string | undefined): name is string {
  return name !== undefined && [...name].length >= shortestName && !everyday.test(name) && !isRole(name);
}

/**
 * What has a form of its own; a name only where the reader, too, can take the words for one. `kept`: firms in words of
 * people, where looser forms are tried, too.
 */
function maskForms(shown: string, reader: Names, { text, kept }: { text: string; kept?: readonly string[] }): string {
  const numbers = maskAccounts(maskNumbers(maskAddresses(shown)));
  const pairs = pairsOf(text, reader.namesIn(text).maybe);
  const mayBe = (found: string) => pairs.some((pair) => found.includes(pair));
  const names = maskNames(numbers, mayBe);
  const softer = kept
    ? maskNicknames(names, (found) => mayBe(found) && !kept.some((firm) => firm.includes(found)))
    : names;
  return softer.replace(extension, '$1***');
}

/** Every two characters of the places. */
function pairsOf(text: string, places: readonly Place[]): string[] {
  return places.flatMap(({ from, to }) =>
    Array.from({ length: Math.max(0, to - from - 1) }, (_, at) => text.slice(from + at, from + at + 2)),
  );
}

/** Of each name only the first character is left, but not inside the name of a firm. */
function withoutNames(text: string, names: readonly string[], firms: readonly string[]): string {
  const kept = firms.flatMap((firm) => placesOf(text, firm));
  const places = names
    .flatMap((name) => placesOf(text, name))
    .filter(({ from, to }) => !kept.some((firm) => from < firm.to && firm.from < to))
    .sort((one, other) => one.from - other.from || other.to - one.to);
  let made = '';
  let at = 0;
  for (const { from, to } of places) {
    const words = text.slice(from, to);
    if (from < at || words.includes('*') || text.startsWith('**', to)) continue;
    made += text.slice(at, from) + maskName(words);
    at = to;
  }
  return made + text.slice(at);
}

function placesOf(text: string, words: string): Place[] {
  const places: Place[] = [];
  for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + words.length))
    places.push({ from, to: from + words.length });
  return places;
}
