import type { Appeal } from '../../domain/appeal/appeal.ts';
import { wholeNumber } from '../../domain/appeal/appealNumber.ts';
import type { Card, Message } from '../../domain/message.ts';
import type { Rules } from '../../domain/rules.ts';
import type { AppealFacts } from '../cards/facts.ts';
import { rewritten } from '../notes/rewritten.ts';
import { type Fit, fitFor } from './groupFacts.ts';
import { forGroup, isWithheld, withheld } from './groupText.ts';

/** Private to its type, so that a copy with other blocks is no message for a group any more. */
declare class Drawn {
  private readonly forGroup: true;
}

/** What may be sent to a group or shown on a card in one. Only the functions of this module make it. */
export type GroupMessage<M extends Message = Message> = M & Drawn;
export type GroupCard = GroupMessage<Card>;

/**
 * A message about one appeal, for a chat (docs/develop/domain.md#groups): it is drawn from facts whose words are fit
 * for a group, and what was drawn is looked over once more, so that words which came another way are no exception.
 * `words` makes them fit.
 */
export function forChat<M extends Message>(
  facts: AppealFacts,
  draw: (facts: AppealFacts, words: (text: string) => string, fit: Fit) => M,
): GroupMessage<M> {
  const { appeal, rules } = facts;
  const fit = fitFor(rules);
  const words = (text: string) => lookedOver(text, rules, appeal);
  return sealed(draw(fit.facts(facts), words, fit), words);
}

/** A message about several appeals, or about none: `fit` makes those it lists fit for a group. */
export function listForChat<M extends Message>(rules: Rules, draw: (fit: Fit) => M): GroupMessage<M> {
  return sealed(draw(fitFor(rules)), (text) => lookedOver(text, rules));
}

/** A message that was drawn for somebody, as everybody in a chat may read it; `about`: the appeal it tells of. */
export function seenInChat<M extends Message>(message: M, rules: Rules, about?: Appeal): GroupMessage<M> {
  return sealed(message, (text) => lookedOver(text, rules, about));
}

/** Whether a chat may read it as it is. */
export function isFitForChat(text: string, rules: Rules, about?: Appeal): boolean {
  return lookedOver(text, rules, about) === text;
}

function sealed<M extends Message>(message: M, words: (text: string) => string): GroupMessage<M> {
  return rewritten(message, words) as GroupMessage<M>;
}

const number = new RegExp(wholeNumber, 'g');

/** A whole string of a message: the desk's own telephone stays, and of what is withheld which appeals it spoke of. */
function lookedOver(text: string, rules: Rules, about?: Appeal): string {
  const { dutyPhone } = rules.district;
  if (dutyPhone && text.includes(dutyPhone)) {
    const parts = text.split(dutyPhone);
    return parts.map((part) => lookedOver(part, rules, about)).join(dutyPhone);
  }
  const shown = forGroup(about ? withoutMatter(text, about, rules) : text, rules, about);
  const numbers = shown === withheld ? [...new Set(text.match(number))] : [];
  return `${numbers.join('、')}${shown}`;
}

/** The matter of an appeal that no group reads, wherever it stands. */
function withoutMatter(said: string, appeal: Appeal, rules: Rules): string {
  if (!isWithheld(appeal, rules)) return said;
  const matter = [appeal.text, appeal.title].filter(Boolean);
  return matter.reduce((rest, part) => rest.replaceAll(part, withheld), said);
}
