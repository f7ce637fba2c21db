import { informCompany } from '../../commands/handling/informCompany.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Card } from '../../domain/message.ts';
import { authorize, may } from '../../domain/people/access.ts';
import { answeredNote, planNote } from '../../presenters/notes/companyNotes.ts';
import { refusalText } from '../../presenters/words/refusals/refusalText.ts';
import { doneWords } from '../../presenters/words/verbs.ts';
import { freeText } from '../free/freeText.ts';
import { factsShown } from '../meant/shown.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import { type Intent, numbersIn, textIn, verbWithText, type Words } from './intent.ts';
import { findOneShown } from './one.ts';

/** From anybody other than the company's side and the centre, 已答复企业 is a step of his work or a separate matter. */
function isRecorders({ speaker, pressed }: Turn): boolean {
  return pressed || (speaker !== undefined && may(speaker, 'inform'));
}

async function inform(turn: Turn, words: Words): Promise<Reply> {
  if (!isRecorders(turn) && (textIn(words) || !numbersIn(words))) return freeText(turn);
  const appeal = await findOneShown(turn, 'inform', words);
  authorize(speakerOf(turn), 'inform', appeal);
  if (await isOutdated(turn, appeal)) {
    const { number, status } = appeal;
    const content = refusalText(new Refusal('card.stale', { number, status }), turn.work.rules);
    return { toast: { type: 'warning', content }, ...(await noteAfter(turn, appeal)) };
  }
  const told = await informCompany(turn.work, turn.acting, { number: appeal.number, how: textIn(words) || undefined });
  return { ...done(doneWords.inform(told.number)), ...(await noteAfter(turn, told)) };
}

/**
 * The company was told what the note said: a press on an older note does not cover a newer plan, or an answer approved
 * since.
 */
async function isOutdated({ rev, work }: Turn, { number, version }: Appeal): Promise<boolean> {
  if (rev === undefined || rev >= version) return false;
  const since = (await work.store.timeline(number)).slice(rev);
  return since.some(({ type }) => type === 'planned' || type === 'plan_replaced' || type === 'approved');
}

/** Redraws a pressed note; cards that are redrawn anyway need no answer here. */
async function noteAfter(turn: Turn, appeal: Appeal): Promise<{ card?: Card }> {
  const { pressed, quoted, quotedSlot } = turn;
  if (!pressed || quotedSlot || quoted !== appeal.number) return {};
  const facts = await factsShown(turn, appeal);
  return { card: appeal.status === 'answered' ? answeredNote(facts) : planNote(facts) };
}

const means = '(?:电话|微信|短信|当面|书面|口头)?';
const told = '(?:告知|转告|告诉|通知)';
const company = '了?企业(?:负责人|联系人|方)?';

/** What the submitting side records after it told the company (docs/develop/rules.md#rule-18, #rule-20). */
export const informing: Intent[] = [
  {
    name: 'inform',
    verb: 'inform',
    pattern: verbWithText(`已经?${means}(?:告知|转告|答复|回复)(?:${company})?|已?经?${means}${told}${company}了?`, {
      gap: '[,，][\\s,，]*',
    }),
    run: inform,
  },
];
