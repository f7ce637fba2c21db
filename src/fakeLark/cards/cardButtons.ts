import { isDeepStrictEqual } from 'node:util';
import { elementsWithin } from './cardForm.ts';
import { isObject, type Json } from './cardProblem.ts';

/** A button that calls the bot, with the form that contains it. */
export interface CardButton {
  button: Json;
  value: unknown;
  form?: Json;
}

/** Every button of a card that calls the bot. */
function buttonsOf(card: unknown): CardButton[] {
  if (!isObject(card) || !isObject(card.body)) return [];
  const forms = [...elementsWithin(card.body)].filter(({ tag }) => tag === 'form');
  const formOf = (button: Json) => forms.find((form) => [...elementsWithin(form)].includes(button));
  return [...elementsWithin(card.body)].flatMap((element) =>
    callbackValues(element).map((value) => ({ button: element, value, form: formOf(element) })),
  );
}

function callbackValues({ tag, behaviors }: Json): unknown[] {
  if ((tag !== 'button' && tag !== 'interactive_container') || !Array.isArray(behaviors)) return [];
  return behaviors.filter((one) => isObject(one) && one.type === 'callback').map((one) => one.value);
}

/** The values of a card's buttons, each as JSON. */
export function callbacksOf(card: unknown): string[] {
  return buttonsOf(card).map(({ value }) => JSON.stringify(value));
}

/** The button with this value; an enabled one before a disabled one. */
export function findButton(card: unknown, value: unknown): CardButton | undefined {
  const found = buttonsOf(card).filter((one) => isDeepStrictEqual(one.value, value));
  return found.find(({ button }) => button.disabled !== true) ?? found[0];
}
