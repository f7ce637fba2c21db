import { explain, handOn } from '../../commands/supervision/speakAsHead.ts';
import { Refusal } from '../../domain/errors.ts';
import { standing } from '../../domain/people/relations.ts';
import { fieldWords } from '../../presenters/words/questionWords.ts';
import { doneWords } from '../../presenters/words/verbs.ts';
import { freeText } from '../free/freeText.ts';
import { done, type Reply, type Turn } from '../turn.ts';
import { bareVerb, type Intent, numbersIn, textIn, verbWithText, type Words } from './intent.ts';
import { findOneMeant, findOneShown, formReply } from './one.ts';

async function passOn(turn: Turn, words: Words): Promise<Reply> {
  const { number } = await findOneShown(turn, 'passOn', words);
  await handOn(turn.work, turn.acting, { number });
  return done(doneWords.passOn(number));
}

/** Only these may use 说明: 情况说明：…… from anybody else is a step of his work, a supplement or an appeal. */
function standsAbove({ speaker }: Turn): boolean {
  return speaker !== undefined && standing(speaker).has('superior');
}

async function say(turn: Turn, words: Words): Promise<Reply> {
  if (!turn.pressed && !numbersIn(words) && !standsAbove(turn)) return freeText(turn);
  const appeal = await findOneMeant(turn, 'explain', words);
  const text = (turn.form?.text ?? textIn(words)).trim();
  if (!text && turn.form) throw new Refusal('field.missing', { fields: [fieldWords.explanation] });
  if (!text) return formReply(turn, { appeal, verb: 'explain' });
  await explain(turn.work, turn.acting, { number: appeal.number, text });
  return done(doneWords.explain(appeal.number));
}

/** What the head of a unit answers to a note about an appeal. */
export const heading: Intent[] = [
  {
    name: 'passOn',
    verb: 'passOn',
    pattern: bareVerb('转联络员办理|转联络员'),
    run: passOn,
  },
  {
    name: 'explain',
    verb: 'explain',
    pattern: verbWithText('说明情况|情况说明', { gap: '[,，][\\s,，]*' }),
    run: say,
  },
];
