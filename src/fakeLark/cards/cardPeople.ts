import { CardProblem, cardCodes } from './cardProblem.ts';

export interface CardFacts {
  knowsPerson(openId: string): boolean;
  knowsImage(imageKey: string): boolean;
}

/** Every `<at>` and `<person>` in a markdown text must name somebody the platform knows, else 100290. */
export function checkMentions(markdown: string, facts: CardFacts): void {
  for (const [, tag, attributes = ''] of markdown.matchAll(/<(at|person)\b([^>]*)>/gi)) {
    for (const id of namedIn(attributes)) {
      if (id === 'all' && tag?.toLowerCase() === 'at') continue;
      if (!facts.knowsPerson(id)) throw unknownPerson(id);
    }
  }
}

/** Somebody the platform knows, else 100290. */
export function checkPerson(id: unknown, facts: CardFacts): void {
  if (typeof id !== 'string' || !facts.knowsPerson(id)) throw unknownPerson(id);
}

function unknownPerson(id: unknown): CardProblem {
  return new CardProblem(cardCodes.person, 'invalid user resource, the at user id is invalid', id);
}

function namedIn(attributes: string): string[] {
  const ids: string[] = [];
  for (const [, name, double, single, bare] of attributes.matchAll(
    /\b(\w{1,32})\s{0,8}=\s{0,8}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g,
  )) {
    const value = double ?? single ?? bare ?? '';
    // `email` is matched with enterprise mailboxes; the fake Feishu has none.
    if (name === 'id' || name === 'user_id' || name === 'email') ids.push(value);
    if (name === 'ids') ids.push(...value.split(','));
  }
  return ids.length > 0 ? ids : [''];
}
