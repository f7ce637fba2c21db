import { checkDetails } from './cardDetails.ts';
import { checkForm } from './cardForm.ts';
import type { CardFacts } from './cardPeople.ts';
import { CardProblem, cardCodes, isObject, type Json } from './cardProblem.ts';
import { attributesOf, interactiveTags, retiredTags } from './cardSchema.ts';
import { checkAttributes, checkIcon, checkShape, checkText, listOf, type Walk } from './cardShape.ts';

/**
 * Where an element is in the card. `depth`: the number of containers around it plus one; `inForm`: whether one of them
 * is a form.
 */
interface Place {
  depth: number;
  atRoot: boolean;
  inForm: boolean;
}

const MAX_BYTES = 30 * 1024;
/**
 * Tables and forms according to the reference; it does not say where else a chart may be, so ours are only at the root.
 */
const rootTags = new Set(['form', 'table', 'chart']);
const ROOT: Place = { depth: 1, atRoot: true, inForm: false };

/**
 * Checks card JSON 2.0 as the platform does (docs/develop/feishu.md#cards); throws CardProblem at the first fault. The
 * empty card is legal.
 */
export function checkCard(card: unknown, facts: CardFacts): void {
  if (!isObject(card)) throw new CardProblem(cardCodes.json, 'parse card json err, the card is no object');
  if (Object.keys(card).length === 0) return;
  if (Buffer.byteLength(JSON.stringify(card)) > MAX_BYTES) {
    throw new CardProblem(cardCodes.count, 'the card is larger than 30 KB');
  }
  if (card.type === 'template') throw new CardProblem(cardCodes.template, 'template does not exist');
  if (card.schema !== '2.0') {
    throw new CardProblem(cardCodes.json, 'parse card json err, schema must be 2.0', card.schema);
  }
  checkShape(card, 'card');
  const counts = { elements: 0, tables: 0, markdownTables: 0, charts: 0 };
  const walk: Walk = { facts, ...counts, names: new Set(), elementIds: new Set() };
  checkConfig(card.config);
  checkHeader(card.header, walk);
  if (card.card_link !== undefined) checkShape(card.card_link, 'link');
  checkElements(checkShape(card.body, 'body').elements, walk, ROOT);
  checkCounts(walk);
}

function checkConfig(config: unknown): void {
  if (config === undefined) return;
  const { update_multi: shared, summary } = checkShape(config, 'config');
  if (shared === false) throw new CardProblem(cardCodes.json, 'update_multi can only be true');
  if (summary !== undefined) checkShape(summary, 'summary');
}

function checkHeader(header: unknown, walk: Walk): void {
  if (header === undefined) return;
  const { title, subtitle, icon, text_tag_list: tagList = [] } = checkShape(header, 'header');
  checkText(title, walk);
  if (subtitle !== undefined) checkText(subtitle, walk);
  if (icon !== undefined) checkIcon(icon, walk);
  const tags = listOf(tagList, 'text_tag_list');
  if (tags.length > 3) throw new CardProblem(cardCodes.count, 'more than 3 header tags');
  for (const tag of tags) {
    walk.elements += 1;
    checkText(checkShape(tag, 'text_tag').text, walk);
  }
}

function checkElements(elements: unknown, walk: Walk, place: Place): void {
  for (const element of listOf(elements, 'elements')) checkElement(element, walk, place);
}

function checkElement(element: unknown, walk: Walk, place: Place): void {
  if (!isObject(element) || typeof element.tag !== 'string') {
    throw new CardProblem(cardCodes.json, 'parse card json err, an element needs a tag');
  }
  const { tag } = element;
  if (retiredTags.has(tag)) {
    throw new CardProblem(cardCodes.retired, 'cards of schema V2 no longer support this capability', tag);
  }
  const attributes = attributesOf(tag);
  if (!attributes) throw new CardProblem(cardCodes.json, 'parse card json err, unknown tag', tag);
  checkAttributes(element, attributes, tag);
  walk.elements += 1;
  if (place.depth > 5) throw new CardProblem(cardCodes.count, 'components are nested deeper than 5 levels', tag);
  checkPlace(tag, place);
  checkIdentity(element, walk, place);
  checkDetails(element, walk);
  checkChildren(element, walk, place);
}

function checkPlace(tag: string, { atRoot, inForm }: Place): void {
  if (rootTags.has(tag) && !atRoot) {
    throw new CardProblem(cardCodes.json, 'this component stands at the root of the card only', tag);
  }
  if (tag.startsWith('multi_select_') && !inForm) {
    throw new CardProblem(cardCodes.json, 'this component stands in a form only', tag);
  }
}

function checkIdentity({ tag, name, element_id: id }: Json, walk: Walk, { inForm }: Place): void {
  if (id !== undefined) {
    if (typeof id !== 'string' || !/^[A-Za-z]\w{0,19}$/.test(id)) {
      throw new CardProblem(cardCodes.json, 'element_id has at most 20 characters and begins with a letter', id);
    }
    claim(walk.elementIds, id, 'element_id');
  }
  const takesPart = interactiveTags.has(String(tag));
  if (inForm && takesPart && !name) throw new CardProblem(cardCodes.json, 'a component in a form needs a name', tag);
  if (name !== undefined && (takesPart || tag === 'form')) claim(walk.names, String(name), 'name');
}

function claim(taken: Set<string>, value: string, what: string): void {
  if (taken.has(value)) throw new CardProblem(cardCodes.json, `duplicate ${what}`, value);
  taken.add(value);
}

function checkChildren(element: Json, walk: Walk, place: Place): void {
  const { tag, columns, elements } = element;
  const inside = { depth: place.depth + 1, atRoot: false, inForm: place.inForm || tag === 'form' };
  if (tag === 'form') checkForm(element);
  // A column belongs to its set and does not count as a separate level.
  if (tag === 'column_set') checkElements(columns, walk, { ...place, atRoot: false });
  else if (elements !== undefined) checkElements(elements, walk, inside);
}

function checkCounts({ elements, tables, markdownTables, charts }: Walk): void {
  if (elements > 200) throw new CardProblem(cardCodes.count, 'element exceeds the limit', elements);
  if (tables > 5) throw new CardProblem(cardCodes.count, 'card table number over limit', tables);
  // Measured by others on the platform: a fourth markdown table in one card is refused.
  if (markdownTables > 3) throw new CardProblem(cardCodes.count, 'card table number over limit', markdownTables);
  if (charts > 5) throw new CardProblem(cardCodes.count, 'card chart number over limit', charts);
}
