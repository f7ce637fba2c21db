import { childrenOf, textOf } from './cardReading.ts';
import { type Loose, list, records, str } from './loose.ts';
import { plainMarkdown } from './markdown.ts';

/** What the page holds for a field while it is being filled in: native input values. */
export type Raw = string | string[];
export type FormValues = Record<string, Raw>;

const pickers = new Set(['date_picker', 'picker_time', 'picker_datetime']);
const multiple = new Set(['multi_select_static', 'multi_select_person']);
const fieldTags = new Set([...pickers, ...multiple, 'input', 'select_static', 'select_person']);

export function isField(element: Loose): boolean {
  return fieldTags.has(str(element.tag)) && str(element.name) !== '';
}

export function isMultiple(element: Loose): boolean {
  return multiple.has(str(element.tag));
}

/** The name a reader knows the field by; most components have no label of their own, but a line of text above. */
export function fieldLabel(element: Loose, above = ''): string {
  return textOf(element.label) || above || textOf(element.placeholder) || str(element.name);
}

export interface FormField {
  element: Loose;
  label: string;
}

/** The fields of a form in reading order, each with its name for the reader. */
export function fieldsOf(form: Loose): FormField[] {
  const fields: FormField[] = [];
  let above = '';
  for (const child of childrenOf(form)) {
    if (isField(child)) fields.push({ element: child, label: fieldLabel(child, above) });
    else fields.push(...fieldsOf(child));
    // The star that marks a required field is no part of its name.
    const line = child.tag === 'markdown' ? plainMarkdown(str(child.content), () => undefined) : '';
    above = line.replace(/\*\s*$/, '').trim();
  }
  return fields;
}

export function isRequired(element: Loose): boolean {
  return element.required === true;
}

/** At most this many characters; Feishu's own ceiling is 1000 (docs/develop/feishu.md#cards). */
export function maxLength(element: Loose): number {
  const given = Number(element.max_length);
  return Number.isInteger(given) && given >= 1 && given <= 1000 ? given : 1000;
}

export function initialRaw(element: Loose): Raw {
  switch (element.tag) {
    case 'multi_select_static':
    case 'multi_select_person':
      return list(element.selected_values).map(str);
    case 'date_picker':
      return str(element.initial_date).slice(0, 10);
    case 'picker_time':
      return str(element.initial_time).slice(0, 5);
    case 'picker_datetime':
      return str(element.initial_datetime).slice(0, 16).replace(' ', 'T');
    case 'input':
      return str(element.default_value);
    default:
      return str(element.initial_option) || (optionsOf(element)[Number(element.initial_index) - 1]?.value ?? '');
  }
}

/**
 * The value as Feishu sends it: dates carry the zone ("2026-11-25 +0800"), line ends are \n
 * (docs/develop/feishu.md#clicks). Undefined for a picker or select left empty, which Feishu leaves out; an empty input
 * stays ''.
 */
export function toFeishu(element: Loose, raw: Raw): Raw | undefined {
  if (Array.isArray(raw)) return raw;
  if (element.tag === 'input') return raw.replace(/\r\n?/g, '\n');
  if (raw === '') return undefined;
  return pickers.has(str(element.tag)) ? `${raw.replace('T', ' ')} +0800` : raw;
}

export interface FilledForm {
  values: FormValues;
  /** What keeps the form from being sent, by field name; empty when it may go. */
  faults: Record<string, string>;
}

/** Checks and builds `form_value` from what was entered. */
export function fillForm(fields: FormField[], entered: FormValues): FilledForm {
  const values: FormValues = {};
  const faults: Record<string, string> = {};
  for (const field of fields) {
    const name = str(field.element.name);
    const raw = entered[name] ?? initialRaw(field.element);
    const fault = faultOf(field, raw);
    if (fault) faults[name] = fault;
    const value = toFeishu(field.element, raw);
    if (value !== undefined) values[name] = value;
  }
  return { values, faults };
}

function faultOf({ element, label }: FormField, raw: Raw): string | undefined {
  const empty = Array.isArray(raw) ? raw.length === 0 : raw.trim() === '';
  if (empty) return isRequired(element) ? `请填写“${label}”` : undefined;
  const limit = maxLength(element);
  return element.tag === 'input' && raw.length > limit ? `不超过${limit}字` : undefined;
}

export interface Option {
  value: string;
  label: string;
}

export function optionsOf(element: Loose): Option[] {
  return records(element.options).map((option) => ({
    value: str(option.value),
    label: textOf(option.text) || str(option.value),
  }));
}

/**
 * Candidates of a person field: those given and known, else everybody in the chat. docs/develop/feishu.md#cards
 * select_person.
 */
export function personOptions(
  element: Loose,
  members: string[],
  nameOf: (openId: string) => string | undefined,
): Option[] {
  const given = records(element.options)
    .map((option) => str(option.value))
    .filter((openId) => nameOf(openId));
  return (given.length > 0 ? given : members).map((openId) => ({ value: openId, label: nameOf(openId) ?? '用户' }));
}
