import type { Appeal } from '../../domain/appeal/appeal.ts';
import { wholeNumber } from '../../domain/appeal/appealNumber.ts';
import type { Card, Message } from '../../domain/message.ts';
import type { Rules } from '../../domain/rules.ts';
import type { AppealFacts } from '../cards/facts.ts';
import { rewritten } from '../notes/rewritten.ts';
import { type Fit, fitFor } from './groupFacts.ts';
import { forGroup, isWithheld, messageForGroup, withheld } from './groupText.ts';

/** A private member: a copy with other blocks loses it, and is then not a message for a group any more. */
declare class Drawn {
  private readonly forGroup: true;
}

/** What may be sent to a group or shown on a card in one. Only the functions of this module make it. */
export type GroupMessage<M extends Message = Message> = M & Drawn;
export type GroupCard = GroupMessage<Card>;

/**
 * A message about one appeal, for a chat (docs/develop/domain.md#groups): it is drawn from facts whose words are fit
 * for a group, and the result is checked once more, to catch words that came in another way. `words` makes a text fit.
 */
export function forChat<M extends Message>(
  facts: AppealFacts,
  draw: (facts: AppealFacts, words: (text: string) => string, fit: Fit) => M,
): GroupMessage<M> {
  const { appeal, rules } = facts;
  const fit = fitFor(rules);
  return sealed(
    draw(fit.facts(facts), (text) => lookedOver(text, rules, appeal), fit),
    rules,
    appeal,
  );
}

/** A message about several appeals, or about none: `fit` makes the listed appeals fit for a group. */
export function listForChat<M extends Message>(rules: Rules, draw: (fit: Fit) => M): GroupMessage<M> {
  return sealed(draw(fitFor(rules)), rules);
}

/** A message that was drawn for one person, made fit for everybody in a chat; `about`: the appeal it is about. */
export function seenInChat<M extends Message>(message: M, rules: Rules, about?: Appeal): GroupMessage<M> {
  return sealed(message, rules, about);
}

/** Whether a chat may read the text unchanged. */
export function isFitForChat(text: string, rules: Rules, about?: Appeal): boolean {
  return lookedOver(text, rules, about) === text;
}

function sealed<M extends Message>(message: M, rules: Rules, about?: Appeal): GroupMessage<M> {
  const own = (text: string) => lookedOver(text, rules, about, messageForGroup);
  return rewritten(message, own, (text) => lookedOver(text, rules, about)) as GroupMessage<M>;
}

const number = new RegExp(wholeNumber, 'g');

/**
 * Makes one string of a message fit, people's words unless `made` says otherwise: the duty desk's own telephone stays, and a withheld text still says which appeals
 * it was about.
 */
function lookedOver(text: string, rules: Rules, about?: Appeal, made = forGroup): string {
  const { dutyPhone } = rules.district;
  if (dutyPhone && text.includes(dutyPhone)) {
    const parts = text.split(dutyPhone);
    return parts.map((part) => lookedOver(part, rules, about, made)).join(dutyPhone);
  }
  const shown = made(about ? withoutMatter(text, about, rules) : text, rules, about);
  const numbers = shown === withheld ? [...new Set(text.match(number))] : [];
  return `${numbers.join('、')}${shown}`;
}

/** Removes the matter of a withheld appeal from a text, wherever it occurs. */
function withoutMatter(said: string, appeal: Appeal, rules: Rules): string {
  if (!isWithheld(appeal, rules)) return said;
  const matter = [appeal.text, appeal.title].filter(Boolean);
  return matter.reduce((rest, part) => rest.replaceAll(part, withheld), said);
}
