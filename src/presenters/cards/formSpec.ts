import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Choice, Field } from '../../domain/message.ts';
import type { Rules } from '../../domain/rules.ts';

export interface FormSpec {
  /** Words put before the number when the form is submitted. */
  say: string;
  submit: string;
  fields(appeal: Appeal, rules: Rules): Field[];
}

export const long = { kind: 'text', multiline: true, max: 1000 } as const;

/** A choice whose label is its value. */
export function asChoice(value: string): Choice {
  return { label: value, value };
}
