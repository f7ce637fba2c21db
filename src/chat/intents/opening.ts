import { type FormName, verbOfForm } from '../../domain/verbs.ts';
import { formCard, formNames } from '../../presenters/cards/forms.ts';
import { findSeen } from '../meant/appealMeant.ts';
import { ownPressedCard } from '../meant/pressed.ts';
import { numberList } from '../reading/numberWords.ts';
import type { Reply, Turn } from '../turn.ts';
import { bareVerb, type Intent, numbersIn, type Words } from './intent.ts';
import { findOneShown, formOn, mayFill } from './one.ts';

/** 打开: opens the form inside the card, for a person who may fill it in. */
async function open(turn: Turn, words: Words): Promise<Reply> {
  const form = formNames.find((name) => name === words.form) as FormName;
  const verb = verbOfForm(form);
  const appeal = await findOneShown(turn, verb, words);
  await mayFill(turn, appeal, verb);
  const base = await ownPressedCard(turn);
  if (!base) return { privately: formCard(form, appeal, { rules: turn.work.rules }) };
  return formOn(turn, { appeal, form, base });
}

/** 收起: only people who may see the appeal can close an open form, not everybody who sees the card. */
async function close(turn: Turn, words: Words): Promise<Reply> {
  await findSeen(turn, numbersIn(words) ?? turn.quoted ?? '');
  return { card: await ownPressedCard(turn) };
}

/** What buttons say to open a form inside their card and to close it again. */
export const opening: Intent[] = [
  {
    name: 'open',
    verb: 'look',
    pattern: new RegExp(`^打开\\s*(?<form>${formNames.join('|')})\\s*(?<after>${numberList})$`),
    run: open,
  },
  { name: 'close', verb: 'look', pattern: bareVerb('收起'), run: close },
];
