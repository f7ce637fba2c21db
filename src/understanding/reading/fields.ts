import type { NamesIn, Place } from '../../domain/texts/reading.ts';
import { bestTags, type Fit } from '../learning/tagger.ts';
import { characterFeatures, type Lists } from '../text/characters.ts';
import { exactIn } from '../text/exact.ts';

/** Fields the tagger finds; `person`: anybody who is named and is not whom to call. */
export const fieldNames = ['company', 'contact', 'town', 'amount', 'date', 'person'] as const;
export type FieldName = (typeof fieldNames)[number];

/** `O` outside, then for each field its first and its further characters. */
export const fieldTags: readonly string[] = ['O', ...fieldNames.flatMap((name) => [`B-${name}`, `I-${name}`])];

/** Words of a field and where they stand. */
export interface Found {
  field: FieldName | 'phone';
  from: number;
  to: number;
}

/** Fields of an even text, in its order. */
export function fieldsIn(text: string, fit: Fit, lists: Lists): Found[] {
  const phones = exactIn(text).filter(({ what }) => what === 'mobile' || what === 'landline');
  const numbers = phones.map(({ from, to }): Found => ({ field: 'phone', from, to }));
  const found = spansOf(text, bestTags(characterFeatures(text, lists), fit));
  return [...found, ...numbers].sort((one, other) => one.from - other.from);
}

/** Score that a name may lack: far enough that no name is missed, near enough that everyday words are left out. */
const leansBy = 40;
const isNameTag = fieldTags.map((tag) => /contact|person/.test(tag));

/** Who and what firm is named in an even text; `maybe`: what a name may be, wherever something else says it is one. */
export function namesIn(text: string, fit: Fit, lists: Lists): NamesIn {
  const features = characterFeatures(text, lists);
  const found = spansOf(text, bestTags(features, fit));
  const isName = ({ field }: Found) => field === 'contact' || field === 'person';
  return {
    people: found.filter(isName),
    firms: found.filter(({ field }) => field === 'company'),
    maybe: spansOf(text, bestTags(features, leaning(fit))).filter(isName),
  };
}

function leaning(fit: Fit): Fit {
  const add: Fit['add'] = (features, into) => {
    fit.add(features, into);
    for (const [tag, is] of isNameTag.entries()) if (is) into[tag] = (into[tag] as number) + leansBy;
  };
  return { ...fit, add };
}

function spansOf(text: string, tags: Uint8Array): Found[] {
  const found: Found[] = [];
  for (let from = 0; from < tags.length; from += 1) {
    const tag = tags[from] as number;
    if (tag === 0) continue;
    const field = fieldNames[(tag - 1) >> 1] as FieldName;
    let to = from + 1;
    while (tags[to] === ((tag - 1) >> 1) * 2 + 2) to += 1;
    found.push(trimmed(text, { field, from, to }));
    from = to - 1;
  }
  return found.filter(({ from, to }) => to > from);
}

/** Signs and blanks at the edges belong to no field. */
function trimmed(text: string, found: Found): Found {
  let { from, to } = found;
  const sign = (at: number) =>
    /[\s,.;:!?。、()"']/.test(text.charAt(at)) && !(text.charAt(at) === ')' && text.slice(from, at).includes('('));
  while (to > from && sign(to - 1)) to -= 1;
  while (to > from && sign(from)) from += 1;
  return { ...found, from, to };
}

const signs: Record<string, string> = { company: '甲', contact: '乙', town: '丙', phone: '丁' };

/** The text with one sign for each company, contact, place and number: whose matter it is says nothing of what it is. */
export function withoutFields(text: string, found: readonly Found[]): string {
  return hidden(text, found, ({ field }) => signs[field]);
}

/** Every field is hidden, but every character keeps its place. */
export function sameLength(text: string, found: readonly Found[]): string {
  return hidden(text, found, ({ from, to }) => '\u0001'.repeat(to - from));
}

/** Fields replaced by what `by` gives; those it gives nothing for, and those inside another, stay. */
function hidden(text: string, found: readonly Found[], by: (one: Found) => string | undefined): string {
  let made = '';
  let at = 0;
  for (const one of found) {
    const sign = by(one);
    if (sign === undefined || one.from < at) continue;
    made += text.slice(at, one.from) + sign;
    at = one.to;
  }
  return made + text.slice(at);
}

/** What a character of a bare text stands for: itself, or the field it is the sign of. */
interface StandsFor extends Place {
  field?: Found;
}

/** For each character of what `withoutFields` gives. */
function standsFor(text: string, found: readonly Found[]): StandsFor[] {
  const places: StandsFor[] = [];
  let at = 0;
  const upTo = (end: number) => {
    for (; at < end; at += 1) places.push({ from: at, to: at + 1 });
  };
  for (const field of found) {
    if (signs[field.field] === undefined || field.from < at) continue;
    upTo(field.from);
    places.push({ from: field.from, to: field.to, field });
    at = field.to;
  }
  upTo(text.length);
  return places;
}

/** A part of an even text, with its own fields at their places in it. */
export interface Part {
  from: number;
  to: number;
  fields: Found[];
  /** Without its fields. */
  bare: string;
  /** What each character of it stands for, with places as those of `fields`. */
  places: readonly StandsFor[];
}

export function partOf(text: string, found: readonly Found[], from: number, to: number): Part {
  const fields = found
    .filter((field) => field.from >= from && field.to <= to)
    .map((field) => ({ ...field, from: field.from - from, to: field.to - from }));
  const own = text.slice(from, to);
  return { from, to, fields, bare: withoutFields(own, fields), places: standsFor(own, fields) };
}
