import { withoutLinks } from './escape.ts';

/** A part of Feishu's card JSON 2.0. */
export type Element = { tag: string } & Record<string, unknown>;

/** Text in which Feishu interprets nothing and no client makes links. */
export const plain = (content: string): Element => ({ tag: 'plain_text', content: withoutLinks(content) });
