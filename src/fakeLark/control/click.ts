import type { Click, Clicked } from '../api.ts';
import { type CardButton, findButton } from '../cards/cardButtons.ts';
import { isSubmit } from '../cards/cardForm.ts';
import { CardProblem, isObject, type Json } from '../cards/cardProblem.ts';
import { checkCard } from '../cards/cardRules.ts';
import { readForm } from '../cards/formValues.ts';
import { ControlRefusal } from '../errors.ts';
import { cardPressed } from '../events/events.ts';
import type { WebhookAnswer } from '../events/webhookSender.ts';
import { newId } from '../ids.ts';
import { isExpired, replaceCard } from '../messages/messageChanges.ts';
import type { StoredMessage } from '../state.ts';
import { cardFacts, type World } from '../world.ts';
import { speaker, visibleMessage } from './controlAccess.ts';

const TOKEN_LIFETIME_MS = 30 * 60_000;

/**
 * A person presses a button: one request, never repeated; its card and toast take effect
 * (docs/develop/feishu.md#clicks).
 */
export async function click(world: World, { as, messageId, value, form }: Click): Promise<Clicked> {
  const message = visibleMessage(world, speaker(world, as), messageId);
  if (isExpired(world, message)) throw new ControlRefusal('卡片已超过14天，按钮失效。');
  const action = { value, ...pressed(message, value, form) };
  const token = { messageId, expiresAt: world.now().getTime() + TOKEN_LIFETIME_MS, usesLeft: 2, answered: false };
  const id = newId('c-');
  world.cardTokens.set(id, token);
  const answer = await world.sender.post(cardPressed(world, { by: as, token: id, message, action }));
  const clicked = apply(world, message, answer);
  token.answered = true;
  return clicked;
}

/**
 * What the client sends with the press; somebody's screen may still show a button of an earlier version of the card.
 */
function pressed(message: StoredMessage, value: unknown, form: Click['form']): Json {
  const found = findButton(message.content, value);
  if (!found) {
    if (message.earlierButtons.includes(JSON.stringify(value))) return { tag: 'button', form_value: form };
    throw new ControlRefusal('卡片上没有这个按钮。', 404);
  }
  if (found.button.disabled === true) throw new ControlRefusal('这个按钮不可用。');
  return { tag: found.button.tag, name: found.button.name, form_value: formValue(found, form) };
}

function formValue({ button, form }: CardButton, given: Click['form']): Json | undefined {
  if (form && isSubmit(button)) return readForm(form, given ?? {});
  if (given && Object.keys(given).length > 0) throw new ControlRefusal('这个按钮不提交表单。');
  return undefined;
}

function apply(world: World, message: StoredMessage, { status, text, error }: WebhookAnswer): Clicked {
  const failed = (code: string): Clicked => ({ status, cardUpdated: false, error: code });
  if (error) return failed(error);
  if (status !== 200) return failed('200671');
  const answer = parse(text);
  if (!answer) return failed('200672');
  const toast = readToast(answer.toast);
  if (answer.card === undefined) return { status, toast, cardUpdated: false };
  const card = isObject(answer.card) && answer.card.type === 'raw' ? answer.card.data : undefined;
  if (!isObject(card)) return failed('200673');
  if (card.schema !== '2.0') return failed('200830');
  try {
    checkCard(card, cardFacts(world));
  } catch (problem) {
    if (problem instanceof CardProblem) return failed(`200673 (${problem.code}: ${problem.message})`);
    throw problem;
  }
  replaceCard(world, message, card);
  return { status, toast, cardUpdated: true };
}

function parse(text: string): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function readToast(toast: unknown): Clicked['toast'] {
  if (!isObject(toast) || typeof toast.content !== 'string') return undefined;
  return { type: typeof toast.type === 'string' ? toast.type : 'info', content: toast.content };
}
