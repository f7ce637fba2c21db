/** A part of Feishu's card JSON 2.0. */
export type Element = { tag: string } & Record<string, unknown>;

/** Text in which nothing is interpreted. */
export const plain = (content: string): Element => ({ tag: 'plain_text', content });
