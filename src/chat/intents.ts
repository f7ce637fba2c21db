import { plainText } from '../domain/plainText.ts';
import { seenInChat } from '../presenters/groupMessage.ts';
import { helpCard } from '../presenters/lists.ts';
import { asking } from './intents/asking.ts';
import { assigning } from './intents/assigning.ts';
import { backfilling } from './intents/backfilling.ts';
import { binding } from './intents/binding.ts';
import { deciding } from './intents/deciding.ts';
import { decidingTime } from './intents/decidingTime.ts';
import { handling } from './intents/handling.ts';
import { heading } from './intents/heading.ts';
import { informing } from './intents/informing.ts';
import { instructing } from './intents/instructing.ts';
import type { Intent } from './intents/intent.ts';
import { nudging } from './intents/nudging.ts';
import { pressing } from './intents/oneByOne.ts';
import { opening } from './intents/opening.ts';
import { replacing } from './intents/replacing.ts';
import { reporting } from './intents/reporting.ts';
import { ruleChanging } from './intents/ruleChanging.ts';
import { standingIn } from './intents/standingIn.ts';
import { submitting } from './intents/submitting.ts';
import { supervising } from './intents/supervising.ts';
import { takingOut } from './intents/takingOut.ts';
import { timing } from './intents/timing.ts';
import { tips } from './intents/tips.ts';

/** 帮助 stands here because it tells of all the others. */
const help: Intent = {
  name: 'help',
  example: '帮助',
  help: '查看能办理的事项',
  who: 'everyone',
  pattern: /^(?:帮助|help|[?？]|使用说明|怎么用)$/i,
  run: async ({ speaker, place, work }) => ({ here: seenInChat(helpCard(speaker, place, intents), work.rules) }),
};

/** Everything a person can say; the first pattern that fits wins. What none fits is a new appeal (freeText.ts). */
export const intents: readonly Intent[] = [
  help,
  ...asking,
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
  ...standingIn,
  ...supervising,
  ...heading,
  ...instructing,
  ...ruleChanging,
  ...submitting,
  ...takingOut,
  ...reporting,
];

export interface Understood {
  intent: Intent;
  words: Record<string, string | undefined>;
}

/** Full-width digits, blanks and a leading number sign are as people type them on a phone. */
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
