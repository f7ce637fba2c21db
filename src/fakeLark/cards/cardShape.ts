import { type CardFacts, checkMentions } from './cardPeople.ts';
import { CardProblem, cardCodes, isObject, type Json } from './cardProblem.ts';
import { attributesOfShape, choices, required } from './cardSchema.ts';

/** What the walk over one card has found so far; limits and unique names are checked over the whole card. */
export interface Walk {
  facts: CardFacts;
  elements: number;
  tables: number;
  markdownTables: number;
  charts: number;
  names: Set<string>;
  elementIds: Set<string>;
}

/** An inner object with known attributes only. */
export function checkShape(value: unknown, name: string): Json {
  if (!isObject(value)) throw new CardProblem(cardCodes.json, `parse card json err, ${name} must be an object`);
  checkAttributes(value, attributesOfShape(name), name);
  return value;
}

export function checkAttributes(value: Json, known: Set<string>, name: string): void {
  for (const [key, given] of Object.entries(value)) {
    if (!known.has(key)) throw new CardProblem(cardCodes.json, `unknown property of ${name}`, key);
    const allowed = choices[`${name}.${key}`];
    if (allowed && !allowed.split(' ').includes(String(given))) {
      throw new CardProblem(cardCodes.json, `${name}.${key} has an unknown value`, given);
    }
  }
  for (const key of (required[name] ?? '').split(' ').filter(Boolean)) {
    if (value[key] === undefined) throw new CardProblem(cardCodes.json, `${name} misses a property`, key);
  }
}

export function listOf(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw new CardProblem(cardCodes.json, `parse card json err, ${name} must be a list`);
  return value;
}

/** plain_text or lark_md; counts as an element of its own. */
export function checkText(text: unknown, walk: Walk): void {
  const shape = checkShape(text, 'text');
  if (shape.tag !== 'plain_text' && shape.tag !== 'lark_md') {
    throw new CardProblem(cardCodes.json, 'a text is plain_text or lark_md', shape.tag);
  }
  if (typeof shape.content !== 'string') throw new CardProblem(cardCodes.json, 'content must be a string');
  walk.elements += 1;
  if (shape.tag === 'lark_md') checkMentions(shape.content, walk.facts);
}

export function checkIcon(icon: unknown, walk: Walk): void {
  const shape = checkShape(icon, 'icon');
  walk.elements += 1;
  if (shape.tag === 'custom_icon') checkImage(shape.img_key, walk);
}

export function checkImage(key: unknown, walk: Walk): void {
  if (typeof key === 'string' && walk.facts.knowsImage(key)) return;
  throw new CardProblem(cardCodes.image, 'card contains invalid image keys', key);
}
