import { ControlRefusal } from '../errors.ts';
import { elementsWithin } from './cardForm.ts';
import { isObject, type Json } from './cardProblem.ts';
import { interactiveTags } from './cardSchema.ts';

type Given = Record<string, string | string[]>;

/** The values a form submits, checked as the client does: required fields, lengths, offered options. */
export function readForm(form: Json, given: Given): Json {
  const fields = [...elementsWithin(form)].filter(({ tag }) => tag !== 'button' && interactiveTags.has(String(tag)));
  const stray = Object.keys(given).find((name) => !fields.some((field) => field.name === name));
  if (stray !== undefined) throw new ControlRefusal(`表单里没有“${stray}”这一项。`);
  const values: Json = {};
  for (const field of fields) {
    const name = String(field.name);
    const value = given[name] ?? initialValue(field);
    checkField(field, value);
    if (value !== undefined) values[name] = zoned(field, value);
  }
  return values;
}

function initialValue(field: Json): string | string[] | undefined {
  const initial =
    field.default_value ??
    field.initial_option ??
    optionAt(field) ??
    field.selected_values ??
    field.initial_date ??
    field.initial_time ??
    field.initial_datetime;
  if (typeof initial === 'string' || Array.isArray(initial)) return initial;
  return field.tag === 'input' ? '' : undefined;
}

/** `initial_index` counts from 1. */
function optionAt({ options, initial_index: index }: Json): unknown {
  const option = Array.isArray(options) ? options[Number(index) - 1] : undefined;
  return isObject(option) ? option.value : undefined;
}

function checkField(field: Json, value: string | string[] | undefined): void {
  const label = labelOf(field);
  const empty = value === undefined || value.length === 0;
  if (field.required === true && empty) throw new ControlRefusal(`请填写“${label}”。`);
  if (empty) return;
  const limit = Number(field.max_length ?? 1000);
  if (field.tag === 'input' && value.length > limit) throw new ControlRefusal(`“${label}”最多 ${limit} 字。`);
  checkOption(field, label, [value].flat());
}

function checkOption({ tag, options }: Json, label: string, values: string[]): void {
  if (!String(tag).includes('select') || !Array.isArray(options)) return;
  // Without options the client offers the members of the chat.
  if (options.length === 0) return;
  const offered = new Set(options.filter(isObject).map(({ value }) => value));
  if (!values.every((value) => offered.has(value))) throw new ControlRefusal(`“${label}”没有这个选项。`);
}

function labelOf({ label, placeholder, name }: Json): string {
  for (const text of [label, placeholder]) {
    if (isObject(text) && typeof text.content === 'string') return text.content;
  }
  return String(name);
}

/** Dates and times carry the zone of the device. */
function zoned({ tag }: Json, value: string | string[]): string | string[] {
  const isTime = tag === 'date_picker' || tag === 'picker_time' || tag === 'picker_datetime';
  return isTime && typeof value === 'string' && value && !/ [+-]\d{4}$/.test(value) ? `${value} +0800` : value;
}
