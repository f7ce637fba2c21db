import type { IncomingMention } from '../ports.ts';

/**
 * What was said, without the people it is addressed to: an @ before or behind the text is no part of it. Inside a
 * sentence the placeholder becomes a name, plain text that no card turns into a mention again.
 */
export function withoutMentions(text: string, mentions: IncomingMention[]): string {
  if (mentions.length === 0) return text.trim();
  const names = new Map(mentions.map(({ key, name }) => [key, name]));
  // Longest first: @_user_1 also begins @_user_10.
  const keys = [...names.keys()]
    .sort((a, b) => b.length - a.length)
    .map((key) => key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const one = `(?:${keys.join('|')})`;
  return text
    .trim()
    .replace(new RegExp(`^(?:${one}[\\s,，、:：]*)+`), '')
    .replace(new RegExp(`(?:[\\s,，、]*${one})+$`), '')
    .replace(new RegExp(one, 'g'), (key) => `@${names.get(key) ?? ''} `)
    .trim();
}
