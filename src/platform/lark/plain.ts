import { withoutLinks } from './escape.ts';

/** A part of Feishu's card JSON 2.0. */
export type Element = { tag: string } & Record<string, unknown>;

/** Text in which nothing is interpreted, and of which no client makes a link. */
export const plain = (content: string): Element => ({ tag: 'plain_text', content: withoutLinks(content) });
