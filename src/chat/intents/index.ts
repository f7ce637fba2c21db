import { plainText } from '../../domain/texts/plainText.ts';
import { helpCard } from '../../presenters/cards/helpCard.ts';
import { seenInChat } from '../../presenters/group/groupMessage.ts';
import { asking } from './asking.ts';
import { assigning } from './assigning.ts';
import { backfilling } from './backfilling.ts';
import { binding } from './binding.ts';
import { correcting } from './correcting.ts';
import { deciding } from './deciding.ts';
import { decidingTime } from './decidingTime.ts';
import { explaining } from './explaining.ts';
import { handling } from './handling.ts';
import { heading } from './heading.ts';
import { informing } from './informing.ts';
import { instructing } from './instructing.ts';
import type { Intent } from './intent.ts';
import { nudging } from './nudging.ts';
import { pressing } from './oneByOne.ts';
import { opening } from './opening.ts';
import { replacing } from './replacing.ts';
import { reporting } from './reporting.ts';
import { ruleChanging } from './ruleChanging.ts';
import { submitting } from './submitting.ts';
import { substituting } from './substituting.ts';
import { supervising } from './supervising.ts';
import { takingOut } from './takingOut.ts';
import { timing } from './timing.ts';
import { tips } from './tips.ts';

/** 帮助 is in this file because it lists all the others. */
const help: Intent = {
  name: 'help',
  verb: 'look',
  pattern: /^(?:帮助|help|[?？]|使用说明|怎么用)$/i,
  run: async ({ speaker, place, work }) => ({ here: seenInChat(helpCard(speaker, place, intents), work.rules) }),
};

/** Everything a person can say; the first pattern that fits wins. Words that fit none go to freeText.ts. */
export const intents: readonly Intent[] = [
  help,
  ...asking,
  ...explaining,
  ...pressing,
  ...opening,
  ...binding,
  ...backfilling,
  ...replacing,
  ...handling,
  ...timing,
  ...deciding,
  ...decidingTime,
  ...assigning,
  ...tips,
  ...informing,
  ...nudging,
  ...substituting,
  ...supervising,
  ...heading,
  ...instructing,
  ...ruleChanging,
  ...correcting,
  ...submitting,
  ...takingOut,
  ...reporting,
];

export interface Understood {
  intent: Intent;
  words: Record<string, string | undefined>;
}

/** Accepts full-width digits, blanks and a leading number sign, as people type them on a phone. */
export function understand(text: string): Understood | undefined {
  const plain = plainText(text)
    .replace(/[#＃](?=\d)/g, '')
    .trim();
  for (const intent of intents) {
    const match = intent.pattern.exec(plain);
    if (match) return { intent, words: { ...match.groups } };
  }
  return undefined;
}
