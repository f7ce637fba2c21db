import { type FormName, formCard, formNames } from '../../presenters/cards/forms.ts';
import { seen, type Wanted } from '../meant/appealMeant.ts';
import { ownPressedCard } from '../meant/pressed.ts';
import { numberList } from '../reading/numberWords.ts';
import type { Reply, Turn } from '../turn.ts';
import { bareVerb, type Intent, numbersIn, type Words } from './intent.ts';
import { formOn, mayFill, oneShown } from './one.ts';

const opens: Record<FormName, Wanted> = {
  方案: { verb: 'plan', event: 'planned' },
  更换方案: { verb: 'plan', event: 'plan_replaced' },
  进展: { verb: 'progress', event: 'progressed' },
  办结: { verb: 'resolve', event: 'resolved' },
  退件: { verb: 'askReturn', event: 'return_asked' },
  改派: { verb: 'transfer', event: 'transferred' },
  补充: { verb: 'supplement', event: 'supplemented' },
  回复: { verb: 'comment', event: 'commented' },
  不成立: { verb: 'decideReturn', event: 'return_refused' },
  补正: { verb: 'review', event: 'rejected' },
  延期: { verb: 'askTime', event: 'extension_asked' },
  暂停: { verb: 'askTime', event: 'pause_asked' },
  // Whatever step is entered: an appeal in the unit's hands.
  补录: { verb: 'resolve', event: 'resolved' },
  不同意: { verb: 'decideTime', event: 'extension_refused' },
  督办: { verb: 'urge', event: 'supervised' },
  说明: { verb: 'speakAsHead', event: 'commented' },
  批示: { verb: 'answerInstruction', event: 'instruction_answered' },
};

/** 打开: the card itself grows the form, for whoever may fill it in. */
async function open(turn: Turn, words: Words): Promise<Reply> {
  const form = formNames.find((name) => name === words.form) as FormName;
  const appeal = await oneShown(turn, opens[form], words);
  await mayFill(turn, appeal, opens[form]);
  const base = await ownPressedCard(turn);
  if (!base) return { privately: formCard(form, appeal, { rules: turn.work.rules }) };
  return formOn(turn, { appeal, form, base });
}

/** 收起: an open form is closed by those it concerns, not by whoever else sees the card. */
async function close(turn: Turn, words: Words): Promise<Reply> {
  await seen(turn, numbersIn(words) ?? turn.quoted ?? '');
  return { card: await ownPressedCard(turn) };
}

/** What buttons say to open a form inside their card and to close it again. */
export const opening: Intent[] = [
  {
    name: 'open',
    example: '打开 方案 003',
    who: ['handler'],
    pattern: new RegExp(`^打开\\s*(?<form>${formNames.join('|')})\\s*(?<after>${numberList})$`),
    run: open,
  },
  { name: 'close', example: '收起 003', who: ['handler'], pattern: bareVerb('收起'), run: close },
];
