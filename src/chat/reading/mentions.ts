import { trimmedEnd } from '../../domain/texts/plainText.ts';
import type { IncomingMention } from '../../ports/platform.ts';

/**
 * The text without the people it is addressed to: an @ before or after the text is not part of it. Inside a sentence
 * the placeholder becomes a name, in plain text, which no card turns into a mention again.
 */
export function withoutMentions(text: string, mentions: IncomingMention[]): string {
  const names = new Map(mentions.map(({ key, name }) => [key, `@${name} `]));
  // Words are at even places, placeholders at odd ones; the keys in the event are not trusted, they may be anything.
  const parts = text.trim().split(/(@_user_\d{1,6})/);
  const end = parts.length - 1;
  const isMention = (place: number) => place > 0 && place < end && names.has(parts[place] ?? '');
  const isNothing = (place: number, signs: string) => trimmedEnd(parts[place] ?? '', signs) === '';
  let first = 0;
  while (isMention(first + 1) && isNothing(first, first > 0 ? ',，、:：' : '')) first += 2;
  let last = end;
  while (last > first && isMention(last - 1) && isNothing(last, last < end ? ',，、' : '')) last -= 2;
  const said = parts
    .slice(first, last + 1)
    .map((part, place) => (place % 2 === 1 ? (names.get(part) ?? part) : part))
    .join('');
  const begun = first > 0 ? said.replace(/^[\s,，、:：]+/, '') : said;
  return (last < end ? trimmedEnd(begun, ',，、') : begun).trim();
}
