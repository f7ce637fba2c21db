import type { Field } from '../../domain/message.ts';
import { platformWords } from '../../presenters/words/platformWords.ts';
import { cut } from './escape.ts';
import { type Element, plain } from './plain.ts';
import { spansMarkdown } from './spans.ts';

/** Longest text that Feishu's input accepts (docs/develop/feishu.md#cards). */
const INPUT_MAX = 1_000;

/** A field of a form under its card-unique name. Only `input` has a label of its own; the others get a line above. */
export function fieldElements(field: Field, name: string): Element[] {
  const base = { name, required: field.required, width: 'fill' };
  switch (field.kind) {
    case 'text':
      return [{ tag: 'input', ...base, ...textAttributes(field) }];
    case 'choice':
      return [
        label(field),
        { tag: 'select_static', ...base, placeholder: plain(platformWords.choose), ...options(field) },
      ];
    case 'date':
      return [
        label(field),
        {
          tag: 'date_picker',
          ...base,
          placeholder: plain(platformWords.chooseDate),
          ...(/^\d{4}-\d{2}-\d{2}$/.test(field.value ?? '') ? { initial_date: field.value } : {}),
        },
      ];
    default:
      return field satisfies never;
  }
}

function label(field: Field): Element {
  const words = spansMarkdown([cut(field.label, 100)]) || ' ';
  // Feishu adds a star to a required input by itself, but not to the line above a list or a date.
  return { tag: 'markdown', content: field.required ? `${words}<font color='red'>*</font>` : words };
}

function textAttributes({ label: words, multiline, max, value, hint }: Extract<Field, { kind: 'text' }>) {
  const longest = Math.min(Math.max(1, Math.floor(max ?? INPUT_MAX)), INPUT_MAX);
  // A text that is too long is not filled in: half of it must not be sent as if it were the whole.
  const fits = (value ?? '').length <= longest;
  const shown = fits ? hint : platformWords.notKept(longest);
  return {
    label: plain(cut(words, 100)),
    label_position: 'top',
    max_length: longest,
    ...(multiline ? { input_type: 'multiline_text', rows: 3, auto_resize: true } : {}),
    ...(shown ? { placeholder: plain(cut(shown, 100, '')) } : {}),
    ...(value && fits ? { default_value: value } : {}),
  };
}

/** A repeated value would confuse the client, so only the first one counts. `initial_index` counts from 1. */
function options({ choices, value }: Extract<Field, { kind: 'choice' }>) {
  const unique = choices.filter((choice, i) => choices.findIndex((other) => other.value === choice.value) === i);
  const chosen = unique.findIndex((choice) => choice.value === value);
  return {
    options: unique.map((choice) => ({ text: plain(cut(choice.label, 100)), value: choice.value })),
    ...(chosen >= 0 ? { initial_index: chosen + 1 } : {}),
  };
}
