import { supplementAppeal } from '../../commands/intake/supplementAppeal.ts';
import { withdrawAppeal } from '../../commands/intake/withdrawAppeal.ts';
import { Refusal } from '../../domain/errors.ts';
import { settledCard, submissionSettled } from '../../presenters/words/questions.ts';
import { fieldWords } from '../../presenters/words/questionWords.ts';
import { doneWords, otherwiseDone } from '../../presenters/words/verbs.ts';
import { takeOwn } from '../free/drafts.ts';
import { submitText } from '../free/newAppeal.ts';
import { remark } from '../free/remarks.ts';
import { foundIn } from '../reading/readAppeal.ts';
import { done, type Reply, type Turn } from '../turn.ts';
import { type Intent, textIn, verbWithText, type Words } from './intent.ts';
import { findOneMeant, formReply } from './one.ts';

async function supplement(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'supplement', words);
  const text = (turn.form?.text ?? textIn(words)).trim();
  const { attachments } = turn;
  if (!text && turn.form) throw new Refusal('field.missing', { fields: [fieldWords.supplement] });
  if (!text && attachments.length === 0) return formReply(turn, { appeal, verb: 'supplement' });
  const found = text ? foundIn(text, turn.work.rules) : undefined;
  await supplementAppeal(turn.work, turn.acting, {
    number: appeal.number,
    text: text || undefined,
    attachments,
    found,
  });
  return done(doneWords.supplement(appeal.number));
}

async function comment(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'comment', words);
  const text = (turn.form?.text ?? textIn(words)).trim();
  if (!text) throw new Refusal('text.missing', { verb: 'commented', number: appeal.number });
  return remark(turn, appeal, text);
}

async function withdraw(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'withdraw', words);
  await withdrawAppeal(turn.work, turn.acting, { number: appeal.number, reason: textIn(words) || undefined });
  return done(doneWords.withdraw(appeal.number));
}

async function submitAnyway(turn: Turn, { id = '' }: Words): Promise<Reply> {
  const draft = await takeOwn(turn, id, '仍要提交');
  const { text, attachments } = draft;
  const from = { ...turn.acting.from, chat: draft.chat, message: draft.message };
  const said = { ...turn, text, attachments, acting: { ...turn.acting, from } };
  const reply = await submitText(said, { alone: true, repeatAllowed: true });
  return { ...reply, card: submissionSettled('submitted') };
}

async function dropDraft(turn: Turn, { id = '' }: Words): Promise<Reply> {
  const draft = await takeOwn(turn, id, '不用了');
  if (draft.kind === 'repeat') return { ...done(otherwiseDone.noAppeal), card: submissionSettled('dropped') };
  const said = otherwiseDone.nothing(draft.text !== '');
  return { ...done(otherwiseDone.fine(said)), card: settledCard(said) };
}

/** What the submitting side says about an appeal it has submitted. */
export const submitting: Intent[] = [
  {
    name: 'supplement',
    verb: 'supplement',
    pattern: verbWithText('补充(?:材料|说明|情况|信息|一下)?(?:如下)?'),
    run: supplement,
  },
  {
    name: 'withdraw',
    verb: 'withdraw',
    // A blank alone may not separate verb and reason: 撤回 行政处罚 is a complaint of a company.
    pattern: verbWithText('撤回|撤销', { gap: '[,，][\\s,，]*' }),
    run: withdraw,
  },
  {
    name: 'comment',
    verb: 'comment',
    pattern: verbWithText('备注'),
    run: comment,
  },
  { name: 'submitAnyway', verb: 'submit', pattern: /^仍要提交\s+(?<id>[\w-]+)$/, run: submitAnyway },
  { name: 'dropDraft', verb: 'look', pattern: /^不用了\s+(?<id>[\w-]+)$/, run: dropDraft },
];
