import { asking } from './intents/asking.ts';
import { binding } from './intents/binding.ts';
import { deciding } from './intents/deciding.ts';
import { handling } from './intents/handling.ts';
import type { Intent } from './intents/intent.ts';
import { submitting } from './intents/submitting.ts';

/** Everything a person can say; the first pattern that fits wins. What none fits is a new appeal (freeText.ts). */
export const intents: readonly Intent[] = [...asking, ...binding, ...handling, ...deciding, ...submitting];

export interface Understood {
  intent: Intent;
  words: Record<string, string | undefined>;
}

/** Full-width digits, blanks and a leading number sign are as people type them on a phone. */
export function understand(text: string): Understood | undefined {
  const plain = text
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
    )
    .replace(/[\u3000\u00a0]/g, ' ')
    .trim();
  for (const intent of intents) {
    const match = intent.pattern.exec(plain);
    if (match) return { intent, words: { ...match.groups } };
  }
  return undefined;
}
