import { checkChart } from './cardChart.ts';
import { checkMentions, checkPerson } from './cardPeople.ts';
import { CardProblem, cardCodes, isObject, type Json } from './cardProblem.ts';
import { checkIcon, checkImage, checkShape, checkText, listOf, type Walk } from './cardShape.ts';
import { checkTable } from './cardTable.ts';

/** The parts inside one component: texts, icons, options, behaviours, people and images. */
export function checkDetails(element: Json, walk: Walk): void {
  checkTexts(element, walk);
  if (element.icon !== undefined) checkIcon(element.icon, walk);
  if (element.confirm !== undefined) checkConfirm(element.confirm, walk);
  if (element.behaviors !== undefined) checkBehaviors(element.behaviors);
  if (element.options !== undefined) checkOptions(element, walk);
  byTag[String(element.tag)]?.(element, walk);
}

const byTag: Record<string, (element: Json, walk: Walk) => void> = {
  markdown: checkMarkdown,
  button: checkButton,
  table: checkTable,
  collapsible_panel: checkPanel,
  chart: (element, walk) => {
    walk.charts += 1;
    checkChart(element);
  },
  img: ({ img_key: key }, walk) => checkImage(key, walk),
  person: ({ user_id: id }, walk) => checkPerson(id, walk.facts),
  person_list: ({ persons }, walk) => {
    for (const person of listOf(persons, 'persons')) checkPerson(isObject(person) ? person.id : person, walk.facts);
  },
  input: ({ max_length: max }) => {
    if (max === undefined || (Number.isInteger(max) && Number(max) >= 1 && Number(max) <= 1000)) return;
    throw new CardProblem(cardCodes.json, 'max_length is 1 to 1000', max);
  },
};

function checkTexts(element: Json, walk: Walk): void {
  for (const key of ['text', 'title', 'alt', 'placeholder', 'label', 'hover_tips', 'disabled_tips']) {
    if (element[key] !== undefined) checkText(element[key], walk);
  }
}

function checkConfirm(confirm: unknown, walk: Walk): void {
  const { title, text } = checkShape(confirm, 'confirm');
  checkText(title, walk);
  checkText(text, walk);
}

function checkBehaviors(behaviors: unknown): void {
  for (const behavior of listOf(behaviors, 'behaviors')) {
    const type = isObject(behavior) ? behavior.type : undefined;
    if (type !== 'callback' && type !== 'open_url') {
      throw new CardProblem(cardCodes.json, 'a behavior is callback or open_url', type);
    }
    const { value } = checkShape(behavior, type);
    // The platform also accepts a string, but its own SDKs read only objects.
    if (value !== undefined && !isObject(value)) throw new CardProblem(cardCodes.json, 'value must be an object');
  }
}

function checkOptions({ tag, options, initial_option: initial, selected_values: chosen }: Json, walk: Walk): void {
  const people = tag === 'select_person' || tag === 'multi_select_person';
  for (const option of listOf(options, 'options')) {
    const { text, value } = checkShape(option, 'option');
    if (typeof value !== 'string') throw new CardProblem(cardCodes.json, 'an option needs a value');
    if (people) checkPerson(value, walk.facts);
    else if (text !== undefined) checkText(text, walk);
    else if (tag !== 'select_img') throw new CardProblem(cardCodes.json, 'an option needs a text', value);
  }
  if (!people) return;
  for (const id of [initial, ...(Array.isArray(chosen) ? chosen : [])]) {
    if (id !== undefined && id !== '') checkPerson(id, walk.facts);
  }
}

function checkMarkdown({ content }: Json, walk: Walk): void {
  if (typeof content !== 'string') throw new CardProblem(cardCodes.json, 'content must be a string');
  checkMentions(content, walk.facts);
  const tables = content.split('\n').filter(isTableRule).length;
  if (tables > 4) throw new CardProblem(cardCodes.count, 'card table number over limit', tables);
  walk.markdownTables += tables;
}

/** The line under the head of a table: |---|:--:| */
function isTableRule(line: string): boolean {
  const cells = line.split('|').map((cell) => cell.trim());
  return cells.length > 1 && cells.some(Boolean) && cells.every((cell) => cell === '' || /^:?-{3,}:?$/.test(cell));
}

function checkButton({ text, icon }: Json): void {
  if (text === undefined && icon === undefined) throw new CardProblem(cardCodes.json, 'a button needs a text or icon');
  if (isObject(text) && typeof text.content === 'string' && [...text.content].length > 100) {
    throw new CardProblem(cardCodes.json, 'a button has at most 100 characters');
  }
}

function checkPanel({ header, border }: Json, walk: Walk): void {
  if (border !== undefined) checkShape(border, 'border');
  if (header === undefined) return;
  const { title, icon } = checkShape(header, 'panelHeader');
  if (title !== undefined) checkText(title, walk);
  if (icon !== undefined) checkIcon(icon, walk);
}
