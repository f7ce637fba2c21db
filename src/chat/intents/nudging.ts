import { nudgeAppeal } from '../../commands/handling/nudgeAppeal.ts';
import { doneWords } from '../../presenters/words/verbs.ts';
import { done, type Reply, type Turn } from '../turn.ts';
import { type Intent, textIn, verbWithText, type Words } from './intent.ts';
import { findOneShown } from './one.ts';

async function nudge(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneShown(turn, 'nudge', words);
  await nudgeAppeal(turn.work, turn.acting, { number: appeal.number, text: textIn(words) || undefined });
  return done(doneWords.nudge(appeal.number));
}

export const nudging: Intent[] = [
  {
    name: 'nudge',
    verb: 'nudge',
    // A blank alone may not separate verb and text: 催 了三次 is a complaint of a company.
    pattern: verbWithText('再?(?:催办|催促|督促|催)一?下?', { gap: '[,，][\\s,，]*' }),
    run: nudge,
  },
];
