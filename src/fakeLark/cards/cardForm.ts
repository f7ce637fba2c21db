import { CardProblem, cardCodes, isObject, type Json } from './cardProblem.ts';

const FORBIDDEN = new Set(['form', 'table', 'chart']);

/** A form must have a submit button and contain no form, table or chart (docs/develop/feishu.md#cards). */
export function checkForm(form: Json): void {
  if (typeof form.name !== 'string' || !form.name) throw new CardProblem(cardCodes.json, 'a form needs a name');
  const inside = [...elementsWithin(form)];
  const wrong = inside.find(({ tag }) => FORBIDDEN.has(String(tag)));
  if (wrong) throw new CardProblem(cardCodes.json, 'this component cannot stand in a form', wrong.tag);
  if (!inside.some(isSubmit)) throw new CardProblem(cardCodes.json, 'a form needs a submit button', form.name);
}

export function isSubmit({ tag, form_action_type: type, action_type: history }: Json): boolean {
  return tag === 'button' && (type === 'submit' || history === 'form_submit');
}

/** Every component below this one, outermost first. */
export function* elementsWithin(parent: Json): Generator<Json> {
  for (const list of [parent.elements, parent.columns]) {
    if (!Array.isArray(list)) continue;
    for (const element of list) {
      if (!isObject(element)) continue;
      yield element;
      yield* elementsWithin(element);
    }
  }
}
